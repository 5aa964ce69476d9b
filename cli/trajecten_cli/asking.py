"""Asking for what is missing: on a terminal a question, in a pipe an error."""

import sys
from collections.abc import Callable, Mapping
from gettext import gettext as _

import click

from trajecten import InputError, Named, find_named
from trajecten_cli import settings
from trajecten_cli.visible import visible, visible_lines


def somebody_answers() -> bool:
    """Return whether questions can be asked: they go to stderr and are answered on stdin."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def text(given: str | None, option: str, question: str) -> str:
    """Return what was given, else the answer to a question.

    Raises:
        click.UsageError: nothing was given, and nobody is there to ask.
    """
    if given is not None:
        return given
    return _asked(option, question, str)


def one_of(given: str | None, names: Mapping[str, Named], option: str, question: str) -> str:
    """Return the id of what was named, by id, label, alias or beginning, else of what is chosen.

    Raises:
        InputError: nothing, or more than one thing, has that name.
    """
    if given is not None:
        return find_named(names, given, field=option)
    if somebody_answers():
        _show_choices(names)
    return _asked(option, question, lambda answer: _chosen(names, answer, option))


def maybe_one_of(given: str | None, names: Mapping[str, Named], option: str) -> str | None:
    """Return the id of what was named; None when nothing was."""
    return None if given is None else find_named(names, given, field=option)


# Private


def _asked(option: str, question: str, convert: Callable[[str], str]) -> str:
    if not somebody_answers():
        raise click.UsageError(
            _("{option} is missing.").format(option=option), click.get_current_context()
        )
    answer: str = click.prompt(visible(question), value_proc=convert, err=True)
    return answer


def _show_choices(names: Mapping[str, Named]) -> None:
    language = settings.current().lang
    for number, one in enumerate(names.values(), 1):
        label = visible(one.label.in_language(language))
        click.echo(f"  {number:>2}  {label} ({visible(one.id)})", err=True)


def _chosen(names: Mapping[str, Named], answer: str, option: str) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(names):
        return list(names)[int(answer) - 1]
    try:
        return find_named(names, answer, field=option)
    except InputError as error:
        words = error.as_problem(settings.current().lang)["detail"]
        raise click.UsageError(visible_lines(str(words))) from error
