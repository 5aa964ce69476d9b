"""The format `trajecten-story/1`: a dated script of commands, and what must come of each."""

import re
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Final, TypeAlias

from trajecten.core.duration import AMSTERDAM
from trajecten.core.fitting import checked
from trajecten.core.kinds import AnyText
from trajecten.core.story import Shown, Story, StoryEnd, StoryPerson, StoryStep
from trajecten.core.text import LANGUAGES, Text, listed, same
from trajecten.definition.compound import EitherShape, ListShape, MapShape, PlacedShape
from trajecten.definition.opening import is_in, opened
from trajecten.definition.page import Place
from trajecten.definition.problem import Problem
from trajecten.definition.records import Draft, assembled, is_broken, key, record, sound
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import Shape, TextShape, WholeShape, Written, word
from trajecten.definition.texts import NAME, PROSE
from trajecten.definition.visible import quoted
from trajecten.errors import StoryError

STORY_FORMAT: Final = "trajecten-story/1"

_LINE = TextShape(one_line=True)
_EITHER = Text("een tekst, of nl en en", "a text, or nl and en")
_ANY_TEXT: Shape[Shown] = EitherShape(_EITHER, scalar=TextShape(), block=PROSE)
_MOST_CODE = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft(Draft):
    """Somebody who acts."""

    name: Maybe[str] = key(_LINE, "The name, plainly made up unless the source has it.")
    role: Maybe[str] | None = key(_LINE, "The role acted in, by its id.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft(Draft):
    """One command, and what must come of it."""

    do: Maybe[Written[Shown]] = key(
        PlacedShape(_ANY_TEXT), "The command line, without the word trajecten."
    )
    on: Maybe[Written[str]] | None = key(
        PlacedShape(_LINE), "A day, or a day and a time, on the Dutch clock.", default=None
    )
    person: Maybe[Written[str]] | None = key(
        PlacedShape(_LINE), "Who types it, by id.", name="as", default=None
    )
    says: Maybe[Text] | None = key(PROSE, "What is told before it.", default=None)
    refused: Maybe[tuple[Maybe[str], ...]] | None = key(
        ListShape(_LINE, least=1, lone=True, distinct=True),
        "The guards that must refuse it: these and no others.",
        default=None,
    )
    shows: Maybe[tuple[Maybe[Shown], ...]] = key(
        ListShape(_ANY_TEXT, least=1, lone=True),
        "What must be read in the answer; a plain text in the Dutch answer.",
        default=(),
    )
    exit: Maybe[Written[int]] | None = key(
        PlacedShape(WholeShape(most=_MOST_CODE)), "The exit code that is meant.", default=None
    )


_Ends: TypeAlias = Maybe[tuple[tuple[Written[str], Maybe[tuple["_Phase", ...]]], ...]]
_Phase: TypeAlias = tuple[Written[str], Maybe[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDraft(Draft):
    """A story: a trajectory from start to end, as it is typed."""

    schema: Maybe[str] = key(word(STORY_FORMAT), "The format of this file.")
    title: Maybe[Text] = key(NAME, "What the story is called.")
    workflow: Maybe[Written[str]] = key(
        PlacedShape(_LINE), "A bundled id, or a path seen from this file."
    )
    source: Maybe[Shown] | None = key(_ANY_TEXT, "Where its facts come from.", default=None)
    about: Maybe[Text] | None = key(PROSE, "What is told before it begins.", default=None)
    people: Maybe[tuple[tuple[Written[str], Maybe[PersonDraft]], ...]] = key(
        MapShape(record(PersonDraft), least=1), "Who acts, by an id of your own."
    )
    steps: Maybe[tuple[Maybe[StepDraft], ...]] = key(
        ListShape(record(StepDraft), least=1), "The commands, in order."
    )
    ends: _Ends = key(
        MapShape(MapShape(_LINE, least=1, declares=False), least=1, declares=False),
        "Where each trajectory is at the end: by reference, the phase of each track.",
        default=(),
    )


@checked
def load_story(text: bytes, *, name: AnyText = "story.yaml") -> Story:
    """Return the story that a file tells; `name` is how problems call the file.

    Raises:
        StoryError: the file has problems; the error holds all of them.
    """
    story, problems = _load(text, name)
    if isinstance(story, Broken) or problems:
        raise StoryError(problems, instance=name)
    return story


# Private

_NO_STORY = ("not-a-story", Text("dit is geen verhaal", "this is not a story"))
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?", re.ASCII)
_MORNING = time(9, 0)
"""When what happens on a day happens: in office hours, not at midnight."""


def _load(content: bytes, name: str) -> tuple[Maybe[Story], tuple[Problem, ...]]:
    node, report = opened(content, name)
    if isinstance(node, Broken) or not is_in(node, STORY_FORMAT, _NO_STORY, report):
        return BROKEN, report.problems
    draft = record(StoryDraft).read(node, report)
    story = BROKEN if isinstance(draft, Broken) else _built(draft, name, report)
    return story, report.problems


def _built(draft: StoryDraft, name: str, report: Report) -> Maybe[Story]:
    people = _people(draft.people)
    if isinstance(draft.workflow, Broken):
        return BROKEN
    return assembled(
        Story,
        file=name,
        title=draft.title,
        workflow=draft.workflow.value,
        line=draft.workflow.place.line,
        column=draft.workflow.place.column,
        about=draft.about,
        source=_both(draft.source),
        people=people,
        steps=_Steps(people, report).built(draft.steps),
        ends=_ends(draft.ends),
    )


def _people(
    drafts: Maybe[tuple[tuple[Written[str], Maybe[PersonDraft]], ...]],
) -> Maybe[tuple[Maybe[StoryPerson], ...]]:
    if isinstance(drafts, Broken):
        return BROKEN
    return tuple(
        BROKEN
        if isinstance(one, Broken)
        else assembled(StoryPerson, id=written.value, name=one.name, role=one.role)
        for written, one in drafts
    )


class _Steps:
    """Reads the steps in order: the day and the person stay those of the step before."""

    def __init__(self, people: Maybe[tuple[Maybe[StoryPerson], ...]], report: Report) -> None:
        self._report = report
        self._complete = not is_broken(people)
        self._people = {one.id: one for one in sound(people)}
        self._at: Maybe[datetime] | None = None
        self._person: Maybe[StoryPerson] | None = None
        if self._complete and len(self._people) == 1:
            (self._person,) = self._people.values()

    def built(self, drafts: Maybe[tuple[Maybe[StepDraft], ...]]) -> Maybe[tuple[object, ...]]:
        if isinstance(drafts, Broken):
            return BROKEN
        return tuple(BROKEN if isinstance(one, Broken) else self._step(one) for one in drafts)

    def _step(self, draft: StepDraft) -> Maybe[StoryStep]:
        self._at = self._moment(draft)
        self._person = self._actor(draft)
        refused = draft.refused
        return assembled(
            StoryStep,
            line=draft.place.line,
            column=draft.place.column,
            at=self._at,
            person=self._person,
            do=self._line(draft.do),
            says=draft.says,
            refused=refused,
            shows=draft.shows,
            exit_code=self._code(draft),
        )

    def _moment(self, draft: StepDraft) -> Maybe[datetime]:
        if isinstance(draft.on, Broken):
            return BROKEN
        if draft.on is None:
            return self._at or self._lacking(draft.place, "on")
        at = self._read(draft.on)
        before = self._at
        if isinstance(at, Broken) or isinstance(before, Broken) or before is None:
            return at
        if at >= before:
            return at
        if len(draft.on.value) == len("2026-01-01") and _dutch_day(at) == _dutch_day(before):
            return before
        message = Text("de tijd gaat hier terug", "time goes back here")
        remedy = Text(
            "de stap hiervoor was op {at}; schrijf die dag of een latere",
            "the step before was on {at}; write that day or a later one",
        ).fill(at=f"{before.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}")
        return self._report.add(draft.on.place, "back-in-time", message, remedy)

    def _read(self, on: Written[str]) -> Maybe[datetime]:
        at = _moment_of(on.value)
        if at is not None:
            return at
        message = Text("{text} is geen dag", "{text} is not a day").fill(text=quoted(on.value))
        remedy = Text(
            "schrijf 2026-03-02, of '2026-03-02 14:00'", "write 2026-03-02, or '2026-03-02 14:00'"
        )
        return self._report.add(on.place, "bad-day", message, remedy)

    def _actor(self, draft: StepDraft) -> Maybe[StoryPerson]:
        if isinstance(draft.person, Broken):
            return BROKEN
        if draft.person is None:
            if self._person is None and not self._complete:
                return BROKEN
            return self._person or self._lacking(draft.place, "as")
        found = self._people.get(draft.person.value)
        if found is not None:
            return found
        if not self._complete:
            return BROKEN
        message = Text("onbekende persoon {name}", "unknown person {name}")
        remedy = self._report.did_you_mean(draft.person.value, self._people) or Text(
            "kies uit {ids}", "choose from {ids}"
        ).fill(ids=listed(self._people, Text("of", "or")))
        filled = message.fill(name=quoted(draft.person.value))
        return self._report.add(draft.person.place, "unknown-person", filled, remedy)

    def _line(self, do: Maybe[Written[Shown]]) -> Maybe[Text]:
        if isinstance(do, Broken):
            return BROKEN
        line = same(do.value) if isinstance(do.value, str) else do.value
        try:
            typed = [shlex.split(line.in_language(one)) for one in LANGUAGES]
        except ValueError:
            message = Text(
                "in deze opdracht worden aanhalingstekens niet gesloten",
                "in this command line quotes are not closed",
            )
            return self._report.add(do.place, "open-quotes", message)
        if not all(typed):
            message = Text("hier staat geen opdracht", "no command stands here")
            return self._report.add(do.place, "no-command", message)
        if any(one == "--db" or one.startswith("--db=") for words in typed for one in words):
            message = Text("een verhaal heeft een eigen database", "a story has a store of its own")
            remedy = Text("laat --db weg", "leave out --db")
            return self._report.add(do.place, "own-store", message, remedy)
        return line

    def _code(self, draft: StepDraft) -> Maybe[int]:
        if draft.refused is not None and isinstance(draft.exit, Written):
            message = Text("'exit' staat naast 'refused'", "'exit' stands beside 'refused'")
            remedy = Text(
                "laat 'exit' weg: geweigerd is altijd 1", "leave out 'exit': refused is always 1"
            )
            return self._report.add(draft.exit.place, "both-given", message, remedy)
        if draft.refused is not None:
            return 1
        return draft.exit.value if isinstance(draft.exit, Written) else draft.exit or 0

    def _lacking(self, place: Place, name: str) -> Broken:
        message = Text("hier ontbreekt {key}", "{key} is missing here").fill(key=quoted(name))
        remedy = Text("de eerste stap zegt wanneer, en wie", "the first step says when, and who")
        return self._report.add(place, "missing-key", message, remedy)


def _ends(drafts: _Ends) -> Maybe[tuple[Maybe[StoryEnd], ...]]:
    if isinstance(drafts, Broken):
        return BROKEN
    return tuple(_end(written, phases) for written, phases in drafts)


def _end(written: Written[str], phases: Maybe[tuple[_Phase, ...]]) -> Maybe[StoryEnd]:
    if isinstance(phases, Broken):
        return BROKEN
    named = {track.value: phase for track, phase in phases if not isinstance(phase, Broken)}
    if len(named) < len(phases):
        return BROKEN
    place = written.place
    return StoryEnd(line=place.line, column=place.column, ref=written.value, phases=named)


def _both(shown: Maybe[Shown] | None) -> Maybe[Text] | None:
    return same(shown) if isinstance(shown, str) else shown


def _dutch_day(at: datetime) -> object:
    return at.astimezone(AMSTERDAM).date()


def _moment_of(text: str) -> datetime | None:
    """Return the instant of a day, or of a day and a time, in UTC; None when it is neither."""
    found = _DAY.fullmatch(text)
    try:
        day = datetime.fromisoformat(found[1]) if found else None
        at = time.fromisoformat(found[2]) if found and found[2] else _MORNING
    except ValueError:
        return None
    return day and datetime.combine(day.date(), at, AMSTERDAM).astimezone(UTC)
