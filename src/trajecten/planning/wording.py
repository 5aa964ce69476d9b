"""Each need in a few words, in both languages."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from trajecten.core.commands import Purpose
from trajecten.core.dates import day_words
from trajecten.core.terms import day_of
from trajecten.core.text import Text, counted, joined, listed, quoted
from trajecten.core.workflow import Noun, Workflow
from trajecten.planning.plan import NO_WORDS, Need, NeedKind

Words: TypeAlias = Callable[[Need, Workflow], Text]

_NAMED = 2
"""How many fields of a paper are named; more are counted."""

_OR = Text("of", "or")
_CONVERSATION = (Text("gesprek", "conversation"), Text("gesprekken", "conversations"))


def words_of(need: Need, workflow: Workflow) -> Text:
    """Return a need in a few words; where a condition speaks for itself, in its own."""
    return _WORDS[need.kind](need, workflow)


def who_in(need: Need, workflow: Workflow) -> Text:
    """Return with whom a conversation is: a group or layer by its own name, else the domain."""
    if need.domain is None:
        return Text("wie dan ook", "anybody")
    place = workflow.domain(need.domain)
    parts = {one.id: one.label for one in (*place.groups, *place.layers)}
    return parts.get(need.group or need.layer or "", place.label)


def among_in(need: Need, workflow: Workflow) -> Text:
    """Return of which groups a conversation must be with one; empty when that does not matter."""
    if not need.among:
        return NO_WORDS
    words = Text(" (met {names})", " (with {names})")
    if need.number > 1:
        words = Text(" (telkens een ander: {names})", " (another each time: {names})")
    return words.fill(names=listed((workflow.name_of("group", one) for one in need.among), _OR))


def paper_name(need: Need, workflow: Workflow) -> Text:
    """Return the name of a paper, with what is asked of it."""
    name = workflow.name_of("artefact", need.artefact or "")
    asked: list[Text] = []
    if need.fields:
        fields = listed(workflow.name_of("field", one) for one in need.fields)
        if len(need.fields) > _NAMED:
            fields = Text("{n} velden", "{n} fields").fill(n=len(need.fields))
        asked.append(Text("met {fields}", "with {fields}").fill(fields=fields))
    if need.cites:
        number = counted(need.cites, *_CONVERSATION)
        asked.append(Text("rust op {n}", "rests on {n}").fill(n=number))
    if not asked:
        return name
    return Text("{name} ({asked})", "{name} ({asked})").fill(name=name, asked=joined(asked, "; "))


def body_of(need: Need, workflow: Workflow) -> Text:
    """Return the name of the domain or role that something is needed of."""
    noun: Noun = "domain" if need.by in workflow.names("domain") else "role"
    return workflow.name_of(noun, need.by or "")


def until_in(need: Need) -> Text:
    """Return until which day something is waited for, and why."""
    day = day_words(day_of(need.until)) if need.until else NO_WORDS
    return Text("tot {day} ({why})", "until {day} ({why})").fill(day=day, why=need.text)


# Private


def _conversation(need: Need, workflow: Workflow) -> Text:
    about = Text(" over de inhoud", " about content")
    return Text("{who}: {n}{about}{among}", "{who}: {n}{about}{among}").fill(
        who=who_in(need, workflow).capitalised,
        among=among_in(need, workflow),
        n=counted(need.number, *_CONVERSATION),
        about=about if need.purpose == Purpose.CONTENT.value else NO_WORDS,
    )


def _paper(need: Need, workflow: Workflow) -> Text:
    return Text("vastleggen: {paper}", "to register: {paper}").fill(
        paper=paper_name(need, workflow)
    )


def _endorsement(need: Need, workflow: Workflow) -> Text:
    words = Text("laten onderschrijven: {paper}, door {by}", "have endorsed: {paper}, by {by}")
    paper = workflow.name_of("artefact", need.artefact or "")
    return words.fill(paper=paper, by=body_of(need, workflow))


def _decision(need: Need, workflow: Workflow) -> Text:
    how = NO_WORDS
    names = listed((workflow.name_of("outcome", one) for one in need.outcomes or need.barred), _OR)
    if need.outcomes:
        how = Text(" ({how})", " ({how})").fill(how=names)
    elif need.barred:
        how = Text(" (anders dan {how})", " (other than {how})").fill(how=names)
    words = Text("besluit: {by}{how}", "decision: {by}{how}")
    return words.fill(by=body_of(need, workflow), how=how)


def _choice(need: Need, workflow: Workflow) -> Text:
    choice = workflow.choice(need.choice or "")
    options = listed((quoted(one.label) for one in choice.options), _OR)
    words = Text("kiezen: {choice} ({options})", "to choose: {choice} ({options})")
    return words.fill(choice=choice.label, options=options)


def _approval(need: Need, workflow: Workflow) -> Text:
    given = dict(need.remedy.arguments) if need.remedy else {}
    return Text("{n} op de stap {step} ({role})", "{n} for the step {step} ({role})").fill(
        n=counted(need.number, Text("akkoord", "approval"), Text("akkoorden", "approvals")),
        role=workflow.name_of("role", need.by or ""),
        step=workflow.name_of("transition", given.get("transition", "")),
    )


def _role(need: Need, workflow: Workflow) -> Text:
    return Text("{n} als {role}", "{n} as {role}").fill(
        n=counted(need.number, Text("persoon", "person"), Text("personen", "persons")),
        role=workflow.name_of("role", need.by or ""),
    )


def _lesson(need: Need, workflow: Workflow) -> Text:
    del workflow
    return counted(
        need.number,
        Text("les vastleggen", "lesson to record"),
        Text("lessen vastleggen", "lessons to record"),
    )


def _action(need: Need, workflow: Workflow) -> Text:
    del workflow
    if need.text != NO_WORDS:
        return _without_stop(need.text)
    return counted(
        need.number,
        Text("actie met eigenaar en datum", "action with an owner and a date"),
        Text("acties met eigenaar en datum", "actions with an owner and a date"),
    )


def _contribution(need: Need, workflow: Workflow) -> Text:
    del workflow
    words = _without_stop(need.text)
    return (
        words
        if need.number == 1
        else words + Text(f"({need.number} keer)", f"({need.number} times)")
    )


def _feedback(need: Need, workflow: Workflow) -> Text:
    del need, workflow
    return Text(
        "terugkoppelen wat er met de inbreng is gedaan",
        "tell people what was done with what they brought in",
    )


def _wait(need: Need, workflow: Workflow) -> Text:
    del workflow
    return Text("wachten {until}", "wait {until}").fill(until=until_in(need))


def _as_said(need: Need, workflow: Workflow) -> Text:
    del workflow
    return _without_stop(need.text)


def _without_stop(text: Text) -> Text:
    return Text(text.nl.rstrip("."), text.en.rstrip("."))


_WORDS: Mapping[NeedKind, Words] = MappingProxyType(
    {
        NeedKind.CONVERSATION: _conversation,
        NeedKind.PAPER: _paper,
        NeedKind.ENDORSEMENT: _endorsement,
        NeedKind.DECISION: _decision,
        NeedKind.APPROVAL: _approval,
        NeedKind.ROLE: _role,
        NeedKind.LESSON: _lesson,
        NeedKind.ACTION: _action,
        NeedKind.TOPIC: _as_said,
        NeedKind.CHOICE: _choice,
        NeedKind.CONTRIBUTION: _contribution,
        NeedKind.FEEDBACK: _feedback,
        NeedKind.TERM: _as_said,
        NeedKind.WAIT: _wait,
        NeedKind.EXEMPTION: _as_said,
        NeedKind.OTHER: _as_said,
    }
)
