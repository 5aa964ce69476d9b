"""How a run ends that could not do its work: the exit code, the words, the JSON document."""

import errno
import os
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from gettext import gettext as _
from typing import Protocol, cast, runtime_checkable

import click

from trajecten_cli.codes import INTEGRITY, INTERRUPTED, PIPE_CLOSED, UNAVAILABLE, USAGE
from trajecten_cli.document import print_document
from trajecten_cli.language import Language
from trajecten_cli.output import UnprintedError
from trajecten_cli.settings import DEBUG_VARIABLE
from trajecten_cli.visible import visible, visible_lines

_SERVER_ERROR = 500
_BY_SLUG = {
    "conflict": UNAVAILABLE,
    "store": UNAVAILABLE,
    "schema": UNAVAILABLE,
    "integrity": INTEGRITY,
}


@runtime_checkable
class _Problem(Protocol):
    """An error of the library, told by its shape: importing it would slow every --help."""

    slug: str
    status: int

    def as_problem(self, language: str = "en") -> dict[str, object]: ...


class _Diagnostic(Protocol):
    """A problem in a workflow file."""

    def render(self, language: Language = "en") -> str: ...


def end(error: BaseException, *, language: Language, as_json: bool) -> int:
    """Tell what went wrong and return the exit code; quiet when somebody stopped the run."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, (KeyboardInterrupt, EOFError, click.Abort)):
        return INTERRUPTED
    if _pipe_closed(error) or _pipe_closed(error.__context__):
        return PIPE_CLOSED
    if isinstance(error, UnprintedError):
        return _unprinted(error)
    code, problem = _judged(error, language)
    _tell(_words(error, problem, language))
    if as_json:
        try:
            print_document({**problem, "exit_code": code})
        except OSError as failed:
            return end(failed, language=language, as_json=False)
    return code


# Private


def _unprinted(error: UnprintedError) -> int:
    words = error.words or _("The answer could not be printed")
    _tell(visible(f"{words}: {error.strerror}."))
    return UNAVAILABLE


def _tell(words: str) -> None:
    with suppress(OSError):
        click.echo(words, err=True)


def _pipe_closed(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno == errno.EPIPE


def _judged(error: BaseException, language: Language) -> tuple[int, dict[str, object]]:
    if isinstance(error, _Problem):
        return _library_code(error), error.as_problem(language) | _extras(error, language)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return USAGE, _problem("usage", _("A command is missing"), 400, _("Choose a command."))
    if isinstance(error, click.ClickException):
        return USAGE, _problem("usage", _("Not understood"), 400, error.format_message())
    if isinstance(error, OSError):
        return USAGE, _problem("file", _("File not usable"), 400, _about_file(error))
    detail = _("Something went wrong that should not happen ({kind}: {words}).").format(
        kind=type(error).__name__, words=str(error)[:300]
    )
    return UNAVAILABLE, _problem("unexpected", _("Unexpected error"), _SERVER_ERROR, detail)


def _library_code(error: _Problem) -> int:
    otherwise = UNAVAILABLE if error.status >= _SERVER_ERROR else USAGE
    return _BY_SLUG.get(error.slug, otherwise)


def _extras(error: object, language: Language) -> dict[str, object]:
    extras: dict[str, object] = {}
    if candidates := getattr(error, "candidates", ()):
        extras["candidates"] = list(candidates)
    if problems := getattr(error, "problems", ()):
        extras["problems"] = [problem_document(one, language) for one in problems]
    return extras


def problem_document(problem: object, language: Language) -> Mapping[str, object]:
    """Return the JSON document of a problem in a workflow file."""
    remedy = getattr(problem, "remedy", None)
    message = getattr(problem, "message", None)
    return {
        **{name: getattr(problem, name, None) for name in ("file", "line", "column", "code")},
        "severity": str(getattr(problem, "severity", "error")),
        "message": message.in_language(language) if message else str(problem),
        "remedy": remedy.in_language(language) if remedy else None,
    }


def _problem(slug: str, title: str, status: int, detail: str) -> dict[str, object]:
    return {
        "type": f"urn:trajecten:error:{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": None,
    }


def _about_file(error: OSError) -> str:
    return f"{error.filename or ''}: {error.strerror or error}".removeprefix(": ")


def _words(error: BaseException, problem: Mapping[str, object], language: Language) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.ctx.get_help()
    lines = [*_usage(error), _("Error: {detail}").format(detail=problem["detail"])]
    if problems := cast("Sequence[_Diagnostic]", getattr(error, "problems", ())):
        lines = [one.render(language) for one in problems]
    if problem["type"] == "urn:trajecten:error:unexpected":
        lines.extend(_trace(error))
    return "\n".join(visible_lines(line) for line in lines)


def _usage(error: BaseException) -> list[str]:
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return []
    hint = _("Try '{command} --help' for help.").format(command=visible(context.command_path))
    return [context.get_usage(), hint, ""]


def _trace(error: BaseException) -> list[str]:
    if os.environ.get(DEBUG_VARIABLE):
        return traceback.format_exception(error)
    return [_("Set {variable}=1 to see the details.").format(variable=DEBUG_VARIABLE)]
