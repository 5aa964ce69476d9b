"""What a requirement asks, in whole sentences that say how it is when it is met."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from trajecten.core.dates import day_words
from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.combine import AllOf, AnyOf, Not
from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.params import params_of
from trajecten.core.text import Text, counted, listed, same
from trajecten.core.workflow import Kind, Requirement, Workflow
from trajecten.explaining.conversations import conversations
from trajecten.explaining.explanation import Point
from trajecten.explaining.wording import body, holder, quoted, resting_on, together

_OR = Text("of", "or")


def condition(requirement: Requirement, workflow: Workflow) -> Point:
    """Return what a requirement asks, as a sentence with the ground it rests on."""
    guard = requirement.guard
    told = _WHOLE.get(type(guard))
    point = told(guard, workflow) if told else Point(_sentence(guard, workflow))
    return Point(
        resting_on(point.words, requirement.basis or _own_basis(guard, workflow)), point.points
    )


# Private


def _sentence(guard: Any, workflow: Workflow) -> Text:  # noqa: ANN401 (also guards of others)
    told = _SENTENCES.get(type(guard))
    return told(guard, workflow) if told else _of_others(guard)


def _own_basis(guard: Any, workflow: Workflow) -> str | None:  # noqa: ANN401
    return workflow.choice(guard.choice).basis if isinstance(guard, Chosen) else None


def _all(guard: AllOf, workflow: Workflow) -> Point:
    words = Text("Dit is allemaal zo:", "All of this is so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _any(guard: AnyOf, workflow: Workflow) -> Point:
    words = Text("Minstens één van deze dingen is zo:", "At least one of these is so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _not(guard: Not, workflow: Workflow) -> Point:
    words = Text("Dit is juist niet zo:", "This is not so:")
    return Point(words, tuple(condition(one, workflow) for one in guard.parts))


def _artefact(guard: Artefact, workflow: Workflow) -> Text:
    label = quoted(workflow.name_of("artefact", guard.type))
    names = listed(_field(workflow, guard.type, one) for one in guard.fields)
    words = (
        Text(
            "Het stuk {paper} is vastgelegd, en daarin is ingevuld: {fields}.",
            "The paper {paper} is registered, with these filled in: {fields}.",
        ).fill(paper=label, fields=names)
        if guard.fields
        else Text("Het stuk {paper} is vastgelegd.", "The paper {paper} is registered.").fill(
            paper=label
        )
    )
    if not guard.must_cite:
        return words
    talks = counted(
        guard.must_cite, Text("gesprek", "conversation"), Text("gesprekken", "conversations")
    )
    cites = Text("Het steunt op minstens {n}.", "It rests on at least {n}.").fill(n=talks)
    return together(words, cites)


def _field(workflow: Workflow, artefact: str, field: str) -> Text:
    paper = next(one for one in workflow.artefacts if one.id == artefact)
    return next((one.label for one in paper.fields if one.id == field), same(field))


def _endorsed(guard: Endorsed, workflow: Workflow) -> Text:
    domains, roles = guard.endorsers(tuple(one.id for one in workflow.domains))
    names = [body(workflow.name_of("domain", one)) for one in domains]
    names += [holder(workflow.name_of("role", one)) for one in roles]
    paper = quoted(workflow.name_of("artefact", guard.artefact))
    words = Text("Achter het stuk {paper} staan: {who}.", "Behind the paper {paper} stand: {who}.")
    return words.fill(paper=paper, who=listed(names))


def _disposed(guard: ContributionsDisposed, workflow: Workflow) -> Text:
    del workflow
    every = Text(
        "Op elke inbreng is beslist, met een reden.",
        "Each contribution was decided on, with a reason.",
    )
    if not guard.min:
        return every
    some = Text("Er is minstens {n} binnengekomen.", "At least {n} came in.").fill(
        n=counted(guard.min, Text("inbreng", "contribution"), Text("keer inbreng", "contributions"))
    )
    return together(some, every)


def _told(guard: FeedbackSent, workflow: Workflow) -> Text:
    del workflow
    if guard.within is None:
        return Text(
            "Wie iets inbracht, heeft gehoord wat ermee is gedaan.",
            "Who brought something in has heard what was done with it.",
        )
    return Text(
        "Wie iets inbracht, heeft binnen {d} na de beslissing gehoord wat ermee is gedaan.",
        "Who brought something in has heard within {d} of the decision what was done with it.",
    ).fill(d=guard.within.text)


def _received(guard: ContributionsReceived, workflow: Workflow) -> Text:
    del workflow
    if guard.max == 0:
        return Text("Er is geen inbreng binnengekomen.", "No contributions came in.")
    low = _times(guard.min)
    if guard.max is None:
        return Text("Er is minstens {n} binnengekomen.", "At least {n} came in.").fill(n=low)
    high = _times(guard.max)
    if not guard.min:
        return Text("Er is hoogstens {n} binnengekomen.", "At most {n} came in.").fill(n=high)
    return Text(
        "Er is minstens {low} en hoogstens {high} binnengekomen.",
        "At least {low} and at most {high} came in.",
    ).fill(low=low, high=high)


def _times(number: int) -> Text:
    return counted(number, Text("inbreng", "contribution"), Text("keer inbreng", "contributions"))


def _lessons(guard: LessonsRecorded, workflow: Workflow) -> Text:
    del workflow
    number = counted(guard.min, Text("les", "lesson"), Text("lessen", "lessons"))
    return Text(
        "In deze fase is minstens {n} vastgelegd, of openlijk gezegd waarom er geen is.",
        "In this phase at least {n} was recorded, or it was openly said why there is none.",
    ).fill(n=number)


def _actions(guard: ActionsOwned, workflow: Workflow) -> Text:
    del workflow
    owned = Text(
        "Bij elke actie die nog loopt, staat wie het doet en wanneer het klaar is.",
        "With each action that is not finished stands who does it and when it is done.",
    )
    if not guard.min:
        return owned
    number = counted(guard.min, Text("actie", "action"), Text("acties", "actions"))
    some = Text("Er is minstens {n} afgesproken.", "At least {n} was agreed on.")
    return together(some.fill(n=number), owned)


def _filled(guard: RolesFilled, workflow: Workflow) -> Text:
    names = [workflow.name_of("role", one) for one in guard.roles]
    if len(names) == 1:
        return Text("Er is een {role}.", "There is a {role}.").fill(role=names[0])
    return Text(
        "Er is iemand in elk van deze rollen: {roles}.",
        "There is somebody in each of these roles: {roles}.",
    ).fill(roles=listed(names))


def _lasted(guard: MinDuration, workflow: Workflow) -> Text:
    del workflow
    words = Text("De fase heeft minstens {d} geduurd.", "The phase has lasted at least {d}.")
    return words.fill(d=guard.duration.text)


def _approved(guard: Approved, workflow: Workflow) -> Text:
    role = workflow.name_of("role", guard.role)
    if guard.by == 1:
        return Text(
            "{role} is akkoord, en dat is een ander dan wie de stap zet.",
            "{role} approves, and that is another than who takes the step.",
        ).fill(role=holder(role).capitalised)
    return Text(
        "{n} mensen met de rol van {role} zijn akkoord, en dat zijn anderen dan wie de stap zet.",
        "{n} people with the role of {role} approve, and those are others than who takes the step.",
    ).fill(role=role, n=guard.by)


def _in_phase(guard: InPhase, workflow: Workflow) -> Text:
    places = [quoted(workflow.name_of("phase", one)) for one in guard.phases]
    places += [_PHASES[one] for one in guard.kinds]
    return Text("Het spoor {track} is in {places}.", "The track {track} is in {places}.").fill(
        track=quoted(workflow.name_of("track", guard.track)), places=listed(places, _OR)
    )


_PHASES = {
    Kind.RELATION: Text("een fase waarin het om de relatie gaat", "a phase about the relation"),
    Kind.CONTENT: Text("een fase waarin het om de inhoud gaat", "a phase about content"),
    Kind.DECISION: Text("een fase waarin wordt besloten", "a phase of deciding"),
    Kind.EXECUTION: Text("een fase van uitvoering", "a phase of carrying out"),
    Kind.LEARNING: Text("een fase waarin wordt geleerd", "a phase of learning"),
}


def _decided(guard: DecisionRecorded, workflow: Workflow) -> Text:
    domain = guard.body in workflow.names("domain")
    label = workflow.name_of("domain" if domain else "role", guard.body)
    who = body(label) if domain else holder(label)
    where = Text(" in deze fase", " in this phase") if guard.this_visit else same("")
    if guard.outcomes:
        return Text(
            "Er is{where} een besluit van {who}, met deze uitkomst: {outcomes}.",
            "There is a decision of {who}{where}, with this outcome: {outcomes}.",
        ).fill(who=who, where=where, outcomes=listed(guard.outcomes, _OR))
    return Text("Er is{where} een besluit van {who}.", "There is a decision of {who}{where}.").fill(
        who=who, where=where
    )


def _repaid(guard: DebtsRepaid, workflow: Workflow) -> Text:
    del guard, workflow
    return Text(
        "Wat bij een afwijking is overgeslagen en toch nog moest, is alsnog gedaan.",
        "What a deviation left out, and was to be done all the same, is done.",
    )


def _topics(guard: TopicsChosen, workflow: Workflow) -> Text:
    asked = guard.domains or tuple(one.id for one in workflow.domains)
    names = listed(body(workflow.name_of("domain", one)) for one in asked)
    number = counted(guard.min, Text("onderwerp", "topic"), Text("onderwerpen", "topics"))
    words = Text(
        "Minstens {n} gekozen, elk door al deze domeinen: {names}.",
        "At least {n} chosen, each by all these domains: {names}.",
    ).fill(n=together(number, _IS if guard.min == 1 else _ARE), names=names)
    criteria = Text(
        "Er is opgeschreven waar bij het kiezen op is gelet.",
        "It is written down by what the choice is made.",
    )
    return together(words, criteria if guard.criteria else None)


_IS, _ARE = Text("is", "was"), Text("zijn", "were")


def _children(guard: Children, workflow: Workflow) -> Text:
    del workflow
    ways = [_PHASES[one] for one in guard.kinds]
    stands = [Text("is in {place}", "is in {place}").fill(place=listed(ways, _OR))] if ways else []
    if guard.final:
        stands.append(Text("is afgerond", "is finished"))
    state = listed(stands or [Text("is begonnen", "has begun")], _OR)
    if guard.min:
        return Text(
            "Van minstens {n} van de trajecten hieronder geldt: het {state}.",
            "Of at least {n} of the trajectories below it holds that it {state}.",
        ).fill(n=guard.min, state=state)
    return Text(
        "Er is minstens één traject hieronder begonnen, en van elk geldt: het {state}.",
        "At least one trajectory was started below, and of each it holds that it {state}.",
    ).fill(state=state)


def _chosen(guard: Chosen, workflow: Workflow) -> Text:
    choice = workflow.choice(guard.choice)
    label = quoted(choice.label)
    if not guard.options:
        return Text("Er is gekozen: {choice}.", "A choice was made: {choice}.").fill(choice=label)
    options = listed((quoted(choice.option_label(one)) for one in guard.options), _OR)
    return Text(
        "Bij de keuze {choice} is gekozen voor {options}.",
        "In the choice {choice}, {options} was chosen.",
    ).fill(choice=label, options=options)


def _window(guard: Window, workflow: Workflow) -> Text:
    del workflow
    if guard.since and guard.until:
        return Text(
            "Het is niet eerder dan {since} en niet later dan {until}.",
            "It is not before {since} and not after {until}.",
        ).fill(since=day_words(guard.since), until=day_words(guard.until))
    if guard.since:
        return Text("Het is {day} of later.", "It is {day} or later.").fill(
            day=day_words(guard.since)
        )
    if guard.until:
        return Text("Het is {day} of eerder.", "It is {day} or earlier.").fill(
            day=day_words(guard.until)
        )
    return Text("Dit kan op elke dag.", "This can be on any day.")


def _elapsed(guard: TermElapsed, workflow: Workflow) -> Text:
    return _of_term(
        guard.term, workflow, Text("De termijn {term} is voorbij.", "The term {term} has run out.")
    )


def _not_expired(guard: TermNotExpired, workflow: Workflow) -> Text:
    words = Text("De termijn {term} is nog niet voorbij.", "The term {term} has not run out yet.")
    return _of_term(guard.term, workflow, words)


def _within(guard: WithinTerm, workflow: Workflow) -> Text:
    words = Text(
        "De termijn {term} is begonnen en nog niet voorbij.",
        "The term {term} has begun and has not run out yet.",
    )
    return _of_term(guard.term, workflow, words)


def _of_term(identifier: str, workflow: Workflow, words: Text) -> Text:
    term = workflow.term(identifier)
    named = Text("{label} van {d}", "{label} of {d}")
    return words.fill(term=named.fill(label=quoted(term.label), d=term.length.text))


def _of_others(guard: Any) -> Text:  # noqa: ANN401 (a guard of a package we do not know)
    asked = ", ".join(_written(guard))
    words = Text("Aan de voorwaarde {kind} is voldaan.", "The condition {kind} is met.")
    if not asked:
        return words.fill(kind=guard.kind)
    return words.fill(kind=f"{guard.kind} ({asked})")


def _written(guard: Any) -> Iterator[str]:  # noqa: ANN401 (as above)
    declared = params_of(type(guard))
    for one in fields(guard):
        if one.name in declared and getattr(guard, one.name) not in (None, ()):
            yield f"{one.name}: {getattr(guard, one.name)}"


_WHOLE: Mapping[type[Any], Callable[[Any, Workflow], Point]] = MappingProxyType(
    {AllOf: _all, AnyOf: _any, Not: _not, ContactsPerDomain: conversations}
)
"""The guards that take points below their sentence."""

_SENTENCES: Mapping[type[Any], Callable[[Any, Workflow], Text]] = MappingProxyType(
    {
        ActionsOwned: _actions,
        Approved: _approved,
        Artefact: _artefact,
        Children: _children,
        Chosen: _chosen,
        ContributionsDisposed: _disposed,
        ContributionsReceived: _received,
        DebtsRepaid: _repaid,
        DecisionRecorded: _decided,
        Endorsed: _endorsed,
        FeedbackSent: _told,
        InPhase: _in_phase,
        LessonsRecorded: _lessons,
        MinDuration: _lasted,
        RolesFilled: _filled,
        TermElapsed: _elapsed,
        TermNotExpired: _not_expired,
        TopicsChosen: _topics,
        Window: _window,
        WithinTerm: _within,
    }
)
"""The guards that are told in a sentence."""

TOLD = frozenset(one.kind for one in (*_WHOLE, *_SENTENCES))
"""The kinds of guard that have words of their own."""
