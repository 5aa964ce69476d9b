"""What must have been recorded, in whole sentences: papers, contributions, people, decisions."""

from trajecten.core.guards.answers import ContributionsDisposed, FeedbackSent
from trajecten.core.guards.debts import DebtsRepaid
from trajecten.core.guards.papers import Artefact, Endorsed
from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.records import ActionsOwned, DecisionRecorded, LessonsRecorded
from trajecten.core.text import Text, counted, listed, quoted, same
from trajecten.core.workflow import Workflow
from trajecten.explaining.explanation import Point
from trajecten.explaining.wording import since, together

_OR = Text("of", "or")


def artefact(guard: Artefact, workflow: Workflow) -> Point:
    """Return which paper must be there, and what stands in it."""
    label = quoted(workflow.name_of("artefact", guard.type))
    fields = [_field(workflow, guard.type, one) for one in guard.fields]
    talks = counted(
        guard.must_cite, Text("gesprek", "conversation"), Text("gesprekken", "conversations")
    )
    cites = Text("Het steunt op minstens {n}.", "It rests on at least {n}.").fill(n=talks)
    registered = _REGISTERED.fill(paper=label, since=since(guard.since, workflow))
    words = together(registered, cites if guard.must_cite else None)
    if not fields:
        return Point(words)
    if len(fields) > _INLINE:
        return Point(together(words, _HOLDS), tuple(map(Point, fields)))
    inside = Text("Daarin staat: {fields}.", "It says: {fields}.").fill(fields=listed(fields))
    return Point(together(words, inside))


def endorsed(guard: Endorsed, workflow: Workflow) -> Text:
    """Return who must stand behind which paper."""
    domains, roles = guard.endorsers(tuple(one.id for one in workflow.domains))
    names = [workflow.name_of("domain", one) for one in domains]
    names += [workflow.name_of("role", one) for one in roles]
    words = Text(
        "Het stuk {paper} is onderschreven door: {who}.", "The paper {paper} is endorsed by: {who}."
    )
    paper = quoted(workflow.name_of("artefact", guard.artefact))
    return words.fill(paper=paper, who=listed(names))


def contributions_disposed(guard: ContributionsDisposed, workflow: Workflow) -> Text:
    """Return that what came in must have been decided on."""
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


def feedback_sent(guard: FeedbackSent, workflow: Workflow) -> Text:
    """Return that people must have been told, and how soon."""
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


def contributions_received(guard: ContributionsReceived, workflow: Workflow) -> Text:
    """Return how much must have come in."""
    when = since(guard.since, workflow)
    if guard.max == 0:
        words = Text("Er is{when} geen inbreng binnengekomen.", "No contributions came in{when}.")
        return words.fill(when=when)
    low = _times(guard.min)
    if guard.max is None:
        words = Text("Er is{when} minstens {n} binnengekomen.", "At least {n} came in{when}.")
        return words.fill(n=low, when=when)
    high = _times(guard.max)
    if not guard.min:
        words = Text("Er is{when} hoogstens {n} binnengekomen.", "At most {n} came in{when}.")
        return words.fill(n=high, when=when)
    return Text(
        "Er is{when} minstens {low} en hoogstens {high} binnengekomen.",
        "At least {low} and at most {high} came in{when}.",
    ).fill(low=low, high=high, when=when)


def lessons_recorded(guard: LessonsRecorded, workflow: Workflow) -> Text:
    """Return how many lessons must have been recorded."""
    del workflow
    words = Text(
        "In deze fase {is_} minstens {n} vastgelegd, of openlijk gezegd waarom er geen is.",
        "In this phase at least {n} {is_} recorded, or it was openly said why there is none.",
    )
    number = counted(guard.min, Text("les", "lesson"), Text("lessen", "lessons"))
    return words.fill(n=number, is_=_verb(guard.min))


def actions_owned(guard: ActionsOwned, workflow: Workflow) -> Text:
    """Return that actions must have somebody who does them."""
    del workflow
    owned = Text(
        "Bij elke actie die nog loopt, staat wie het doet en wanneer het klaar is.",
        "With each action that is not finished stands who does it and when it is done.",
    )
    if not guard.min:
        return owned
    number = counted(guard.min, Text("actie", "action"), Text("acties", "actions"))
    some = Text("Er {is_} minstens {n} afgesproken.", "At least {n} {is_} agreed on.")
    return together(some.fill(n=number, is_=_verb(guard.min)), owned)


def roles_filled(guard: RolesFilled, workflow: Workflow) -> Text:
    """Return which roles somebody must hold."""
    names = [workflow.name_of("role", one) for one in guard.roles]
    if len(names) == 1:
        words = Text("De rol {role} is vervuld.", "The role {role} is filled.")
        return words.fill(role=quoted(names[0]))
    return Text(
        "Er is iemand in elk van deze rollen: {roles}.",
        "There is somebody in each of these roles: {roles}.",
    ).fill(roles=listed(names))


def approved(guard: Approved, workflow: Workflow) -> Text:
    """Return who must approve."""
    role = workflow.name_of("role", guard.role)
    if guard.by == 1:
        return Text(
            "Er is akkoord gegeven in de rol {role}, door een ander dan wie de stap zet.",
            "Approval was given in the role {role}, by another than who takes the step.",
        ).fill(role=quoted(role))
    return Text(
        "Er is {n} keer akkoord gegeven in de rol {role}, door anderen dan wie de stap zet.",
        "Approval was given {n} times in the role {role}, by others than who takes the step.",
    ).fill(role=quoted(role), n=guard.by)


def decision_recorded(guard: DecisionRecorded, workflow: Workflow) -> Text:
    """Return who must have decided, and how."""
    domain = guard.body in workflow.names("domain")
    who = workflow.name_of("domain" if domain else "role", guard.body)
    where = since(guard.since, workflow)
    names = [workflow.name_of("outcome", one) for one in guard.outcomes]
    if names:
        return Text(
            "Er is{where} besloten door: {who}. De uitkomst is: {outcomes}.",
            "It was decided{where} by: {who}. The outcome is: {outcomes}.",
        ).fill(who=who, where=where, outcomes=listed(names, _OR))
    words = Text("Er is{where} besloten door: {who}.", "It was decided{where} by: {who}.")
    return words.fill(who=who, where=where)


def debts_repaid(guard: DebtsRepaid, workflow: Workflow) -> Text:
    """Return that what deviations left out must have been done."""
    del guard, workflow
    return Text(
        "Wat bij een afwijking is overgeslagen en toch nog moest, is alsnog gedaan.",
        "What a deviation left out, and was to be done all the same, is done.",
    )


# Private


_REGISTERED = Text(
    "Het stuk {paper} is{since} vastgelegd.", "The paper {paper} is registered{since}."
)


_HOLDS = Text("Daarin staat:", "It says:")


_INLINE = 1
"""So many fields are told in the sentence; more of them are a list."""


def _field(workflow: Workflow, artefact: str, field: str) -> Text:
    paper = next(one for one in workflow.artefacts if one.id == artefact)
    return next((one.label for one in paper.fields if one.id == field), same(field))


def _times(number: int) -> Text:
    return counted(number, Text("inbreng", "contribution"), Text("keer inbreng", "contributions"))


def _verb(number: int) -> Text:
    return Text("is", "was") if number == 1 else Text("zijn", "were")
