"""Norms on what must stand before people bring something in: goal, room, a reasoned choice."""

from collections.abc import Iterator

from trajecten.auditing.norms.dossier import Dossier, data_of, first, has_field, left_out
from trajecten.auditing.norms.norm import Norm, NormResult, found, not_applicable, passed
from trajecten.core.events import Action
from trajecten.core.facts import Facts
from trajecten.core.text import Text
from trajecten.core.workflow import Workflow
from trajecten.ledger.entry import Entry


def goal_stated_before_input(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N1: a paper holds the goal, and is dated before the first contribution."""
    del facts
    fields = ledger.thresholds.goal_fields
    goal = first(ledger.papers_with(fields))
    if goal is None and not has_field(workflow, fields):
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen stuk met een veld voor het doel.",
                "This workflow has no paper with a field for the goal.",
            )
        )
    return _before_input(ledger, goal, Text("het doel", "the goal"))


def room_stated_before_input(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N2: level and room were said before the first contribution; who hears of a change after it.

    A level that was chosen anew after the first contribution asks for feedback later than that.
    """
    del facts
    stated = {
        key: first(where) for key, where in _statements(ledger, workflow) if where is not None
    }
    if not stated:
        return not_applicable(
            Text(
                "Deze werkwijze heeft geen keuze of veld voor niveau of ruimte.",
                "This workflow has no choice or field for the level or the room.",
            )
        )
    lacking = [_WHAT[key] for key, one in stated.items() if one is None]
    latest = max((one for one in stated.values() if one), key=lambda one: one.at, default=None)
    if lacking and first(ledger.of(Action.CONTRIBUTION_RECEIVED)) is not None:
        return _before_input(ledger, None, lacking[0])
    if unheard := _changed_in_silence(ledger):
        return found(
            Text(
                "Het niveau is na de eerste inbreng veranderd; daarna is niemand ingelicht.",
                "The level was changed after the first contribution; nobody was told since.",
            ),
            unheard,
        )
    if lacking:
        return not_applicable(_NOTHING_YET)
    return _before_input(ledger, latest, Text("niveau en ruimte", "level and room"))


def no_participation_is_reasoned(facts: Facts, ledger: Dossier, workflow: Workflow) -> NormResult:
    """N3: whoever chose for no participation gave a reason in words."""
    del facts, workflow
    chosen = list(left_out(ledger))
    if not chosen:
        return not_applicable(
            Text(
                "Er is niet gekozen voor geen participatie, en geen uitzondering gebruikt.",
                "No participation was not chosen, and no exemption was used.",
            )
        )
    bare = [one for one in chosen if not {"reason", "motivation"} & one.personal.keys()]
    if bare:
        return found(
            Text(
                "Er is gekozen om iets over te laten, zonder reden in woorden.",
                "It was chosen to leave something out, without a reason in words.",
            ),
            (one.seq for one in bare),
        )
    return passed(
        Text(
            "Bij elke keuze om iets over te laten staat een reden.",
            "Each choice to leave something out has a reason.",
        ),
        (one.seq for one in chosen),
    )


NORMS = (
    Norm(
        id="N1",
        asks=Text(
            "Is het doel van de participatie vastgelegd voordat de eerste inbreng kwam?",
            "Was the goal of participation laid down before the first contribution came?",
        ),
        source=Text(
            "Rekenkamer Amersfoort (2024); Rekenkamer Amsterdam (2022)",
            "Court of audit of Amersfoort (2024); of Amsterdam (2022)",
        ),
        judge=goal_stated_before_input,
        limit=Text(
            "Of het doel concreet is, staat niet in het logboek.",
            "Whether the goal is concrete, the ledger does not hold.",
        ),
        thresholds=("goal_fields",),
    ),
    Norm(
        id="N2",
        asks=Text(
            "Stonden niveau en ruimte voor invloed vooraf vast, en hoorde men van een wijziging?",
            "Were level and room for influence fixed beforehand, and were people told of a change?",
        ),
        source=Text(
            "Participatieleidraad Utrecht (uitgangspunt 4); Nationale ombudsman 2009/180",
            "Participation guide of Utrecht (principle 4); National ombudsman 2009/180",
        ),
        judge=room_stated_before_input,
        limit=Text(
            "Een nieuwe versie van een stuk kan het niveau veranderen; de woorden staan niet in "
            "het logboek.",
            "A new version of a paper may change the level; the ledger does not hold its words.",
        ),
        thresholds=("level_choices", "level_fields", "room_fields"),
    ),
    Norm(
        id="N3",
        asks=Text(
            "Is een keuze voor geen participatie gemotiveerd?",
            "Is a choice for no participation reasoned?",
        ),
        source=Text("Rekenkamer Amsterdam (2022)", "Court of audit of Amsterdam (2022)"),
        judge=no_participation_is_reasoned,
        limit=Text(
            "Of de reden klopt, staat niet in het logboek; ook 'n.v.t.' is een tekst.",
            "Whether the reason is sound, the ledger does not hold; 'n/a' is a text too.",
        ),
        thresholds=("no_participation_options",),
    ),
)


# Private

_NOTHING_YET = Text(
    "Er is nog geen inbreng: er valt nog niets te beoordelen.",
    "There is no contribution yet: there is nothing to judge.",
)
_WHAT = {
    "level": Text("het niveau", "the level"),
    "room": Text("de ruimte voor invloed", "the room for influence"),
}


def _before_input(ledger: Dossier, stated: Entry | None, what: Text) -> NormResult:
    """Return whether something was stated before the first contribution."""
    brought = first(ledger.of(Action.CONTRIBUTION_RECEIVED))
    if brought is None:
        return not_applicable(_NOTHING_YET, (stated.seq,) if stated else ())
    if stated is None:
        words = Text(
            "Er is inbreng, maar {what} is nergens vastgelegd.",
            "There is a contribution, but {what} was not laid down anywhere.",
        )
        return found(words.fill(what=what), (brought.seq,))
    entries = (stated.seq, brought.seq)
    if stated.at > brought.at:
        words = Text(
            "Vastgelegd na de eerste inbreng: {what}.",
            "Laid down after the first contribution: {what}.",
        )
        return found(words.fill(what=what), entries)
    words = Text(
        "Vastgelegd voor de eerste inbreng: {what}.",
        "Laid down before the first contribution: {what}.",
    )
    return passed(words.fill(what=what), entries)


def _statements(ledger: Dossier, workflow: Workflow) -> Iterator[tuple[str, list[Entry] | None]]:
    """Return where level and room were stated; None for what the workflow does not have."""
    limits = ledger.thresholds
    chosen = [
        one
        for one in ledger.of(Action.CHOICE_MADE)
        if data_of(one)["choice"] in limits.level_choices
    ]
    level = [*chosen, *ledger.papers_with(limits.level_fields)]
    asked = has_field(workflow, limits.level_fields) or any(
        one.id in limits.level_choices for one in workflow.choices
    )
    yield "level", level if level or asked else None
    room = ledger.papers_with(limits.room_fields)
    yield "room", room if room or has_field(workflow, limits.room_fields) else None


def _changed_in_silence(ledger: Dossier) -> list[int]:
    """Return the changes of the level after which nobody was told anything."""
    brought = first(ledger.of(Action.CONTRIBUTION_RECEIVED))
    told = max((one.at for one in ledger.of(Action.FEEDBACK_SENT)), default=None)
    return [
        one.seq
        for one in ledger.of(Action.CHOICE_MADE)
        if data_of(one)["choice"] in ledger.thresholds.level_choices
        and data_of(one)["was"] not in {None, data_of(one)["option"]}
        and brought is not None
        and one.at > brought.at
        and (told is None or told < one.at)
    ]
