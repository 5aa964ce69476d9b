"""The guard on choices: that one was made, if need be for one of these options."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.choice import Choice
from trajecten.core.facts import Facts
from trajecten.core.finding import DEAD_END, Finding, Missing, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import counts, since_words
from trajecten.core.text import Text, listed, quoted
from trajecten.core.workflow import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A choice was made, and what is chosen now is one of these options."""

    kind: ClassVar[str] = "chosen"

    choice: str = param(ParamKind.CHOICE, "The choice that must be made.")
    options: tuple[str, ...] = param(
        ParamKind.OPTIONS, "The options that satisfy; any when left out.", default=()
    )
    since: str = param(ParamKind.SINCE, SINCE, default="")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return whether it was chosen, and what.

        Once it was, choosing otherwise is no remedy: what was chosen is so, and stays recorded.
        """
        choice = situation.workflow.choice(self.choice)
        known = tuple(one.id for one in choice.options)
        wanted = self.options or known
        made, since = facts.choices.get(self.choice), Text("", "")
        if made and not counts(made.seq, self.since, facts, situation):
            made, since = None, since_words(self.since, facts, situation)
        option = made.option if made else None
        met = option in wanted
        return Finding(
            guard=self.kind,
            met=met,
            message=_message(choice, option, wanted, since, met=met),
            missing=() if met else (Missing(choice.id, choice.label),),
            remedies=() if met else (DEAD_END if option in known else _remedy(choice, wanted),),
            facts={"choice": choice.id, "option": option},
            basis=choice.basis,
        )


# Private


def _message(
    choice: Choice, option: str | None, wanted: tuple[str, ...], since: Text, *, met: bool
) -> Text:
    label = choice.label.capitalised
    if option is None:
        return Text("{choice}: nog niet gekozen{since}.", "{choice}: not chosen yet{since}.").fill(
            choice=label, since=since
        )
    chosen = choice.option_label(option)
    if met:
        return Text("{choice}: {option}.", "{choice}: {option}.").fill(choice=label, option=chosen)
    return Text(
        "{choice}: gekozen is '{option}'; nodig is {wanted}.",
        "{choice}: chosen was '{option}'; needed is {wanted}.",
    ).fill(choice=label, option=chosen, wanted=_either(choice, wanted))


def _remedy(choice: Choice, wanted: tuple[str, ...]) -> Remedy:
    words = Text(
        "Leg vast wat er is gekozen: {options}.", "Record what was chosen: {options}."
    ).fill(options=_either(choice, wanted))
    lone = (("option", wanted[0]),) if len(wanted) == 1 else ()
    return Remedy(words, "MakeChoice", (("choice", choice.id), *lone))


def _either(choice: Choice, options: tuple[str, ...]) -> Text:
    return listed((quoted(choice.option_label(one)) for one in options), Text("of", "or"))
