"""Values that nobody means, and a right call of every public name, to put them in."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import trajecten
from tests.engine.kit import ACTOR, COMMISSIONER, HEX, ORIGIN, REF, SMALL, Clock, small
from trajecten import (
    AskAdaptation,
    AskDeviation,
    Command,
    Deadline,
    Finding,
    Migrate,
    Problem,
    Request,
    StoryStep,
    Text,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

ODD: Mapping[str, Callable[[], Any]] = {
    "None": lambda: None,
    "a number": lambda: 5,
    "zero": lambda: 0,
    "a negative number": lambda: -1,
    "a huge number": lambda: 10**30,
    "more than a column": lambda: 2**40,
    "a fraction": lambda: 2.5,
    "not a number": lambda: float("nan"),
    "True": lambda: True,
    "no text": lambda: "",
    "spaces": lambda: "  ",
    "a text": lambda: "niets",
    "a huge text": lambda: "x" * 100_000,
    "a NUL": lambda: "a\0b",
    "half a letter": lambda: "\ud800",
    "bytes": lambda: b"council",
    "a path": lambda: Path("council"),
    "a list": lambda: ["council"],
    "a tuple": lambda: ("council", 5),
    "a set": lambda: {"council"},
    "an empty mapping": dict,
    "a mapping to numbers": lambda: {"project_lead": 5},
    "a mapping of numbers": lambda: {5: "project_lead"},
    "a mapping with a NUL": lambda: {"project_lead": "a\0b"},
    "a mapping to classes": lambda: {"council": int},
    "a naive moment": lambda: datetime(2026, 3, 1),  # noqa: DTZ001 (that is what is odd)
    "the first moment": lambda: datetime.min.replace(tzinfo=UTC),
    "the last moment": lambda: datetime.max.replace(tzinfo=trajecten.AMSTERDAM),
    "a moment": lambda: NOON,
    "a day": lambda: date(2026, 3, 1),
    "an object": object,
    "a class": lambda: int,
    "a class of commands": lambda: trajecten.AddNote,
    "a function": lambda: lambda: None,
    "a generator": lambda: (one for one in ("council",)),
    "a generator of nothing": lambda: (one for one in ()),
    "an enumeration": lambda: trajecten.Purpose.CONTENT,
    "a command": lambda: trajecten.AddNote(text="x"),
    "a message": lambda: Text("a", "a"),
}
"""How each odd value is made: anew for every call, since some can be used only once."""

COMMANDS: tuple[Command, ...] = (
    trajecten.Advance(transition="choose", motivation="Tijd"),
    trajecten.RecordContact(domain="community", group="residents", on=NOON),
    trajecten.CorrectContact(contact="contact-1", reason="Verteld", on=NOON),
    trajecten.RetractContact(contact="contact-1", reason="Dubbel"),
    trajecten.RegisterArtefact(type="vision", title="Visie", sha256=HEX, cites=("contact-1",)),
    trajecten.ReceiveContribution(text="Meer bomen"),
    trajecten.DisposeContribution(
        contribution="contribution-2", disposition=trajecten.Disposition.PARTLY, reason="Kan"
    ),
    trajecten.SendFeedback(contributions=("contribution-1",)),
    trajecten.Endorse(artefact="vision", by="council"),
    trajecten.AssignRole(role="clerk", person="Gré"),
    trajecten.EndRole(role="clerk", person="Gré"),
    trajecten.HandOverRole(role="clerk", person="Gré", successor="Olga"),
    trajecten.AddAction(text="Boom planten", owner="Gré", due=date(2026, 6, 1)),
    trajecten.FinishAction(action="action-2"),
    trajecten.RecordLesson(text="Eerder bellen"),
    trajecten.RecordDecision(body="council", outcome="adopted", reference="RIS-2026/45"),
    trajecten.Approve(transition="choose", role="project_lead"),
    trajecten.AddNote(text="Regen"),
    AskDeviation(kind=trajecten.DeviationKind.SKIP, motivation="Haast", transitions=("choose",)),
    AskAdaptation(workflow=small(), motivation="Anders"),
    trajecten.DecideDeviation(deviation="deviation-1", approved=True),
    trajecten.CarryOut(deviation="deviation-1"),
    trajecten.ForgiveDebt(deviation="deviation-1", motivation="Het kwam er toch"),
    Migrate(workflow=small()),
    trajecten.AddTopic(text="Groen", domain="community"),
    trajecten.SetCriteria(text="Wat raakt"),
    trajecten.ChooseTopic(topic="topic-1", by="council", reason="Past"),
    trajecten.ExtendTerm(term="views", reason="Vakantie"),
    trajecten.SuspendTerm(term="views", reason="Aanvulling"),
    trajecten.ResumeTerm(term="views"),
    trajecten.MakeChoice(choice="initiative", option="residents"),
    trajecten.Erase(
        party=COMMISSIONER, ground="AVG art. 17", decided_by="commissioner", texts=("1.title",)
    ),
)

_NAMED = {"ref": REF}
_TIMELESS = {"clock": Clock(), "actor": ACTOR, "origin": ORIGIN, "role": None, "guards": None}
_START = {
    "workflow": small(), "title": "Het plein", "commissioner": COMMISSIONER, "ref": None,
    "roles": {"project_lead": ACTOR}, "parent": REF, "topic": None, "command_id": None,
}  # fmt: skip
_TRACED = b"""<log><trace><string key="concept:name" value="zaak-1"/>
<event><string key="concept:name" value="Ontvangen"/>
<date key="time:timestamp" value="2024-03-01T09:00:00+01:00"/></event></trace></log>"""
_LOG = b"<log><trace/></log>"
_FILE = {"text": SMALL, "name": "klein.yaml"}
_OVERLAY = (
    b"schema: trajecten-overlay/1\nadapts: klein\nphases: [{id: topics, min_duration: P7D}]\n"
)

METHODS: Mapping[str, Mapping[str, Any]] = {
    "acting": {"actor": ACTOR, "role": None},
    "actions": _NAMED,
    "adapted": {**_NAMED, "text": _OVERLAY, "name": "overlay.yaml"},
    "advance": {
        **_NAMED, "transition": "choose", "motivation": None, "exemption": None,
        "command_id": None, "expected_seq": None,
    },
    "attention": {**_NAMED, "within": 14},
    "bundle": {"out": BytesIO(), **_NAMED, "kept": ()},
    "checkpoint": {"signer": None},
    "close": {},
    "contacts": _NAMED,
    "contributions": _NAMED,
    "deadlines": _NAMED,
    "deviations": _NAMED,
    "do": {
        **_NAMED, "command": trajecten.AddNote(text="x"), "command_id": None, "expected_seq": None,
    },
    "due": _NAMED,
    "erase_again": _NAMED,
    "erased_but_kept": _NAMED,
    "export": {
        "target": BytesIO(), "form": trajecten.ExportForm.JSONL, **_NAMED, "separator": ",",
        "bom": False,
    },
    "import_xes": {
        "stream": BytesIO(_LOG), "survey": trajecten.survey_xes(BytesIO(_LOG)),
        "workflow": small(), "steps": None, "commissioner": None, "prefix": "",
    },
    "info": {},
    "joining": {"database": None, "actor": ACTOR, "role": None},
    "lessons": _NAMED,
    "lessons_here": {**_NAMED, "limit": 3},
    "log": {**_NAMED, "after": 0, "limit": None},
    "norms": {**_NAMED, "thresholds": trajecten.Thresholds()},
    "older": {"workflow": small()},
    "options": _NAMED,
    "personal_data": {**_NAMED, "party": COMMISSIONER},
    "plan": _NAMED,
    "plans": {},
    "portfolio": {},
    "preview": {**_NAMED, "command": trajecten.AddNote(text="x")},
    "prove": {**_NAMED, "seq": 1},
    "rebuild": {"check": True},
    "refs": {"prefix": ""},
    "replay": _NAMED,
    "sample": {"seed": 7, "size": 3, "trajectories": False},
    "search_lessons": {"words": "bellen", "limit": 20},
    "start": _START,
    "status": _NAMED,
    "terms": _NAMED,
    "tick": {**_NAMED, "limit": 100},
    "topics": _NAMED,
    "trace": {**_NAMED, "identifier": "contact-1"},
    "verify": {
        **_NAMED, "keys": (), "kept": (), "projections": False, "record": False, "workers": 1,
    },
    "what_if": {"workflow": small(), **_NAMED},
    "workflow": _NAMED,
}  # fmt: skip
"""Right arguments for every public method of an engine."""

_PERSON = trajecten.StoryPerson(id="lotte", name=ACTOR)
_STEP = StoryStep(line=1, column=1, at=NOON, person=_PERSON, do=Text("list", "list"))
_END = trajecten.StoryEnd(line=1, column=1, ref=REF, phases={"main": "topics"})
_STORY = trajecten.Story(
    file="a.yaml", title=Text("a", "a"), workflow="x", people=(_PERSON,), steps=(_STEP,)
)
_PROBLEM = Problem(file="a.yaml", line=1, column=1, code="x", message=Text("a", "a"))
_DEADLINE = Deadline(
    ref=REF, title="Plein", trajectory="1", term="views", label=Text("inzage", "laying out"),
    kind=trajecten.TermKind.MINIMUM, basis="Awb 3:16", last_day=date(2026, 6, 1),
)  # fmt: skip
_REPORT = trajecten.NormReport(
    trajectories=(), judged_at=NOON, engine=trajecten.__version__, not_checked=()
)

FUNCTIONS: Mapping[str, Mapping[str, Any]] = {
    "Engine": {"database": None, **_TIMELESS},
    "FoldedFacts": {"events": (), "children": ()},
    "as_github": {"problem": _PROBLEM, "language": "nl"},
    "as_icalendar": {"items": (_DEADLINE,), "now": NOON, "language": "nl"},
    "as_sarif": {"problems": (_PROBLEM,), "language": "nl"},
    "bundled_ids": {},
    "bundled_stories": {},
    "bundled_story": {"name": "awb-3-4"},
    "bundled_workflow": {"name": "awb-3-4"},
    "bundled_workflows": {},
    "check": {"workflow": small(), "name": "klein.yaml", "places": None},
    "check_text": {**_FILE, "guards": trajecten.BUILTIN},
    "compare": {"old": small(), "new": small()},
    "discover": {
        "survey": trajecten.survey_xes(BytesIO(_TRACED)),
        "name": "log.xes",
    },
    "is_locked": {"file": Path("geen.pem")},
    "make_key": {"file": Path("/dev/null/geen.pem"), "name": "sleutel", "passphrase": None},
    "open_key": {"file": Path("geen.pem"), "passphrase": None},
    "public_key": {"given": "naam+00000000+AAAA"},
    "read_checkpoint": {"file": Path("geen.note")},
    "survey_xes": {"stream": BytesIO(_LOG)},
    "decide": {
        "workflow": small(),
        "facts": trajecten.FoldedFacts(),
        "request": Request(command=trajecten.AddNote(text="x"), actor="p-1"),
        "now": NOON,
    },
    "diagram": {"workflow": small(), "form": "dot", "language": "nl"},
    "explain": {"workflow": small()},
    "exactly_named": {"names": small().names("domain"), "wanted": "raad", "field": "domain"},
    "find_named": {"names": small().names("domain"), "wanted": "raad", "field": "domain"},
    "find_problems": {**_FILE, "guards": trajecten.BUILTIN},
    "held_to": {"step": _STEP, "came": trajecten.Came(code=0), "language": "nl"},
    "held_to_end": {"end": _END, "phases": {"main": "topics"}},
    "installed_guards": {},
    "installed_norms": {},
    "kind_of_file": {"text": SMALL},
    "lacking_workflow": {"story": _STORY, "why": Text("a", "a")},
    "load_story": {"text": b"schema: trajecten-story/1\n", "name": "a.yaml"},
    "load_workflow": {**_FILE, "guards": trajecten.BUILTIN},
    "load_thresholds": {"text": b"late_days = 14\n", "name": "thresholds.toml"},
    "migrate": {"database": "sqlite://"},
    "norms_as_csv": {"report": _REPORT, "language": "nl"},
    "norms_as_markdown": {"report": _REPORT, "language": "nl"},
    "open": {"url": "sqlite://", **_TIMELESS},
    "param": {"kind": trajecten.ParamKind.COUNT, "doc": "Hoe veel.", "key": ""},
    "params_of": {"guard": trajecten.BUILTIN["contacts_per_domain"]},
    "refusing": {"findings": (Finding(guard="x", met=False, message=Text("a", "a")),)},
    "schema_text": {},
    "starter": {"identifier": "eigen", "language": "nl"},
    "starter_from": {"workflow": small(), "identifier": "eigen", "language": "nl"},
    "system_clock": {},
}
"""Right arguments for every public function, and for what is made with something to look at."""
