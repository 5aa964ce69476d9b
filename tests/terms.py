"""A workflow with terms and grounds for an exemption, as the law has them (Awb 3.4)."""

from tests.building import Story
from trajecten import Advance, RegisterArtefact, Workflow, load_workflow

PROCEDURE = """\
schema: trajecten/1
id: ter-inzage
version: 1.0.0
label: {nl: Ontwerp ter inzage, en: Draft laid out}
basis: Awb afdeling 3.4
relation_first:
  set_aside: {reason: {nl: Wettelijke procedure., en: A procedure set by law.}, basis: Awb 3:10}
roles:
  commissioner: {label: {nl: Opdrachtgever, en: Commissioner}}
artefacts:
  application: {label: {nl: aanvraag, en: application}}
terms:
  views:
    label: {nl: zienswijzen, en: views}
    length: P6W
    starts: {entering: laid-out}
    counts_from: same_day
    basis: Awb 3:16
    calendar: termijnenwet
    kind: minimum
  decide:
    label: {nl: beslissen op de aanvraag, en: deciding on the application}
    length: P6M
    starts: {registering: application}
    ends: {deciding: council}
    basis: Awb 3:18 lid 1
    calendar: termijnenwet
    kind: maximum
    extension: {length: P6W, basis: Awb 3:18 lid 2, within: P8W, before: laid-out}
    suspension: {basis: "Awb 4:15"}
  no-views:
    label: {nl: beslissen zonder zienswijzen, en: deciding without views}
    length: P4W
    starts: {taking: nobody-spoke, follows: views}
    ends: {deciding: council}
    basis: Awb 3:18 lid 4
    calendar: termijnenwet
    kind: maximum
  whole:
    label: {nl: het geheel, en: the whole}
    length: P30D
    starts: {start: true}
    basis: Verordening art. 1
    calendar: days
    kind: maximum
exemptions:
  minor:
    label: {nl: ondergeschikte herziening, en: minor revision}
    basis: Verordening art. 2 lid 3 a
  harm:
    label: {nl: schade voor kwetsbare groepen, en: harm to vulnerable groups}
    basis: Verordening art. 3 lid 2 g
  unused:
    label: {nl: uitgesloten bij wet, en: excluded by law}
    basis: Verordening art. 2 lid 3 b
phases:
  - {id: preparing, label: {nl: Voorbereiden, en: Preparing}, kind: relation}
  - {id: laid-out, label: {nl: Ter inzage, en: Laid out}, kind: content}
  - {id: weighing, label: {nl: Wegen, en: Weighing}, kind: content}
  - {id: decided, label: {nl: Besloten, en: Decided}, kind: decision, final: true}
transitions:
  - {id: lay-out, label: {nl: Ter inzage leggen, en: Lay out}, from: preparing, to: laid-out}
  - id: without
    label: {nl: Zonder inspraak, en: Without participation}
    from: preparing
    to: decided
    exemption: [minor, harm]
  - {id: again, label: {nl: Opnieuw, en: Anew}, from: [laid-out, weighing], to: preparing}
  - id: close
    label: {nl: Zienswijzen sluiten, en: Close the views}
    from: laid-out
    to: weighing
    guards: [{guard: term_elapsed, term: views}]
  - id: nobody-spoke
    label: {nl: Geen zienswijzen, en: No views}
    from: laid-out
    to: weighing
    guards: [{guard: term_elapsed, term: views}]
  - {id: decide-it, label: {nl: Besluiten, en: Decide}, from: weighing, to: decided}
"""


def procedure(*changes: tuple[str, str]) -> Workflow:
    """Return the workflow, with pieces of its text replaced."""
    text = PROCEDURE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_workflow(text.encode(), name="ter-inzage.yaml")


def applied(*changes: tuple[str, str]) -> Story:
    """Return a story in which an application was registered: on Monday 2 March 2026."""
    return Story(procedure(*changes)).tell(RegisterArtefact(type="application"))


def laid_out(*changes: tuple[str, str]) -> Story:
    """Return a story in which the draft was laid out too, the same day."""
    return applied(*changes).tell(Advance(transition="lay-out"))
