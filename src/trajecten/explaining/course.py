"""The phases in order, and the steps out of each: what is asked, by whom, by when."""

from collections.abc import Iterator

from trajecten.core.guards.combine import AnyOf
from trajecten.core.guards.records import LessonsRecorded
from trajecten.core.statute import Mark, Term
from trajecten.core.text import Text, listed, quoted
from trajecten.core.workflow import (
    Kind,
    Phase,
    PolicyStage,
    Track,
    Transition,
    Workflow,
    with_parts,
)
from trajecten.explaining.conditions import condition
from trajecten.explaining.explanation import Part, Point
from trajecten.explaining.limits import limits
from trajecten.explaining.wording import resting_on, together
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
}
_LEARNS = Text("In deze fase wordt geleerd.", "This phase is for learning.")
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
_WHOLE = Text("het traject", "the trajectory")
_TRACK = Text("dit spoor", "this track")
_BEGINS = Text("Hier begint {what}.", "{what} begins here.")
_ENDS = Text("Hier eindigt {what}.", "{what} ends here.")


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
    opening = together(*_opening(phase, track, workflow))
    if opening.nl:
        yield Point(opening)
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


def _opening(phase: Phase, track: Track, workflow: Workflow) -> Iterator[Text]:
    yield from _about(phase, workflow)
    if phase.policy_stage is not None:
        yield _STAGES[phase.policy_stage]
    what = _WHOLE if len(workflow.tracks) == 1 else _TRACK
    for holds, words in ((phase.id == track.initial, _BEGINS), (phase.final, _ENDS)):
        if holds:
            yield words.fill(what=what).capitalised
    if phase.basis is not None:
        yield _RESTS.fill(basis=phase.basis)


def _about(phase: Phase, workflow: Workflow) -> Iterator[Text]:
    """Return what goes on in a phase: nothing where it ends, learning only where lessons are asked.

    A phase of the kind learning may be one in which nothing is learned, such as waiting.
    """
    if phase.kind is not Kind.LEARNING:
        yield from () if phase.final else (_ABOUT[phase.kind],)
        return
    steps = (one for one in workflow.transitions.values() if phase.id in one.sources)
    asked = (each.requirement for one in steps for each in gate(workflow, one, phase.id))
    if any(isinstance(one.guard, LessonsRecorded) for one in with_parts(asked)):
        yield _LEARNS


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
    yield from limits(step, asked, phase, workflow)


def _leads(step: Transition, phase: Phase, workflow: Workflow) -> Text:
    order = [one.id for one in workflow.track_of[step.id].phases]
    words = Text("Hiermee begint de fase {phase}.", "With this the phase {phase} begins.")
    if order.index(step.target) < order.index(phase.id):
        words = Text(
            "Hiermee gaat het terug naar de fase {phase}.", "This leads back to the phase {phase}."
        )
    return words.fill(phase=quoted(workflow.name_of("phase", step.target)))


def _who(step: Transition, workflow: Workflow) -> Text:
    if step.automatic:
        return Text(
            "De stap gaat vanzelf: niemand hoeft hem te zetten.",
            "The step goes by itself: nobody need take it.",
        )
    if not step.roles:
        return Text("Iedereen mag deze stap zetten.", "Anyone may take this step.")
    roles = listed((workflow.name_of("role", one) for one in step.roles), _OR)
    words = Text("Wie de stap zet: {roles}.", "Who takes the step: {roles}.")
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
