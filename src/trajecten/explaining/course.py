"""The phases in order, and the steps out of each: what is asked, by whom, by when."""

from collections.abc import Iterable, Iterator

from trajecten.core.guards.combine import AnyOf
from trajecten.core.guards.papers import Artefact
from trajecten.core.guards.records import DecisionRecorded
from trajecten.core.statute import Mark, Moment, Term
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Kind, Phase, PolicyStage, Track, Transition, Workflow
from trajecten.explaining.conditions import condition
from trajecten.explaining.explanation import Part, Point
from trajecten.explaining.wording import holder, quoted, resting_on, together
from trajecten.machine import Asked, gate

_OR = Text("of", "or")


def course(workflow: Workflow) -> tuple[Part, ...]:
    """Return the phases of a workflow with one track, or a part for each of several tracks."""
    if len(workflow.tracks) == 1:
        heading = Text("Hoe verloopt het?", "How does it go?")
        return (Part(heading=heading, parts=_phases(workflow.tracks[0], workflow)),)
    return tuple(
        Part(
            heading=Text("Het spoor {track}", "The track {track}").fill(track=quoted(one.label)),
            parts=_phases(one, workflow),
        )
        for one in workflow.tracks
    )


# Private

_ABOUT = {
    Kind.RELATION: Text(
        "In deze fase gaat het om de relatie.", "This phase is about the relation."
    ),
    Kind.CONTENT: Text("In deze fase gaat het om de inhoud.", "This phase is about content."),
    Kind.DECISION: Text("In deze fase wordt besloten.", "In this phase it is decided."),
    Kind.EXECUTION: Text(
        "In deze fase wordt gedaan wat is besloten.", "In this phase what was decided is done."
    ),
    Kind.LEARNING: Text("In deze fase wordt geleerd.", "This phase is for learning."),
}
_STAGES = {
    PolicyStage.PREPARATION: Text(
        "De fase hoort bij de voorbereiding van beleid.",
        "The phase belongs to the preparation of policy.",
    ),
    PolicyStage.EXECUTION: Text(
        "De fase hoort bij de uitvoering van beleid.",
        "The phase belongs to the execution of policy.",
    ),
    PolicyStage.EVALUATION: Text(
        "De fase hoort bij de evaluatie van beleid.",
        "The phase belongs to the evaluation of policy.",
    ),
}
_RESTS = Text("De fase rust op: {basis}.", "The phase rests on: {basis}.")
_RELATION = Point(
    Text(
        "Er is in elk domein geluisterd: zie 'Eerst de relatie, dan de inhoud'.",
        "Every domain was listened to: see 'The relation first, then the content'.",
    )
)
_ANY = Text(
    "De stap kan pas als minstens één van deze dingen zo is:",
    "It can be taken when at least one of these is so:",
)
_ONE = Text("De stap kan pas als dit zo is:", "It can be taken when this is so:")
_MORE = Text("De stap kan pas als dit allemaal zo is:", "It can be taken when all this is so:")
_BEGINS = Text("Hier begint het traject.", "The trajectory begins here.")
_ENDS = Text("Hier eindigt het traject.", "The trajectory ends here.")


def _phases(track: Track, workflow: Workflow) -> tuple[Part, ...]:
    return tuple(_phase(number, one, track, workflow) for number, one in enumerate(track.phases, 1))


def _phase(number: int, phase: Phase, track: Track, workflow: Workflow) -> Part:
    steps = [one for one in track.transitions if phase.id in one.sources]
    return Part(
        heading=Text(f"{number}. {phase.label.nl}", f"{number}. {phase.label.en}"),
        paragraphs=tuple(_of_phase(phase, track, workflow)),
        parts=tuple(_step(one, phase, workflow) for one in steps),
    )


def _of_phase(phase: Phase, track: Track, workflow: Workflow) -> Iterator[Point]:
    about = [_ABOUT[phase.kind]]
    if phase.policy_stage is not None:
        about.append(_STAGES[phase.policy_stage])
    if phase.id == track.initial:
        about.append(_BEGINS)
    if phase.final:
        about.append(_ENDS)
    if phase.basis is not None:
        about.append(_RESTS.fill(basis=phase.basis))
    yield Point(together(*about))
    if phase.guidance:
        lead = Text("Advies voor deze fase:", "Advice for this phase:")
        yield Point(lead, tuple(Point(one) for one in phase.guidance))
    if phase.attention_after is not None and not phase.final:
        words = Text(
            "Gebeurt er {d} niets, dan vraagt het traject om aandacht.",
            "When nothing happens for {d}, the trajectory asks for attention.",
        )
        yield Point(words.fill(d=phase.attention_after.text))
    begun = [one for one in workflow.terms if _begins_in(one, phase)]
    if begun:
        lead = Text("Met deze fase begint:", "With this phase begins:")
        yield Point(lead, tuple(Point(_begun(one)) for one in begun))


def _begins_in(term: Term, phase: Phase) -> bool:
    return (term.starts.mark, term.starts.id) == (Mark.ENTERING, phase.id)


def _begun(term: Term) -> Text:
    words = Text("de termijn {term} van {d}.", "the term {term} of {d}.")
    filled = words.fill(term=quoted(term.label), d=term.length.text)
    return resting_on(filled, term.basis)


def _step(step: Transition, phase: Phase, workflow: Workflow) -> Part:
    heading = Text("Stap: {step}", "Step: {step}").fill(step=step.label)
    return Part(heading=heading, paragraphs=tuple(_of_step(step, phase, workflow)))


def _of_step(step: Transition, phase: Phase, workflow: Workflow) -> Iterator[Point]:
    leads = _leads(step, phase, workflow)
    yield Point(together(resting_on(leads, step.basis), _who(step, workflow)))
    if step.motivation:
        words = Text("Er moet een reden bij worden gegeven.", "A reason must be given with it.")
        yield Point(words)
    if step.exemptions:
        yield _grounds(step, workflow)
    asked = gate(workflow, step, phase.id)
    yield _asked(asked, workflow)
    marks = set(_marks(step, asked))
    # The first thing is what must be done; the others, such as stopping, settle it too.
    due = [one for one in workflow.terms if one.ends and _is_due(one.ends[0], marks, phase)]
    if due:
        lead = Text("Hiervoor is hoogstens zoveel tijd:", "There is at most this time for it:")
        yield Point(lead, tuple(Point(_limit(one)) for one in due))


def _leads(step: Transition, phase: Phase, workflow: Workflow) -> Text:
    order = [one.id for one in workflow.track_of[step.id].phases]
    words = Text("Hiermee begint de fase {phase}.", "With it the phase {phase} begins.")
    if order.index(step.target) < order.index(phase.id):
        words = Text(
            "Hiermee gaat het terug naar de fase {phase}.", "With it it goes back to {phase}."
        )
    return words.fill(phase=quoted(workflow.name_of("phase", step.target)))


def _marks(step: Transition, asked: Iterable[Asked]) -> Iterator[tuple[Mark, str]]:
    """Return what happens by a step, or must have happened before it, that can end a term."""
    yield Mark.TAKING, step.id
    yield Mark.ENTERING, step.target
    todo = [one.requirement for one in asked]
    while todo:
        guard = todo.pop().guard
        todo.extend(getattr(guard, "parts", ()))
        if isinstance(guard, DecisionRecorded):
            yield Mark.DECIDING, guard.body
        if isinstance(guard, Artefact):
            yield Mark.REGISTERING, guard.type


def _is_due(end: Moment, marks: set[tuple[Mark, str]], phase: Phase) -> bool:
    """Return whether a term ends by something of a step out of a phase, if it counts there."""
    return end.event in marks and (not end.phases or phase.id in end.phases)


def _limit(term: Term) -> Text:
    words = Text("{d}: de termijn {term}.", "{d}: the term {term}.")
    return resting_on(words.fill(d=term.length.text, term=quoted(term.label)), term.basis)


def _who(step: Transition, workflow: Workflow) -> Text:
    if step.automatic:
        return Text(
            "De stap gaat vanzelf: niemand hoeft hem te zetten.",
            "The step goes by itself: nobody need take it.",
        )
    if not step.roles:
        return Text("Iedereen mag deze stap zetten.", "Anyone may take this step.")
    roles = listed((holder(workflow.name_of("role", one)) for one in step.roles), _OR)
    words = Text("De stap wordt gezet door {roles}.", "The step is taken by {roles}.")
    return words.fill(roles=roles)


def _grounds(step: Transition, workflow: Workflow) -> Point:
    lead = Text(
        "De stap kan alleen op een van deze gronden:",
        "The step can be taken only on one ground of:",
    )
    every = workflow.names("exemption")
    return Point(lead, tuple(Point(every[one].label) for one in step.exemptions))


def _asked(asked: tuple[Asked, ...], workflow: Workflow) -> Point:
    points = tuple(
        _RELATION if one.place == "relation_first" else condition(one.requirement, workflow)
        for one in asked
    )
    if not points:
        return Point(Text("Verder is er niets voor nodig.", "Nothing else is needed for it."))
    if len(points) == 1 and isinstance(asked[0].requirement.guard, AnyOf):
        return Point(resting_on(_ANY, asked[0].requirement.basis), points[0].points)
    return Point(_ONE if len(points) == 1 else _MORE, points)
