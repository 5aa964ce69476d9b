"""A ledger with all the hostile text that can get into it, to be written in every form."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.engine.kit import COMMISSIONER, REF, Desk, desk_at
from trajecten import AddNote, InputError, RecordContact, load_workflow

FORMULAS = ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\uff1d1")
HIDDEN = (" =1", "\u200b=1", "\u00a0=1", "\t=1", "\r=1", "\n=1", "\u2028=1")
STEERING = "\x1b]0;x\x07\u202e<script>&\"'\u2028\u2029\x85\ufeff\ufffe\U0001f469\u200d\U0001f4bb"
WORKFLOW = b"""\
schema: trajecten/1
id: vijandig
version: 1.0.0
label: {nl: "=1+1", en: "@SUM(1)"}
roles:
  commissioner: {label: {nl: "=1+1", en: "<script>"}}
artefacts:
  paper: {label: {nl: "]]><script>alert(1)</script>", en: "=cmd|' /C calc'!A1"}}
phases:
  - {id: talking, label: {nl: "=1+1", en: "+1"}, kind: relation}
  - {id: done, label: {nl: "-1", en: "-1"}, kind: learning, final: true}
transitions:
  - id: end
    label: {nl: "+1", en: "+1"}
    from: talking
    to: done
    guards: [{guard: artefact, type: paper}]
"""
ENTRIES = 2 + len(FORMULAS) + len(HIDDEN) + 2


@contextmanager
def hostile_desk(url: str) -> Iterator[Desk]:
    """Give a desk with one trajectory by somebody who means harm: `ENTRIES` entries."""
    with desk_at(url) as desk:
        workflow = load_workflow(WORKFLOW)
        desk.engine.start(workflow, "=geheim <script>", commissioner=COMMISSIONER, ref=REF)
        desk.engine.do(REF, RecordContact(domain="community", person="=geheim \x1b[31m"))
        for number, one in enumerate((*FORMULAS, *HIDDEN)):
            by = desk.like(origin=one)
            by.do(REF, AddNote(text=f"geheim {one}"), command_id=f"{one}{number}")
        desk.engine.do(REF, AddNote(text="geheim" * 1_600), command_id=STEERING)
        desk.engine.advance(REF, "end")
        yield desk


def refused_at_the_door(desk: Desk, text: str) -> bool:
    """Return whether a note with this text is not taken at all."""
    try:
        desk.engine.do(REF, AddNote(text=text))
    except InputError:
        return True
    return False
