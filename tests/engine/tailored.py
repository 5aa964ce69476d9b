"""A workflow that allows to deviate, with a statutory phase at its end, and what plays on it."""

from datetime import timedelta

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, REF, Desk
from trajecten import Workflow, load_workflow

ALDERMAN = "Wil Wethouder"

TAILORED = b"""\
schema: trajecten/1
id: maatwerk
version: 1.0.0
label: {nl: Maatwerk, en: Tailored}
domains:
  council: {label: {nl: Raad, en: Council}}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}}
      shops: {label: {nl: Winkels, en: Shops}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  political_commissioner: {label: {nl: Wethouder, en: Alderman}}
  project_lead: {label: {nl: Projectleider, en: Project lead}}
artefacts:
  synthesis: {label: {nl: Kern, en: Core}}
deviations:
  allowed: [skip, merge, repeat, add]
  decided_by: commissioner
  basis: Participatiegids p. 12
  expires_after: P2W
  debt: P6W
  relation_first:
    decided_by: political_commissioner
    basis: Participatiegids p. 13
    debt: P4W
phases:
  - id: listening
    label: {nl: Luisteren, en: Listening}
    kind: relation
    exit:
      - {guard: artefact, type: synthesis}
      - {guard: lessons_recorded}
  - id: core
    label: {nl: Kern, en: Core}
    kind: relation
    exit: [{guard: endorsed, artefact: synthesis, domains: [council]}]
  - {id: design, label: {nl: Ontwerp, en: Design}, kind: content}
  - id: views
    label: {nl: Zienswijzen, en: Views}
    kind: decision
    statutory: true
    basis: Awb 3:15
    entry: [{guard: decision_recorded, body: council}]
  - {id: done, label: {nl: Klaar, en: Done}, kind: execution, final: true}
transitions:
  - {id: to-core, label: {nl: Naar de kern, en: To the core}, from: listening, to: core}
  - {id: to-design, label: {nl: Naar ontwerp, en: To design}, from: core, to: design}
  - {id: to-views, label: {nl: Ter inzage, en: Lay out}, from: design, to: views}
  - {id: finish, label: {nl: Afronden, en: Finish}, from: [design, views], to: done}
"""


def tailored(*changes: tuple[str, str]) -> Workflow:
    """Return the workflow, with pieces of its text replaced."""
    text = TAILORED.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_workflow(text.encode())


def begin(desk: Desk, workflow: Workflow | None = None, ref: str = REF) -> None:
    """Start a trajectory in which everybody has their role."""
    desk.engine.start(
        workflow or tailored(),
        "Het plein",
        commissioner=COMMISSIONER,
        ref=ref,
        roles={"project_lead": ACTOR, "political_commissioner": ALDERMAN},
    )


def ask(desk: Desk, *transitions: str, kind: str = "skip", **more: object) -> trajecten.Outcome:
    """Ask to deviate, as project lead."""
    command = trajecten.AskDeviation(
        kind=trajecten.DeviationKind(kind),
        transitions=transitions,
        motivation="Er is haast",
        **more,  # type: ignore[arg-type]
    )
    return desk.engine.do(REF, command)


def decide(
    desk: Desk, identifier: str = "deviation-1", *, by: str = COMMISSIONER, approved: bool = True
) -> trajecten.Outcome:
    """Decide on a deviation, as another person."""
    command = trajecten.DecideDeviation(
        deviation=identifier, approved=approved, motivation="Bij uitzondering"
    )
    return desk.engine.acting(actor=by).do(REF, command)


def use(desk: Desk, identifier: str = "deviation-1") -> trajecten.Outcome:
    """Take the step that a deviation allows."""
    return desk.engine.do(REF, trajecten.CarryOut(deviation=identifier))


def listen(desk: Desk) -> None:
    """Speak with everybody once."""
    for domain in ("council", "community"):
        assert desk.engine.do(REF, trajecten.RecordContact(domain=domain))


def at_the_core(desk: Desk) -> None:
    """Bring the trajectory to the core by an approved deviation."""
    assert ask(desk, "to-core")
    assert decide(desk)
    assert use(desk)


def guards(outcome: trajecten.Outcome) -> list[str]:
    """Return the names of what stands in the way."""
    return [one.guard for one in outcome.findings if not one.passes]


def later(desk: Desk, **amount: float) -> None:
    desk.clock.now += timedelta(**amount)
