"""Workflows: which there are, what one asks, and what is wrong in a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType

from trajecten import (
    KIND_LABELS,
    ChangeSort,
    Difference,
    Phase,
    Problem,
    Role,
    Severity,
    Strictness,
    Transition,
    Workflow,
    WorkflowInfo,
    as_github,
    as_sarif,
)
from trajecten_cli.answer import answer
from trajecten_cli.document import Document, print_document
from trajecten_cli.endings import problem_document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.settings import current
from trajecten_cli.views import declared
from trajecten_cli.views.declared import named_document

_SIGNS = {ChangeSort.ADDED: "+", ChangeSort.REMOVED: "-", ChangeSort.CHANGED: "~"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with every problem found in it."""

    file: str
    problems: tuple[Problem, ...]

    @property
    def valid(self) -> bool:
        """Whether nothing in it must be mended."""
        return all(one.severity is not Severity.ERROR for one in self.problems)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A workflow as a picture, in the form that was asked for."""

    form: str
    text: str


def catalogue_document(found: tuple[WorkflowInfo, ...], language: Language) -> Document:
    """Return the JSON document of the workflows that come along."""
    return {
        "workflows": [
            {
                "id": one.id,
                "version": one.version,
                "label": one.label.in_language(language),
                "summary": one.summary.in_language(language) if one.summary else None,
                "digest": one.digest,
                "file": one.file,
                "older": list(one.older),
            }
            for one in found
        ]
    }


def show_catalogue(found: tuple[WorkflowInfo, ...], screen: Screen) -> None:
    """Show the workflows that come along."""
    for one in found:
        screen.line(f"{one.id}  {screen.words(one.label)} ({one.version})", style="bold")
        screen.line(screen.words(one.summary), indent=STEP)
        if one.older:
            names = ", ".join(one.older)
            screen.line(_("Also in an older version: {names}").format(names=names), indent=STEP)
        screen.blank()


def document(workflow: Workflow, language: Language) -> Document:
    """Return the JSON document of a workflow."""
    return {
        "id": workflow.id,
        "version": workflow.version,
        "label": workflow.label.in_language(language),
        "summary": workflow.summary.in_language(language) if workflow.summary else None,
        "digest": workflow.digest,
        "basis": workflow.basis,
        "continuous": workflow.continuous,
        "domains": [
            {
                **named_document(one, language),
                "groups": [named_document(part, language) for part in one.groups],
                "layers": [named_document(part, language) for part in one.layers],
            }
            for one in workflow.domains
        ],
        "roles": [
            {**named_document(one, language), "succession": one.succession}
            for one in workflow.roles
        ],
        "artefacts": [named_document(one, language) for one in workflow.artefacts],
        **declared.document(workflow, language),
        "migrates": {"phases": dict(workflow.migrates)},
        "tracks": [
            {
                **named_document(track, language),
                "initial": track.initial,
                "phases": [_phase_document(one, language) for one in track.phases],
                "transitions": [_transition_document(one, language) for one in track.transitions],
            }
            for track in workflow.tracks
        ],
    }


def show(workflow: Workflow, screen: Screen) -> None:
    """Show a workflow."""
    screen.line(f"{workflow.id}  {screen.words(workflow.label)} ({workflow.version})", style="bold")
    if workflow.summary:
        screen.line(screen.words(workflow.summary))
    screen.blank()
    source = workflow.source
    rows = (
        [(_("Source"), ", ".join(filter(None, (source.title, source.organisation))))]
        if source
        else []
    )
    rows += [(_("Basis"), workflow.basis)] if workflow.basis else []
    screen.pairs([*rows, (_("Fingerprint"), workflow.digest)])
    screen.heading(_("Domains"))
    screen.pairs(_domain_rows(workflow, screen), indent=STEP)
    screen.heading(_("Roles"))
    screen.pairs([(one.id, _role_words(one, screen)) for one in workflow.roles], indent=STEP)
    screen.heading(_("Papers"))
    papers = [(one.id, screen.words(one.label)) for one in workflow.artefacts]
    screen.pairs(papers, indent=STEP)
    declared.show_statute(workflow, screen)
    for track in workflow.tracks:
        name = f": {screen.words(track.label)}" if len(workflow.tracks) > 1 else ""
        screen.heading(_("Phases and steps") + name)
        for phase in track.phases:
            _show_phase(phase, track.transitions, workflow, screen)
    declared.show_remarks(workflow, screen)


def new_document(path: Path, language: Language) -> Document:
    """Return the JSON document of a new file."""
    del language
    return {"file": str(path)}


def show_new(path: Path, screen: Screen) -> None:
    """Show what to do with a new file."""
    words = _("Written: {file}").format(file=path)
    screen.verbatim(f"{screen.mark(True)} {words}")
    screen.line(_("Adapt it, and check it:"), indent=STEP)
    screen.command(("trajecten", "workflow", "check", str(path)), indent=2 * STEP)


def checked_document(checked: Sequence[Checked], language: Language) -> Document:
    """Return the JSON document of a check."""
    return {
        "files": [
            {
                "file": one.file,
                "valid": one.valid,
                "problems": [_problem_document(problem, language) for problem in one.problems],
            }
            for one in checked
        ]
    }


def show_checked(checked: Sequence[Checked], screen: Screen) -> None:
    """Show every problem, as a compiler would."""
    for one in checked:
        for problem in one.problems:
            screen.verbatim(problem.render(screen.language))
        if one.valid:
            words = _("{file}: in order").format(file=one.file)
            screen.verbatim(f"{screen.mark(True)} {words}")


def print_checked(checked: Sequence[Checked]) -> None:
    """Show every problem, or give the one document when that is asked."""
    answer(checked, checked_document, show_checked)


def print_json(checked: Sequence[Checked]) -> None:
    """Print the one document of a check."""
    print_document(checked_document(checked, current().lang))


def print_sarif(checked: Sequence[Checked]) -> None:
    """Print every problem of all files as one SARIF log."""
    problems = (problem for one in checked for problem in one.problems)
    print_document(as_sarif(problems, current().lang))


def print_github(checked: Sequence[Checked]) -> None:
    """Print every problem as the command that makes GitHub show it beside its line."""
    screen = Screen(current())
    for one in checked:
        for problem in one.problems:
            screen.verbatim(as_github(problem, screen.language))


CHECK_FORMS: Mapping[str, Callable[[Sequence[Checked]], None]] = MappingProxyType(
    {"text": print_checked, "json": print_json, "sarif": print_sarif, "github": print_github}
)
"""How the answer to a check can be given, by the name of its form."""


def drawing_document(drawing: Drawing, language: Language) -> Document:
    """Return the JSON document of a picture."""
    del language
    return {"format": drawing.form, "text": drawing.text}


def show_drawing(drawing: Drawing, screen: Screen) -> None:
    """Show a picture as it is, so that it can be kept in a file."""
    screen.verbatim(drawing.text)


def difference_document(difference: Difference, language: Language) -> Document:
    """Return the JSON document of what changed."""
    return {
        "relation": difference.relation.value,
        "changes": [
            {
                "sort": one.sort.value,
                "noun": one.noun,
                "id": one.id or None,
                "words": one.words.in_language(language),
                "relation": one.relation.value,
            }
            for one in difference.changes
        ],
    }


def show_difference(difference: Difference, screen: Screen) -> None:
    """Show what changed, and what that does to relation first."""
    for one in difference.changes:
        note = _effect(one.relation)
        words = f"{screen.words(one.words)} ({note})" if note else screen.words(one.words)
        screen.item(words, sign=_SIGNS[one.sort])
    if not difference.changes:
        screen.line(_("Nothing changed in what they ask."))
    verdict = _effect(difference.relation) or _("relation first stays as strict as it was")
    screen.line(f"= {verdict}", style="bold")


# Private


def _effect(strictness: Strictness) -> str:
    return {
        Strictness.TIGHTER: _("tightens relation first"),
        Strictness.LOOSER: _("loosens relation first"),
        Strictness.MIXED: _("tightens relation first here, loosens it there"),
        Strictness.SAME: "",
    }[strictness]


def _problem_document(problem: Problem, language: Language) -> Document:
    return {**problem_document(problem, language), "witness": list(problem.witness)}


def _origin(workflow: Workflow) -> list[tuple[str, str]]:
    source = workflow.source
    names = ", ".join(filter(None, (source.title, source.organisation))) if source else ""
    rows = ((_("Source"), names), (_("Basis"), workflow.basis), (_("Fingerprint"), workflow.digest))
    return [(name, words) for name, words in rows if words]


def _role_words(role: Role, screen: Screen) -> str:
    label = screen.words(role.label)
    if not role.succession:
        return label
    return _("{role} (the last holder hands it over)").format(role=label)


def _domain_rows(workflow: Workflow, screen: Screen) -> list[tuple[str, str]]:
    rows = []
    for one in workflow.domains:
        parts = ", ".join(screen.words(part.label) for part in (*one.groups, *one.layers))
        label = screen.words(one.label)
        rows.append((one.id, f"{label}: {parts}" if parts else label))
    return rows


def _show_phase(
    phase: Phase, transitions: Sequence[Transition], workflow: Workflow, screen: Screen
) -> None:
    kind = screen.words(KIND_LABELS[phase.kind])
    screen.line(f"{screen.words(phase.label)} ({phase.id}, {kind})", indent=STEP, style="bold")
    if phase.min_duration:
        length = screen.words(phase.min_duration.text)
        screen.line(_("takes at least {length}").format(length=length), indent=2 * STEP)
    for when, gate in ((_("to enter"), phase.entry), (_("to leave"), phase.exit)):
        if gate:
            kinds = ", ".join(one.guard.kind for one in gate)
            screen.line(f"{when}: {kinds}", indent=2 * STEP)
    for one in transitions:
        if phase.id in one.sources:
            target = screen.words(workflow.name_of("phase", one.target))
            words = f"{screen.words(one.label)} ({one.id}): {target}"
            if one.automatic:
                words = _("{step}; by itself").format(step=words)
            screen.item(words, sign=">", indent=2 * STEP)


def _phase_document(phase: Phase, language: Language) -> Document:
    return {
        **named_document(phase, language),
        "kind": phase.kind.value,
        "final": phase.final,
        "min_duration": phase.min_duration.iso if phase.min_duration else None,
        "guidance": [one.in_language(language) for one in phase.guidance],
        "entry": [one.guard.kind for one in phase.entry],
        "exit": [one.guard.kind for one in phase.exit],
    }


def _transition_document(transition: Transition, language: Language) -> Document:
    return {
        **named_document(transition, language),
        "from": list(transition.sources),
        "to": transition.target,
        "roles": list(transition.roles),
        "motivation": transition.motivation,
        "exemptions": list(transition.exemptions),
        "automatic": transition.automatic,
        "guards": [one.guard.kind for one in transition.guards],
    }
