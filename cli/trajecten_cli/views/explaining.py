"""A workflow in plain words, on a screen or as Markdown."""

from collections.abc import Iterator, Sequence

from trajecten import Explanation, Part, Point
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.visible import visible


def document(explanation: Explanation, language: Language) -> Document:
    """Return the JSON document of an explanation."""
    return {
        "id": explanation.id,
        "version": explanation.version,
        "digest": explanation.digest,
        "title": explanation.title.in_language(language),
        "paragraphs": _points(explanation.paragraphs, language),
        "parts": [_part(one, language) for one in explanation.parts],
    }


def show(explanation: Explanation, screen: Screen) -> None:
    """Show an explanation as text."""
    screen.line(screen.words(explanation.title), style="bold")
    _show_paragraphs(explanation.paragraphs, screen, 0)
    for one in explanation.parts:
        _show_part(one, screen, 0)


def markdown(explanation: Explanation, language: Language) -> str:
    """Return an explanation as a page of Markdown."""
    rows = [f"# {_safe(explanation.title.in_language(language))}", ""]
    rows += _rows(explanation.paragraphs, language)
    for one in explanation.parts:
        rows += _part_rows(one, language, 2)
    return "\n".join(rows).rstrip() + "\n"


# Private

_DEEPEST = 6


def _points(points: Sequence[Point], language: Language) -> list[Document]:
    return [
        {
            "text": one.words.in_language(language),
            "points": _points(one.points, language),
        }
        for one in points
    ]


def _part(part: Part, language: Language) -> Document:
    return {
        "heading": part.heading.in_language(language),
        "paragraphs": _points(part.paragraphs, language),
        "parts": [_part(one, language) for one in part.parts],
    }


def _show_part(part: Part, screen: Screen, indent: int) -> None:
    screen.blank()
    screen.line(screen.words(part.heading), indent=indent, style="bold")
    _show_paragraphs(part.paragraphs, screen, indent)
    for one in part.parts:
        _show_part(one, screen, indent + STEP)


def _show_paragraphs(paragraphs: Sequence[Point], screen: Screen, indent: int) -> None:
    for one in paragraphs:
        screen.line(screen.words(one.words), indent=indent)
        _show_points(one.points, screen, indent + STEP)


def _show_points(points: Sequence[Point], screen: Screen, indent: int) -> None:
    for one in points:
        screen.item(screen.words(one.words), indent=indent)
        _show_points(one.points, screen, indent + STEP)


def _part_rows(part: Part, language: Language, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, _DEEPEST)} {_safe(part.heading.in_language(language))}"
    yield ""
    yield from _rows(part.paragraphs, language)
    for one in part.parts:
        yield from _part_rows(one, language, level + 1)


def _rows(paragraphs: Sequence[Point], language: Language) -> Iterator[str]:
    for one in paragraphs:
        yield _safe(one.words.in_language(language))
        yield ""
        if one.points:
            yield from _listed(one.points, language, "")
            yield ""


def _listed(points: Sequence[Point], language: Language, indent: str) -> Iterator[str]:
    for one in points:
        yield f"{indent}- {_safe(one.words.in_language(language))}"
        yield from _listed(one.points, language, f"{indent}  ")


def _safe(words: str) -> str:
    """Return words on one line in which nothing is taken for Markdown."""
    line = visible(" ".join(words.split()))
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in line)
