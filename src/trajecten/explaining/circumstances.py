"""How things must stand, in whole sentences: time, terms, choices, topics, other trajectories."""

from trajecten.core.dates import day_words
from trajecten.core.guards.children import Children
from trajecten.core.guards.choices import Chosen
from trajecten.core.guards.flow import InPhase, MinDuration
from trajecten.core.guards.terms import TermElapsed, TermNotExpired, WithinTerm
from trajecten.core.guards.topics import TopicsChosen
from trajecten.core.guards.window import Window
from trajecten.core.text import Text, counted, listed, quoted
from trajecten.core.workflow import Kind, Workflow
from trajecten.explaining.wording import since, together

_OR = Text("of", "or")


def min_duration(guard: MinDuration, workflow: Workflow) -> Text:
    """Return how long the phase must have lasted."""
    del workflow
    words = Text("De fase heeft minstens {d} geduurd.", "The phase has lasted at least {d}.")
    return words.fill(d=guard.duration.text)


def in_phase(guard: InPhase, workflow: Workflow) -> Text:
    """Return where another track must be."""
    places = [quoted(workflow.name_of("phase", one)) for one in guard.phases]
    places += [_PHASES[one] for one in guard.kinds]
    return Text("Het spoor {track} is in {places}.", "The track {track} is in {places}.").fill(
        track=quoted(workflow.name_of("track", guard.track)), places=listed(places, _OR)
    )


def topics_chosen(guard: TopicsChosen, workflow: Workflow) -> Text:
    """Return how many topics must have been chosen, and by whom."""
    asked = guard.domains or tuple(one.id for one in workflow.domains)
    names = listed(workflow.name_of("domain", one) for one in asked)
    number = counted(guard.min, Text("onderwerp", "topic"), Text("onderwerpen", "topics"))
    verb = Text("is", "was") if guard.min == 1 else Text("zijn", "were")
    words = Text(
        "Minstens {n} gekozen, elk door al deze domeinen: {names}.",
        "At least {n} chosen, each by all these domains: {names}.",
    ).fill(n=together(number, verb), names=names)
    criteria = Text(
        "Er is opgeschreven waar bij het kiezen op is gelet.",
        "It is written down by what the choice is made.",
    )
    return together(words, criteria if guard.criteria else None)


def children(guard: Children, workflow: Workflow) -> Text:
    """Return where the trajectories below must be."""
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


def chosen(guard: Chosen, workflow: Workflow) -> Text:
    """Return what must have been chosen."""
    choice = workflow.choice(guard.choice)
    label, when = quoted(choice.label), since(guard.since, workflow)
    if not guard.options:
        words = Text("De keuze {choice} is{since} gemaakt.", "The choice {choice} was made{since}.")
        return words.fill(choice=label, since=when)
    options = listed((quoted(choice.option_label(one)) for one in guard.options), _OR)
    return Text(
        "Bij de keuze {choice} is{since} gekozen voor {options}.",
        "In the choice {choice}, {options} was chosen{since}.",
    ).fill(choice=label, options=options, since=when)


def window(guard: Window, workflow: Workflow) -> Text:
    """Return between which days it must be."""
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


def term_elapsed(guard: TermElapsed, workflow: Workflow) -> Text:
    """Return which term must have run out."""
    return _of_term(
        guard.term, workflow, Text("De termijn {term} is voorbij.", "The term {term} has run out.")
    )


def term_not_expired(guard: TermNotExpired, workflow: Workflow) -> Text:
    """Return which term must not have run out."""
    words = Text("De termijn {term} is nog niet voorbij.", "The term {term} has not run out yet.")
    return _of_term(guard.term, workflow, words)


def within_term(guard: WithinTerm, workflow: Workflow) -> Text:
    """Return which term must run."""
    words = Text(
        "De termijn {term} is begonnen en nog niet voorbij.",
        "The term {term} has begun and has not run out yet.",
    )
    return _of_term(guard.term, workflow, words)


# Private


_PHASES = {
    Kind.RELATION: Text("een fase waarin het om de relatie gaat", "a phase about the relation"),
    Kind.CONTENT: Text("een fase waarin het om de inhoud gaat", "a phase about content"),
    Kind.DECISION: Text("een fase waarin wordt besloten", "a phase of deciding"),
    Kind.EXECUTION: Text("een fase van uitvoering", "a phase of carrying out"),
    Kind.LEARNING: Text("een fase waarin wordt geleerd", "a phase of learning"),
}


def _of_term(identifier: str, workflow: Workflow, words: Text) -> Text:
    term = workflow.term(identifier)
    named = Text("{label} van {d}", "{label} of {d}")
    return words.fill(term=named.fill(label=quoted(term.label), d=term.length.text))
