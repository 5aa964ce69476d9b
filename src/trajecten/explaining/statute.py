"""Terms, choices, grounds for an exemption and deviations, in plain words."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from trajecten.core.deviation import Deciders, DeviationKind
from trajecten.core.statute import Extension, Mark, Moment, Term, TermKind
from trajecten.core.terms import TermCalendar
from trajecten.core.text import Text, listed, quoted
from trajecten.core.workflow import Noun, Workflow
from trajecten.explaining.explanation import Part, Point
from trajecten.explaining.wording import resting_on, together

_OR = Text("of", "or")


def terms(workflow: Workflow) -> Iterator[Part]:
    """Return the terms with their law; nothing when there are none."""
    if not workflow.terms:
        return
    by_law = any(one.calendar is TermCalendar.TERMIJNENWET for one in workflow.terms)
    yield Part(
        heading=Text("Welke termijnen zijn er?", "Which terms are there?"),
        paragraphs=(Point(_TERMIJNENWET),) if by_law else (),
        parts=tuple(
            Part(heading=one.label.capitalised, paragraphs=tuple(_of_term(one, workflow)))
            for one in workflow.terms
        ),
    )


def choices(workflow: Workflow) -> Iterator[Part]:
    """Return what there is to choose; nothing when there is nothing."""
    if not workflow.choices:
        return
    points = tuple(
        Point(
            resting_on(
                Text(f"{one.label.capitalised.nl}:", f"{one.label.capitalised.en}:"), one.basis
            ),
            tuple(Point(each.label) for each in one.options),
        )
        for one in workflow.choices
    )
    lead = Text(
        "Hoe het verdergaat, hangt af van deze keuzes:", "How it goes on depends on these choices:"
    )
    heading = Text("Wat valt er te kiezen?", "What is there to choose?")
    yield Part(heading=heading, paragraphs=(Point(lead, points),))


def exemptions(workflow: Workflow) -> Iterator[Part]:
    """Return the grounds for an exemption; nothing when there are none."""
    if not workflow.exemptions:
        return
    points = tuple(
        Point(resting_on(one.label.capitalised, one.basis)) for one in workflow.exemptions
    )
    lead = Text(
        "Sommige stappen kunnen alleen op een grond van deze lijst:",
        "Some steps can be taken only on a ground of this list:",
    )
    heading = Text("Gronden voor een uitzondering", "Grounds for an exemption")
    yield Part(heading=heading, paragraphs=(Point(lead, points),))


def deviations(workflow: Workflow) -> Part:
    """Return what may be deviated from, and who decides on it."""
    heading = Text("Mag je van het proces afwijken?", "May one deviate from the process?")
    return Part(heading=heading, paragraphs=tuple(_of_deviations(workflow)))


def happening(moment: Moment, workflow: Workflow) -> Text:
    """Return what a term begins or ends by, such as "het stuk 'Aanvraag' wordt vastgelegd"."""
    found = _event(moment, workflow)
    for more in _counting(moment, workflow):
        found += more
    return found


# Private

_KINDS = {
    TermKind.MINIMUM: Text(
        "Deze tijd moet helemaal voorbij zijn voordat het verder kan.",
        "All of this time must have passed before it can go on.",
    ),
    TermKind.MAXIMUM: Text(
        "Dit is de tijd die er hoogstens voor is.", "This is the time there is at most."
    ),
}
_TERMIJNENWET = Text(
    "Valt de laatste dag van een termijn in een weekend of op een feestdag, dan loopt de termijn "
    "door tot de eerstvolgende werkdag. Dat geldt niet voor een lange termijn: van meer dan 90 "
    "dagen, twaalf weken of drie maanden (Algemene termijnenwet).",
    "When the last day of a term falls in a weekend or on a holiday, the term runs on to the next "
    "working day. That does not hold for a long term: of more than 90 days, twelve weeks or three "
    "months (Algemene termijnenwet).",
)
_FIXED = Text(
    "De laatste dag schuift niet op voor een weekend of een feestdag.",
    "The last day is not moved for a weekend or a holiday.",
)
_HAPPENINGS: Mapping[Mark, tuple[Noun, Text]] = MappingProxyType(
    {
        Mark.ENTERING: ("phase", Text("de fase {what} begint", "the phase {what} begins")),
        Mark.TAKING: (
            "transition",
            Text("de stap {what} wordt gezet", "the step {what} is taken"),
        ),
        Mark.REGISTERING: (
            "artefact",
            Text("het stuk {what} wordt vastgelegd", "the paper {what} is registered"),
        ),
    }
)
_KINDS_OF_DEVIATION = {
    DeviationKind.SKIP: Text(
        "een stap zetten terwijl nog niet alles klaar is",
        "take a step although not everything is done",
    ),
    DeviationKind.MERGE: Text("stappen samennemen", "take steps together"),
    DeviationKind.REPEAT: Text("teruggaan naar een eerdere fase", "go back to an earlier phase"),
    DeviationKind.ADD: Text(
        "het proces aanpassen voor dit ene traject", "adapt the process for this one trajectory"
    ),
}


def _event(moment: Moment, workflow: Workflow) -> Text:
    match moment.mark:
        case Mark.START:
            return Text("het traject begint", "the trajectory begins")
        case Mark.DECIDING:
            domain = moment.id in workflow.names("domain")
            who = workflow.name_of("domain" if domain else "role", moment.id)
            words = Text("er wordt besloten door {who}", "it is decided by {who}")
            return words.fill(who=quoted(who))
        case _:
            noun, words = _HAPPENINGS[moment.mark]
            return words.fill(what=quoted(workflow.name_of(noun, moment.id)))


def _counting(moment: Moment, workflow: Workflow) -> Iterator[Text]:
    """Return when what happens counts: by which outcome, in which phase, after which term."""
    if moment.outcomes:
        words = Text("met de uitkomst {which}", "with the outcome {which}")
        names = (quoted(workflow.name_of("outcome", one)) for one in moment.outcomes)
        yield words.fill(which=listed(names, _OR))
    counts: tuple[tuple[Noun, tuple[str, ...], Text], ...] = (
        ("phase", moment.phases, Text("in de fase {which}", "in the phase {which}")),
        ("term", moment.after, Text("na de termijn {which}", "after the term {which}")),
    )
    for noun, ids, words in counts:
        if ids:
            yield words.fill(
                which=listed((quoted(workflow.name_of(noun, one)) for one in ids), _OR)
            )


def _again(term: Term) -> Iterator[Point]:
    """Return that a term begins anew, or does not, where that can be doubted."""
    if term.again:
        words = Text("Dat kan telkens opnieuw gebeuren.", "That can happen again each time.")
        yield Point(words)
    elif term.starts.mark is Mark.REGISTERING:
        words = Text(
            "Dat gebeurt één keer: een volgende keer begint de termijn niet opnieuw.",
            "That happens once: a next time does not begin the term anew.",
        )
        yield Point(words)


def _of_term(term: Term, workflow: Workflow) -> Iterator[Point]:
    length = Text("De termijn is {d}.", "The term is {d}.").fill(d=term.length.text)
    yield Point(resting_on(length, term.basis))
    first = (
        Text("Die dag telt mee.", "That day counts.")
        if term.same_day
        else Text("De dag erna is de eerste dag.", "The day after is its first day.")
    )
    begins = Text("Hij begint als {what}.", "It begins when {what}.")
    yield Point(together(begins.fill(what=happening(term.starts, workflow)), first))
    if term.follows is not None:
        follows = Text(
            "Is de termijn {term} dan al voorbij, dan begint hij op de laatste dag daarvan.",
            "When the term {term} has run out by then, it begins on the last day of that one.",
        )
        yield Point(follows.fill(term=quoted(workflow.name_of("term", term.follows))))
    yield Point(_KINDS[term.kind])
    yield from _again(term)
    if term.ends:
        ends = Text(
            "Binnen die tijd moet dit gebeuren: {what}.",
            "Within that time this must happen: {what}.",
        )
        which = listed((happening(one, workflow) for one in term.ends), _OR)
        yield Point(ends.fill(what=which))
    if term.calendar is TermCalendar.DAYS:
        yield Point(_FIXED)
    if term.extension is not None:
        yield Point(_extension(term.extension, workflow))
    if term.suspension is not None:
        words = Text("De termijn kan worden stilgezet (opschorting).", "The term can be suspended.")
        yield Point(resting_on(words, term.suspension))


def _extension(extension: Extension, workflow: Workflow) -> Text:
    words = Text(
        "De termijn kan één keer worden verlengd, met {d}.",
        "The term can be extended once, by {d}.",
    ).fill(d=extension.length.text)
    limits = []
    if extension.within is not None:
        limit = Text(
            "Dat wordt besloten binnen {d} na het begin.",
            "That is decided within {d} of the start.",
        )
        limits.append(limit.fill(d=extension.within.text))
    if extension.before is not None:
        limit = Text(
            "Dat kan niet meer als de fase {phase} is begonnen.",
            "That cannot be done once the phase {phase} has begun.",
        )
        limits.append(limit.fill(phase=quoted(workflow.name_of("phase", extension.before))))
    if extension.requires is not None:
        limit = Text(
            "Daarvoor is het stuk {paper} vastgelegd.",
            "Before that the paper {paper} is registered.",
        )
        limits.append(limit.fill(paper=quoted(workflow.name_of("artefact", extension.requires))))
    return together(resting_on(words, extension.basis), *limits)


def _of_deviations(workflow: Workflow) -> Iterator[Point]:
    allowed = workflow.deviations
    if allowed is None:
        words = Text("Nee. Het proces geldt zoals het is.", "No. The process holds as it is.")
        yield Point(words)
        return
    ways = tuple(Point(_KINDS_OF_DEVIATION[one]) for one in allowed.allowed)
    yield Point(
        Text(
            "Ja, in een traject dat daarom vraagt. Wie wil afwijken, geeft een reden. Dit kan:",
            "Yes, in a trajectory that calls for it. Who wants to deviate gives a reason. One can:",
        ),
        ways,
    )
    yield Point(together(*_of_deciders(allowed.deciders, workflow)))
    if allowed.motivated:
        words = Text(
            "Wie de afwijking toestaat, geeft daarbij een reden.",
            "Whoever lets the deviation happen gives a reason for it.",
        )
        yield Point(words)
    if allowed.expires_after is not None:
        words = Text(
            "Een besluit dat na {d} niet is gebruikt, geldt niet meer.",
            "A decision that is not used within {d} does not hold any more.",
        )
        yield Point(words.fill(d=allowed.expires_after.text))
    yield from _firm(workflow)


def _of_deciders(deciders: Deciders, workflow: Workflow) -> Iterator[Text]:
    roles = listed((workflow.name_of("role", one) for one in deciders.roles), _OR)
    words = Text(
        "Wie daarover beslist: {roles}. Dat is altijd een ander dan wie het vraagt.",
        "Who decides on that: {roles}. It is always another than who asks.",
    )
    yield resting_on(words.fill(roles=roles), deciders.basis)
    if deciders.debt is not None:
        debt = Text(
            "Wat is overgeslagen, moet binnen {d} alsnog worden gedaan.",
            "What was left out must still be done within {d}.",
        )
        yield debt.fill(d=deciders.debt.text)


def _firm(workflow: Workflow) -> Iterator[Point]:
    allowed, aside = workflow.deviations, workflow.relation_first.set_aside
    if allowed is not None and aside is None:
        if allowed.relation_first is None:
            words = Text(
                "Van 'eerst de relatie' kan niemand laten afwijken.",
                "Nobody can let 'the relation first' be deviated from.",
            )
            yield Point(words)
        else:
            lead = Text(
                "Ook van 'eerst de relatie' kan worden afgeweken.", "So can 'the relation first'."
            )
            yield Point(together(lead, *_of_deciders(allowed.relation_first, workflow)))
    firm = [quoted(one.label) for one in workflow.phases.values() if one.statutory]
    if firm:
        words = Text(
            "Deze fasen staan vast bij wet; daar kan niet van worden afgeweken: {names}.",
            "These phases are set by law and cannot be deviated from: {names}.",
        )
        yield Point(words.fill(names=listed(firm)))
