"""A workflow with steps that are taken by themselves: a term is over, the council decided."""

from trajecten import Workflow, load_workflow

TICKED = """\
schema: trajecten/1
id: vanzelf
version: 1.0.0
label: {nl: Vanzelf, en: By itself}
basis: x
domains:
  council: {label: {nl: Raad, en: Council}}
  community: {label: {nl: Stad, en: City}}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
terms:
  views:
    label: {nl: zienswijzen, en: views}
    length: P2W
    starts: {entering: laid-out}
    basis: Awb 3:16
    calendar: days
    kind: minimum
phases:
  - {id: preparing, label: {nl: Voorbereiden, en: Preparing}, kind: relation}
  - {id: laid-out, label: {nl: Ter inzage, en: Laid out}, kind: relation}
  - {id: weighing, label: {nl: Wegen, en: Weighing}, kind: relation}
  - {id: deciding, label: {nl: Beslissen, en: Deciding}, kind: relation}
  - {id: adopted, label: {nl: Aangenomen, en: Adopted}, kind: content}
  - {id: dropped, label: {nl: Gestopt, en: Dropped}, kind: learning, final: true}
  - {id: done, label: {nl: Klaar, en: Done}, kind: learning, final: true}
transitions:
  - {id: lay-out, label: {nl: Ter inzage leggen, en: Lay out}, from: preparing, to: laid-out}
  - id: close
    label: {nl: Zienswijzen sluiten, en: Close the views}
    from: laid-out
    to: weighing
    automatic: true
    guards: [{guard: term_elapsed, term: views}]
  - {id: count, label: {nl: Tellen, en: Count}, from: weighing, to: deciding, automatic: true}
  - id: adopt
    label: {nl: Aannemen, en: Adopt}
    from: deciding
    to: adopted
    automatic: true
    guards: [{guard: decision_recorded, body: council, outcomes: [adopted]}]
  - id: drop
    label: {nl: Stoppen, en: Drop}
    from: deciding
    to: dropped
    automatic: true
    guards: [{guard: decision_recorded, body: council}]
  - {id: finish, label: {nl: Afronden, en: Finish}, from: adopted, to: done, roles: commissioner}
"""

ROUND = """\
schema: trajecten/1
id: rond
version: 1.0.0
label: {nl: Rond, en: Round}
continuous: true
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: here, label: {nl: Hier, en: Here}, kind: relation}
  - {id: there, label: {nl: Daar, en: There}, kind: relation}
transitions:
  - {id: go, label: {nl: Ga, en: Go}, from: here, to: there, automatic: true}
  - {id: come, label: {nl: Kom, en: Come}, from: there, to: here, automatic: true}
"""

WAITING = """\
schema: trajecten/1
id: wacht
version: 1.0.0
label: {nl: Wacht, en: Waits}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
phases:
  - {id: open, label: {nl: Open, en: Open}, kind: relation}
  - {id: closed, label: {nl: Dicht, en: Closed}, kind: learning, final: true}
transitions:
  - id: shut
    label: {nl: Sluiten, en: Shut}
    from: open
    to: closed
    automatic: true
    guards: [{guard: children, final: true}]
"""

CHILD = WAITING.replace("id: wacht", "id: kind").replace("guard: children, final: true", (
    "guard: decision_recorded, body: council"
))  # fmt: skip


def ticked() -> Workflow:
    """Return the workflow, loaded anew."""
    return load_workflow(TICKED.encode(), name="vanzelf.yaml")
