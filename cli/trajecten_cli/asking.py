"""Asking for what is missing: on a terminal a question, in a pipe an error."""

import sys
from collections.abc import Callable, Mapping
from gettext import gettext as _

import click

from trajecten import InputError, Named, find_named
from trajecten_cli import blanks, settings
from trajecten_cli.visible import visible, visible_lines


def somebody_answers() -> bool:
    """Return whether questions can be asked: they go to stderr and are answered on stdin."""
    if not settings.current().may_ask or None in (sys.stdin, sys.stderr):
        return False
    return sys.stdin.isatty() and sys.stderr.isatty()


def require(option: str) -> None:
    """Go on only when somebody can be asked for an option that was not given.

    Raises:
        click.UsageError: nobody is there to ask.
    """
    if not somebody_answers():
        raise click.UsageError(
            _("{option} is missing.").format(option=option), click.get_current_context()
        )


def text(given: str | None, option: str, question: str) -> str:
    """Return what was given, else the answer to a question.

    Raises:
        click.UsageError: nothing was given, and nobody is there to ask; or it is still a blank.
    """
    if given is not None:
        return blanks.filled(given, option)
    return _asked(option, question, str)


def maybe_text(given: str | None, option: str) -> str | None:
    """Return what was given, when something was.

    Raises:
        click.UsageError: it is still a blank.
    """
    return None if given is None else blanks.filled(given, option)


def formed(given: str | None, option: str, question: str, read: Callable[[str], str | None]) -> str:
    """Return what `read` makes of a text; what it cannot read is asked again on a terminal.

    In a pipe such a text is returned as it is: the library says what is wrong with it.
    """
    tried = text(given, option, question)
    while (found := read(tried)) is None and somebody_answers():
        words = _("'{text}' does not have the right form.").format(text=visible(tried))
        click.echo(words, err=True)
        tried = _asked(option, question, str)
    return tried if found is None else found


def one_of(given: str | None, names: Mapping[str, Named], option: str, question: str) -> str:
    """Return the id of what was named, by id, label, alias or beginning, else of what is chosen.

    Raises:
        InputError: nothing, or more than one thing, has that name.
    """
    if given is not None:
        return find_named(names, given, field=option)
    require(option)
    _show_choices(names)
    return _asked(option, question, lambda answer: _chosen(names, answer, option))


def one_or_none(names: Mapping[str, Named], option: str, question: str) -> str | None:
    """Return the id of what is chosen on a terminal, None when it is Enter or nobody answers."""
    if not names or not somebody_answers():
        return None
    _show_choices(names)
    answer: str = click.prompt(
        visible(question),
        default="",
        show_default=False,
        value_proc=lambda typed: _chosen(names, typed, option) if typed.strip() else "",
        err=True,
    )
    return answer or None


def one_listed(items: Mapping[str, str], question: str, read: Callable[[str], str]) -> str:
    """Return the id that is chosen from a list of numbered things; `read` makes it an id."""

    def chosen(typed: str) -> str:
        if read(typed) not in items:
            raise click.UsageError(_("'{text}' is not in the list.").format(text=visible(typed)))
        return read(typed)

    for identifier, words in items.items():
        click.echo(f"  {identifier}  {visible(words)}", err=True)
    answer: str = click.prompt(visible(question), value_proc=chosen, err=True)
    return answer


def maybe_one_of(given: str | None, names: Mapping[str, Named], option: str) -> str | None:
    """Return the id of what was named; None when nothing was."""
    return None if given is None else find_named(names, given, field=option)


# Private


def _asked(option: str, question: str, convert: Callable[[str], str]) -> str:
    require(option)
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
