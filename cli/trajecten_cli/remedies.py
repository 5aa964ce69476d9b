"""From what would help to the command line that does it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trajecten import Finding, Remedy, Workflow
from trajecten_cli.blanks import blank
from trajecten_cli.spoken import spoken


@dataclass(frozen=True, slots=True)
class _Form:
    """How a command is typed: its words, the fields without an option, the names of options.

    `blanks` are the fields that the reader must fill in when the remedy leaves them open; `implied`
    is what the command takes when nothing is said. The trajectory is the first word, or follows the
    option `under`.
    """

    words: tuple[str, ...]
    positional: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[str, ...] = ()
    implied: tuple[tuple[str, str], ...] = ()
    under: str | None = None


_NEXT = _Form(("next",))
_FORMS: Mapping[str, _Form] = {
    "RecordContact": _Form(
        ("contact", "add"), options={"person": "--with"}, implied=(("purpose", "listening"),)
    ),
    "CorrectContact": _Form(("contact", "correct"), ("contact",)),
    "RetractContact": _Form(("contact", "retract"), ("contact",)),
    "RegisterArtefact": _Form(("artefact", "add"), ("type",)),
    "ReceiveContribution": _Form(
        ("contribution", "add"), ("text",), {"person": "--from"}, blanks=("text",)
    ),
    "DisposeContribution": _Form(
        ("contribution", "dispose"), ("contribution",), {"disposition": "--outcome"}
    ),
    "SendFeedback": _Form(("feedback", "send")),
    "Endorse": _Form(("endorse",), ("artefact",), {"person": "--with"}),
    "AssignRole": _Form(("role", "assign"), ("role", "person"), blanks=("person",)),
    "EndRole": _Form(("role", "end"), ("role", "person"), blanks=("person",)),
    "HandOverRole": _Form(
        ("role", "handover"), ("role", "person", "successor"), blanks=("person", "successor")
    ),
    "AddAction": _Form(("action", "add"), ("text",), blanks=("text", "owner", "due")),
    "FinishAction": _Form(("action", "done"), ("action",)),
    "RecordLesson": _Form(("lesson", "add"), ("text",), blanks=("text",)),
    "RecordDecision": _Form(("decision", "add"), blanks=("outcome",)),
    "Approve": _Form(("approve",), ("transition",)),
    "AddNote": _Form(("note", "add"), ("text",), blanks=("text",)),
    "Advance": _Form(("advance",), ("transition",)),
    "DecideDeviation": _Form(("deviation", "approve"), ("deviation",)),
    "CarryOut": _Form(("deviation", "use"), ("deviation",)),
    "AddTopic": _Form(("topic", "add"), ("text",), blanks=("text",)),
    "SetCriteria": _Form(("topic", "criteria"), ("text",), blanks=("text",)),
    "ChooseTopic": _Form(("topic", "choose"), ("topic",)),
    "Start": _Form(
        ("start",),
        ("workflow", "title"),
        blanks=("workflow", "title", "commissioner"),
        under="--parent",
    ),
    "ExtendTerm": _Form(("term", "extend"), ("term",)),
    "SuspendTerm": _Form(("term", "suspend"), ("term",)),
    "ResumeTerm": _Form(("term", "resume"), ("term",)),
    "MakeChoice": _Form(("choose",), ("choice", "option"), blanks=("option",)),
    "Options": _NEXT,
    "Verify": _Form(("audit", "verify")),
}


def command_line(
    remedy: Remedy, ref: str, workflow: Workflow | None = None
) -> tuple[str, ...] | None:
    """Return the words of the command that a remedy means, or None when there is none.

    What only the reader knows is a `Blank`. What else the remedy leaves open is left out: on a
    terminal the command asks for it. With `workflow`, things have their Dutch names; else their id.
    """
    form = _FORMS.get(remedy.command or "")
    if form is None:
        return None
    given = dict(remedy.arguments)
    if remedy.command == "Advance" and not given.get("transition"):
        form, given = _NEXT, {}
    values = _values(form, given, workflow)
    about = remedy.ref or ref
    place = [] if form.under else [about]
    words = ["trajecten", *form.words, *place, *_positional(form, values)]
    words += [form.under, about] if form.under else []
    for name, value in values.items():
        if name not in form.positional:
            words += [form.options.get(name, f"--{name}"), value]
    return tuple(words)


def command_lines(finding: Finding, ref: str) -> tuple[tuple[str, ...], ...]:
    """Return the command of each remedy of a finding, each once."""
    found = (command_line(one, ref) for one in finding.remedies)
    return tuple(dict.fromkeys(one for one in found if one))


# Private


def _values(form: _Form, given: Mapping[str, str], workflow: Workflow | None) -> dict[str, str]:
    """Return what is typed for each field; an argument without a value is for the reader."""
    open_ones = [name for name in form.blanks if name not in given]
    values = {
        name: (spoken(workflow, name, value, given) if workflow else value) or blank(name)
        for name, value in given.items()
        if (name, value) not in form.implied
    }
    return values | {name: blank(name) for name in open_ones}


def _positional(form: _Form, given: Mapping[str, str]) -> list[str]:
    values: list[str] = []
    for name in form.positional:
        if name not in given:
            break
        values.append(given[name])
    return values
