"""What came of trying workflow files and their stories."""

from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext

from trajecten import FileKind, Severity
from trajecten_cli.document import Document
from trajecten_cli.endings import problem_document
from trajecten_cli.language import Language
from trajecten_cli.playing.trial import Tried
from trajecten_cli.screen import Screen
from trajecten_cli.views import playing

_LAST_LINES = 12
"""So many lines of an answer are shown that was not as written."""


def document(tried: Sequence[Tried], language: Language) -> Document:
    """Return the JSON document of a trial."""
    return {
        "passed": all(one.passed for one in tried),
        "workflows": [
            {
                "file": one.file,
                "passed": one.passed,
                "problems": [problem_document(each, language) for each in one.problems],
            }
            for one in tried
            if one.kind is not FileKind.STORY
        ],
        "stories": [_story(one, language) for one in tried if one.kind is FileKind.STORY],
    }


def show(tried: Sequence[Tried], screen: Screen) -> None:
    """Show what is wrong first, and then a line for each file that was tried.

    A path is never broken: it must be there to copy.
    """
    for one in tried:
        _show_wrong(one, screen)
    for one in tried:
        words = _("{file}: {kind}, {result}")
        words = words.format(file=one.file, kind=_kind(one), result=_result(one))
        screen.verbatim(f"{screen.mark(one.passed)} {words}")
    passed = sum(one.passed for one in tried)
    screen.blank()
    words = _("{passed} of {all} files in order.").format(passed=passed, all=len(tried))
    screen.judged(passed == len(tried), words)


# Private


def _story(one: Tried, language: Language) -> Document:
    played = playing.document(one.performance, language) if one.performance else {}
    return {
        "file": one.file,
        "passed": one.passed,
        "problems": [problem_document(each, language) for each in one.problems],
        "steps": len(one.performance.steps) if one.performance else 0,
        "mismatch": played.get("mismatch"),
    }


def _show_wrong(one: Tried, screen: Screen) -> None:
    for problem in one.problems:
        if problem.severity is not Severity.NOTE:
            screen.verbatim(problem.render(screen.language))
    performance = one.performance
    if performance is None or performance.mismatch is None:
        return
    words = playing.mismatch_words(performance.mismatch, one.file, screen.language)
    screen.verbatim(words)
    for last in performance.steps[-1:]:
        if last.mismatch is None:
            continue
        screen.command(("trajecten", *last.words), indent=2, prompt="$ ")
        answer = last.came.printed.rstrip().splitlines()
        screen.verbatim("\n".join(f"  {line}" for line in answer[:_LAST_LINES]))
    screen.blank()


def _kind(one: Tried) -> str:
    return _("story") if one.kind is FileKind.STORY else _("workflow")


def _result(one: Tried) -> str:
    if one.performance is not None:
        steps = len(one.performance.steps)
        if one.performance.mismatch:
            line = one.performance.mismatch.line
            return _("not as written, line {line}").format(line=line)
        return ngettext("{n} step, as written", "{n} steps, as written", steps).format(n=steps)
    errors = sum(each.severity is Severity.ERROR for each in one.problems)
    if errors:
        return ngettext("{n} error", "{n} errors", errors).format(n=errors)
    others = sum(each.severity is Severity.WARNING for each in one.problems)
    if others:
        return ngettext("in order, {n} warning", "in order, {n} warnings", others).format(n=others)
    return _("in order")
