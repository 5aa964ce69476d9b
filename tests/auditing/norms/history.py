"""A history that meets every norm, as named steps; a test leaves one out or puts another there."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import trajecten as t
from tests.engine.kit import ACTOR, COMMISSIONER, HEX, REF, SPEAKER, Desk
from trajecten import NormResult, Thresholds, load_workflow

WORKFLOW = b"""\
schema: trajecten/1
id: genormd
version: 1.0.0
label: {nl: Genormd, en: By norms}
domains:
  council: {label: {nl: Raad, en: Council}}
  administration:
    label: {nl: Organisatie, en: Organisation}
    layers:
      management: {label: {nl: Leidinggevenden, en: Managers}}
      staff: {label: {nl: Medewerkers, en: Staff}}
  community:
    label: {nl: Stad, en: City}
    groups:
      residents: {label: {nl: Inwoners, en: Residents}}
      shops: {label: {nl: Winkels, en: Shops}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
  project_lead: {label: {nl: Projectleider, en: Project lead}}
deviations:
  allowed: [skip]
  decided_by: [commissioner]
  debt: P6W
choices:
  niveau:
    label: {nl: Niveau, en: Level}
    options:
      informeren: {label: {nl: Informeren, en: Inform}}
      adviseren: {label: {nl: Adviseren, en: Advise}}
  inspraak:
    label: {nl: Inspraak, en: Views}
    options:
      wel: {label: {nl: Wel, en: With}}
      geen: {label: {nl: Geen, en: Without}}
artefacts:
  context_scan: {label: {nl: Contextscan, en: Context scan}}
  plan:
    label: {nl: Plan, en: Plan}
    fields:
      doel: {label: {nl: Doel, en: Goal}}
      ruimte: {label: {nl: Ruimte, en: Room}}
      kosten: {label: {nl: Kosten, en: Costs}}
  kennisgeving:
    label: {nl: Kennisgeving, en: Notice}
    fields:
      waar: {label: {nl: Waar, en: Where}}
  draft_plan: {label: {nl: Ontwerp, en: Draft}}
  eindverslag: {label: {nl: Eindverslag, en: Final report}}
  evaluatie:
    label: {nl: Evaluatie, en: Evaluation}
    fields:
      tevredenheid: {label: {nl: Tevredenheid, en: Satisfaction}}
  rekenkamerrapport: {label: {nl: Rekenkamerrapport, en: Audit report}}
terms:
  inzage:
    label: {nl: Inzage, en: Laying out}
    length: P2W
    starts: {entering: inbreng}
    basis: Awb 3:16
    calendar: days
    kind: minimum
  beslissen:
    label: {nl: Beslissen, en: To decide}
    length: P26W
    starts: {entering: inbreng}
    ends: {deciding: council}
    basis: Awb 3:18
    calendar: days
    kind: maximum
phases:
  - {id: luisteren, label: {nl: Luisteren, en: Listening}, kind: relation}
  - {id: inbreng, label: {nl: Inbreng, en: Input}, kind: content}
  - {id: besluit, label: {nl: Besluit, en: Decision}, kind: decision}
  - {id: leren, label: {nl: Leren, en: Learning}, kind: learning}
  - {id: klaar, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - {id: open, label: {nl: Open, en: Open}, from: luisteren, to: inbreng}
  - id: besluit
    label: {nl: Besluit, en: Decide}
    from: inbreng
    to: besluit
    guards: [{guard: artefact, type: draft_plan}]
  - {id: leer, label: {nl: Leer, en: Learn}, from: besluit, to: leren, roles: [project_lead]}
  - {id: sluit, label: {nl: Sluit, en: Close}, from: leren, to: klaar}
"""

Step: TypeAlias = Callable[[Desk], object]
History: TypeAlias = Mapping[str, Step]
Edit: TypeAlias = Callable[[dict[str, Step]], dict[str, Step]]


def did(command: t.Command, *, actor: str = ACTOR, role: str | None = None) -> Step:
    """Return the step that gives a command, which must be accepted."""

    def step(desk: Desk) -> None:
        outcome = desk.engine.acting(actor=actor, role=role).do(REF, command)
        assert outcome.accepted, outcome.findings

    return step


def later(**amount: float) -> Step:
    """Return the step in which nothing happens for a while."""
    return lambda desk: desk.clock.forward(**amount)


def started(text: bytes = WORKFLOW, **roles: str) -> Step:
    """Return the step that starts the trajectory, with the holders of further roles."""
    return lambda desk: desk.engine.start(
        load_workflow(text), "Het plein", commissioner=COMMISSIONER, ref=REF, roles=roles
    )


def contact(domain: str, **more: object) -> t.RecordContact:
    return t.RecordContact(domain=domain, **more)


def paper(kind: str, **more: object) -> t.RegisterArtefact:
    return t.RegisterArtefact(type=kind, **more)


def weighed(contribution: str) -> t.DisposeContribution:
    return t.DisposeContribution(
        contribution=contribution, disposition=t.Disposition.ADOPTED, reason="Past"
    )


DECISION = t.RecordDecision(body="council", outcome="adopted")
PLAN = paper("plan", fields={"doel": "Groen", "ruimte": "Alles", "kosten": "Drie uur"})
GOOD: dict[str, Step] = {
    "start": started(project_lead=ACTOR),
    "audit report": did(paper("rekenkamerrapport")),
    "advice": did(t.AddAction(text="Doel noemen", owner=SPEAKER, due=t.system_clock().date())),
    "advice done": did(t.FinishAction(action="action-1")),
    "council": did(contact("council")),
    "managers": did(contact("administration", layer="management")),
    "staff": did(contact("administration", layer="staff")),
    "residents": did(
        contact("community", group="residents", channel=t.Channel.MEETING, note="Druk bezocht")
    ),
    "shops": did(contact("community", group="shops")),
    "scan": did(paper("context_scan")),
    "plan": did(PLAN),
    "level": did(t.MakeChoice(choice="niveau", option="adviseren")),
    "no views": did(t.MakeChoice(choice="inspraak", option="geen", reason="Geen ontwerpbesluit")),
    "notice": did(paper("kennisgeving", fields={"waar": "Op het stadhuis"})),
    "open": did(t.Advance(transition="open")),
    "contribution": did(t.ReceiveContribution(text="Meer bomen")),
    "weeks": later(days=20),
    "weighed": did(weighed("contribution-1")),
    "told": did(t.SendFeedback()),
    "report": did(paper("eindverslag", sha256=HEX)),
    "asked": did(
        t.AskDeviation(
            kind=t.DeviationKind.SKIP, transitions=("besluit",), motivation="Zonder ontwerp"
        )
    ),
    "granted": did(
        t.DecideDeviation(deviation="deviation-1", approved=True, motivation="Het is klein"),
        actor=COMMISSIONER,
    ),
    "used": did(t.CarryOut(deviation="deviation-1")),
    "draft": did(paper("draft_plan")),
    "forgiven": did(
        t.ForgiveDebt(deviation="deviation-1", motivation="Het ontwerp kwam er"),
        actor=COMMISSIONER,
    ),
    "decision": did(DECISION),
    "approved": did(t.Approve(transition="leer", role="commissioner"), actor=COMMISSIONER),
    "learn": did(t.Advance(transition="leer")),
    "lesson": did(t.RecordLesson(text="Eerder bellen")),
    "asked how it was": did(contact("community", group="residents", purpose=t.Purpose.CONTENT)),
    "evaluation": did(paper("evaluatie", fields={"tevredenheid": "Een zeven"})),
    "close": did(t.Advance(transition="sluit")),
}


def told(desk: Desk, edit: Edit = lambda steps: steps) -> None:
    """Let the history happen, with a change in it."""
    for step in edit(dict(GOOD)).values():
        step(desk)


def without(*names: str) -> Edit:
    """Leave steps out."""

    def edit(steps: dict[str, Step]) -> dict[str, Step]:
        assert steps.keys() >= set(names)
        return {name: step for name, step in steps.items() if name not in names}

    return edit


def instead(**changed: Step) -> Edit:
    """Have other steps in the place of some, by their names with underscores for spaces."""
    named = {name.replace("_", " "): step for name, step in changed.items()}

    def edit(steps: dict[str, Step]) -> dict[str, Step]:
        assert steps.keys() >= named.keys()
        return {**steps, **named}

    return edit


def moved(name: str, *, after: str) -> Edit:
    """Have a step happen after another one."""

    def edit(steps: dict[str, Step]) -> dict[str, Step]:
        step = steps.pop(name)
        places = [*steps]
        places.insert(places.index(after) + 1, name)
        return {one: steps.get(one, step) for one in places}

    return edit


def added(step: Step, *, after: str) -> Edit:
    """Have one more thing happen, after a step."""

    def edit(steps: dict[str, Step]) -> dict[str, Step]:
        return moved("more", after=after)({**steps, "more": step})

    return edit


def until(steps: dict[str, Step], last: str) -> dict[str, Step]:
    """Return the steps up to one of them, and that one."""
    names = [*steps]
    return {name: steps[name] for name in names[: names.index(last) + 1]}


def long_after(**amount: float) -> Edit:
    """Have time pass at the end."""
    return lambda steps: {**steps, "long after": later(**amount)}


def results(desk: Desk, thresholds: Thresholds | None = None) -> dict[str, NormResult]:
    """Return what comes of each norm, by its id."""
    (found,) = desk.like().norms(REF, thresholds=thresholds or Thresholds()).trajectories
    return {one.norm.id: one.result for one in found.norms}
