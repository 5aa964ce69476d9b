"""A workflow as a picture: the text of Mermaid and of Graphviz, and SVG by a program beside us."""

import html
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from typing import Literal, TypeAlias

from trajecten.core.fitting import checked
from trajecten.core.text import Language
from trajecten.core.workflow import Kind, Phase, Track, Workflow
from trajecten.errors import InputError, StoreError

Form: TypeAlias = Literal["mermaid", "dot", "svg"]

PROGRAM = "graphviz-pure"
"""The program that makes SVG of DOT; it comes with the extra `trajecten[diagram]`."""

_SECONDS = 60
_FONT = "Arial"  # The program knows its widths.
_FONTS = "Arial,Helvetica,Liberation Sans,sans-serif"
_FILLS = {
    Kind.RELATION: "#fde2c4",
    Kind.CONTENT: "#d5e8fb",
    Kind.DECISION: "#e7d9f5",
    Kind.EXECUTION: "#d9f0d3",
    Kind.LEARNING: "#fff6c2",
}
_KINDS: dict[Language, dict[Kind, str]] = {
    "nl": {
        Kind.RELATION: "relatie",
        Kind.CONTENT: "inhoud",
        Kind.DECISION: "besluit",
        Kind.EXECUTION: "uitvoering",
        Kind.LEARNING: "leren",
    },
    "en": {one: one.value for one in Kind},
}


@checked
def diagram(workflow: Workflow, form: Form, language: Language = "nl") -> str:
    """Return the workflow as a picture in one of the forms.

    Raises:
        InputError: SVG is asked, and the program that draws it is not installed.
        StoreError: that program fails.
    """
    match form:
        case "mermaid":
            return mermaid(workflow, language)
        case "dot":
            return dot(workflow, language)
        case "svg":
            return svg(workflow, language)


def mermaid(workflow: Workflow, language: Language = "nl") -> str:
    """Return the workflow as a Mermaid state diagram; a phase shows its kind."""
    lines = ["stateDiagram-v2"]
    if len(workflow.tracks) == 1:
        lines += _mermaid_track(workflow.tracks[0], language, "    ")
    else:
        for number, track in enumerate(workflow.tracks):
            label = _for_mermaid(track.label.in_language(language))
            lines.append(f'    state "{label}" as t{number} {{')
            lines += _mermaid_track(track, language, "        ")
            lines.append("    }")
    lines += [
        f"    classDef {kind.value} fill:{fill},stroke:#444,color:#111"
        for kind, fill in _FILLS.items()
    ]
    lines += [f"    class {_name(one)} {one.kind.value}" for one in workflow.phases.values()]
    return "\n".join(lines) + "\n"


def dot(workflow: Workflow, language: Language = "nl") -> str:
    """Return the workflow in the language of Graphviz; a phase shows its kind.

    A step that does not ask the exit gate, back or out, is dashed.
    """
    lines = [
        "digraph workflow {",
        f"    label=<<b>{_entities(workflow.label.in_language(language))}</b>>",
        f'    graph [fontname="{_FONT}", fontsize=18, labelloc=t, pad=0.2, ranksep=0.45]',
        f'    node [fontname="{_FONT}", shape=box, style="rounded,filled", margin="0.3,0.08"]',
        '    node [color="#444444"]',
        f'    edge [fontname="{_FONT}", fontsize=11, color="#444444"]',
    ]
    if len(workflow.tracks) == 1:
        lines += _dot_track(workflow.tracks[0], 0, language, "    ")
    else:
        for number, track in enumerate(workflow.tracks):
            lines += [
                f"    subgraph cluster_{number} {{",
                f"        label={_for_dot(track.label.in_language(language))}",
                # No frame: the labels of ways back are drawn past it.
                "        graph [fontsize=14, peripheries=0, margin=16]",
                *_dot_track(track, number, language, "        "),
                "    }",
            ]
    return "\n".join([*lines, "}"]) + "\n"


def svg(workflow: Workflow, language: Language = "nl") -> str:
    """Return the workflow as SVG, drawn by Graphviz.

    Raises:
        InputError: the program is not installed.
        StoreError: the program fails.
    """
    found = program()
    if found is None:
        raise InputError(
            f"svg: het programma {PROGRAM} is niet geïnstalleerd: pip install 'trajecten[diagram]'",
            f"svg: the program {PROGRAM} is not installed: pip install 'trajecten[diagram]'",
            instance="diagram",
        )
    done = subprocess.run(  # noqa: S603 (our own text, on stdin, to a program found above)
        [found, "-Tsvg"],
        input=dot(workflow, language).encode(),
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip()[:300]
        raise StoreError(f"svg: {PROGRAM}: {why}", f"svg: {PROGRAM}: {why}", instance="diagram")
    return done.stdout.decode().replace(f'font-family="{_FONT}"', f'font-family="{_FONTS}"')


def program() -> str | None:
    """Return where the program that draws SVG is, beside this Python or on the path."""
    return shutil.which(PROGRAM, path=sysconfig.get_path("scripts")) or shutil.which(PROGRAM)


# Private


def _mermaid_track(track: Track, language: Language, margin: str) -> Iterator[str]:
    for phase in track.phases:
        yield f'{margin}state "{_for_mermaid(_label(phase, language))}" as {_name(phase)}'
    yield f"{margin}[*] --> {_name_of(track.initial)}"
    for one in track.transitions:
        words = _for_mermaid(one.label.in_language(language))
        for source in one.sources:
            yield f"{margin}{_name_of(source)} --> {_name_of(one.target)} : {words}"
    for phase in track.phases:
        if phase.final:
            yield f"{margin}{_name(phase)} --> [*]"


def _dot_track(track: Track, number: int, language: Language, margin: str) -> Iterator[str]:
    yield f'{margin}start_{number} [shape=point, width=0.15, label=""]'
    for phase in track.phases:
        label = _for_dot(_label(phase, language))
        border = ", peripheries=2" if phase.final else ""
        fill = _FILLS[phase.kind]
        yield f'{margin}{_for_dot(phase.id)} [label={label}, fillcolor="{fill}"{border}]'
    yield f"{margin}start_{number} -> {_for_dot(track.initial)}"
    place = {one.id: at for at, one in enumerate(track.phases)}
    for one in track.transitions:
        label = _for_dot(f"  {one.label.in_language(language)}   ")
        for source in one.sources:
            # The ways forward are the spine: kept straight, while the ways back bend around it.
            straight = ", weight=2" if place[source] < place[one.target] else ""
            dashed = "" if one.exit_gate else ", style=dashed"
            ends = f"{_for_dot(source)} -> {_for_dot(one.target)}"
            yield f"{margin}{ends} [label={label}{straight}{dashed}]"


def _label(phase: Phase, language: Language) -> str:
    label, kind = phase.label.in_language(language), _KINDS[language][phase.kind]
    return label if label.casefold() == kind else f"{label} ({kind})"


def _name(phase: Phase) -> str:
    return _name_of(phase.id)


def _name_of(phase: str) -> str:
    """Return a name that is no keyword of Mermaid; ids hold a hyphen, which ends a name there."""
    return "p_" + phase.replace("_", "__").replace("-", "_h")


def _for_mermaid(text: str) -> str:
    """Return a text in which Mermaid sees no syntax: what is no letter or digit is numbered."""
    plain = " ".join(text.split())
    return "".join(
        char if char.isalnum() or char in " ,.()'?!" or not char.isascii() else f"#{ord(char)};"
        for char in plain
    )


def _for_dot(text: str) -> str:
    """Return a text between quotes, as Graphviz reads it."""
    return f'"{_entities(text)}"'


def _entities(text: str) -> str:
    """Return a text with entities for what Graphviz gives a meaning, and for what is not ASCII."""
    plain = html.escape(" ".join(text.splitlines())).replace("\\", "&#92;")
    return plain.encode("ascii", "xmlcharrefreplace").decode()
