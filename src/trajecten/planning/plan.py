"""What is still needed before content may begin: frozen values, in the order of doing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trajecten.core.finding import Remedy
from trajecten.core.text import Text

NO_WORDS = Text("", "")


class NeedKind(StrEnum):
    """What sort of thing is needed."""

    CONVERSATION = "conversation"
    PAPER = "paper"
    ENDORSEMENT = "endorsement"
    DECISION = "decision"
    APPROVAL = "approval"
    ROLE = "role"
    LESSON = "lesson"
    ACTION = "action"
    TOPIC = "topic"
    CHOICE = "choice"
    CONTRIBUTION = "contribution"
    FEEDBACK = "feedback"
    TERM = "term"
    WAIT = "wait"
    EXEMPTION = "exemption"
    """A step that is for those only to whom a ground of a closed list applies."""
    OTHER = "other"
    """Something of which the plan knows the words of the condition, and no more."""


JUDGED_BY_PEOPLE = frozenset({NeedKind.EXEMPTION, NeedKind.OTHER})
"""What a plan can name but not judge: whether it will be so, and when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing to do, or to wait for, before a step of the way can be taken.

    `step` counts the steps of the way from zero; `number` says how many times. A conversation has a
    `domain` (None: in whatever domain), a `purpose` and if need be a `group` or a `layer`; with
    `among` it is with another of these groups each time. A paper has the `fields` to fill and the
    number of conversations it `cites`; an endorsement, decision, approval or role says by whom
    (`by`). A decision is one of the `outcomes`, if there are any, and none of those `barred`; what
    is chosen is one of these options. The rest of the plan counts on the first. A wait lasts
    `until` an aware instant. `remedy` is the command that helps.
    """

    kind: NeedKind
    step: int
    text: Text = NO_WORDS
    number: int = 1
    domain: str | None = None
    group: str | None = None
    layer: str | None = None
    among: tuple[str, ...] = ()
    purpose: str | None = None
    artefact: str | None = None
    fields: tuple[str, ...] = ()
    cites: int = 0
    by: str | None = None
    outcomes: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    choice: str | None = None
    term: str | None = None
    until: datetime | None = None
    remedy: Remedy | None = None

    @property
    def known(self) -> bool:
        """Whether doing this is sure to help: not so where people must judge."""
        return self.kind not in JUDGED_BY_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What one option of a choice would lead to; `text` is that in a few words."""

    option: str
    plan: "Plan"
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fork:
    """A choice that was not made yet and on which the way depends, with each of its options."""

    choice: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The shortest lawful way from where a trajectory is to its first phase of content.

    Where no way leads to a phase of content, it is the way to a phase of decision or execution.
    `way` are the transitions to take, in order, and `needs` what must be done before each; `target`
    is the phase they lead to, which can be entered at `earliest` (aware UTC) when all is
    done as soon as it can be. Without a way `target` and `earliest` are None, and `why` says what
    stands in it. `begun` says that content is there or was there, `ended` that every track is in a
    last phase: then nothing is needed. `damage` says why the trajectory could not be looked at, in
    a plan among those of all. `complete` says that every shorter way was looked at; when
    it is False the search was broken off.

    `forks` are the choices not made yet on which it depends. Nobody decides by a plan what is
    chosen: then `way` is only the shortest of several, and every option has a plan of its own.

    `text` is all of it in one sentence, `brief` in a few words, `lines` a line for each sort of
    thing.
    """

    way: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    target: str | None = None
    earliest: datetime | None = None
    begun: bool = False
    ended: bool = False
    damage: Text | None = None
    forks: tuple[Fork, ...] = ()
    complete: bool = True
    why: Text | None = None
    text: Text = NO_WORDS
    brief: Text = NO_WORDS
    lines: tuple[Text, ...] = ()
