"""From what would help to the command line that does it."""

from collections.abc import Mapping
from dataclasses import dataclass

from trajecten import Finding, Remedy


@dataclass(frozen=True, slots=True)
class _Form:
    """How a command is typed: its words, the fields without an option, the names of options."""

    words: tuple[str, ...]
    positional: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None


_NEXT = _Form(("next",))
_FORMS: Mapping[str, _Form] = {
    "RecordContact": _Form(("contact", "add"), (), {"person": "--with"}),
    "CorrectContact": _Form(("contact", "correct"), ("contact",)),
    "RetractContact": _Form(("contact", "retract"), ("contact",)),
    "RegisterArtefact": _Form(("artefact", "add"), ("type",)),
    "ReceiveContribution": _Form(("contribution", "add"), ("text",), {"person": "--from"}),
    "DisposeContribution": _Form(
        ("contribution", "dispose"), ("contribution",), {"disposition": "--outcome"}
    ),
    "SendFeedback": _Form(("feedback", "send")),
    "Endorse": _Form(("endorse",), ("artefact",), {"person": "--with"}),
    "AssignRole": _Form(("role", "assign"), ("role", "person")),
    "EndRole": _Form(("role", "end"), ("role", "person")),
    "AddAction": _Form(("action", "add"), ("text",)),
    "FinishAction": _Form(("action", "done"), ("action",)),
    "RecordLesson": _Form(("lesson", "add"), ("text",)),
    "RecordDecision": _Form(("decision", "add")),
    "Approve": _Form(("approve",), ("transition",)),
    "AddNote": _Form(("note", "add"), ("text",)),
    "Advance": _Form(("advance",), ("transition",)),
    "Options": _NEXT,
}


def command_line(remedy: Remedy, ref: str) -> tuple[str, ...] | None:
    """Return the words of the command that a remedy means, or None when there is none.

    What the remedy leaves open is left out: on a terminal the command asks for it.
    """
    form = _FORMS.get(remedy.command or "")
    if form is None:
        return None
    given = {field: value for field, value in remedy.arguments if value}
    if remedy.command == "Advance" and "transition" not in given:
        form, given = _NEXT, {}
    words = ["trajecten", *form.words, ref, *_positional(form, given)]
    for field, value in given.items():
        if field not in form.positional:
            words += [(form.options or {}).get(field, f"--{field}"), value]
    return tuple(words)


def command_lines(finding: Finding, ref: str) -> tuple[tuple[str, ...], ...]:
    """Return the command of each remedy of a finding, each once."""
    found = (command_line(one, ref) for one in finding.remedies)
    return tuple(dict.fromkeys(one for one in found if one))


# Private


def _positional(form: _Form, given: Mapping[str, str]) -> list[str]:
    values: list[str] = []
    for field in form.positional:
        if field not in given:
            break
        values.append(given[field])
    return values
