"""Commands that are only imported when they run, from one table of names.

What a --help does not need is not imported here either: that keeps it quick.
"""

from collections.abc import Mapping
from functools import cached_property
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import click

from trajecten_cli.output import UnprintedError
from trajecten_cli.settings import command_id_option, global_options, of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Leaf(NamedTuple):
    """A command: in one line what it does, and where it is (`module:attribute`)."""

    line: str
    target: str


class Branch(NamedTuple):
    """A noun with verbs of its own."""

    line: str
    verbs: "Table"


Table: TypeAlias = Mapping[str, Leaf | Branch]


class Helping(click.Command):
    """A command that gives its help in the form that was asked for."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option of click, with an answer of our own."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option


class Verb(Helping):
    """A command that understands the global options too, without listing them in its help."""

    @cached_property
    def added(self) -> list[click.Parameter]:
        """The options that every command of this class has."""
        return global_options(hidden=True)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters with those added, and --help at the end."""
        *own, last = super().get_params(ctx)
        return [*own, *self.added, last]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as click has it)
        """Carry out the command; what fails when it answers, fails when it was carried out."""
        try:
            return super().invoke(ctx)
        except UnprintedError as error:
            error.words = error.words or _("Done, but the answer could not be printed")
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say where the global options are listed."""
        super().format_epilog(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(_("Global options: see trajecten --help."))


class Change(Verb):
    """A command that changes a trajectory; it can be sent twice without harm."""

    @cached_property
    def added(self) -> list[click.Parameter]:
        """The options that every change has: the global ones, and --command-id."""
        return [command_id_option(), *super().added]


class LazyGroup(Helping, click.Group):
    """A group that knows its commands from a table and imports the one that is asked for."""

    def __init__(self, name: str, table: Table, *, line: str, root: bool = False) -> None:
        """Keep the table; `line` is the help, and only the root shows the global options."""
        super().__init__(
            name,
            help=line,
            options_metavar=_("[OPTIONS]"),
            subcommand_metavar=_("COMMAND [ARGUMENTS]"),
        )
        self.table = table
        self.params.extend(global_options(hidden=not root))

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table, which is the order of use."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by name, importing it now."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        if isinstance(entry, Branch):
            return LazyGroup(cmd_name, entry.verbs, line=entry.line)
        module, attribute = entry.target.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        command.name, command.help = cmd_name, entry.line
        command.options_metavar = _("[OPTIONS]")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; an unknown one fails with the names that come near."""
        name = args[0]
        if name not in self.table and not name.startswith("-") and not ctx.resilient_parsing:
            near = import_module("difflib").get_close_matches(name, self.table)
            hint = " " + _("Did you mean: {names}?").format(names=", ".join(near)) if near else ""
            ctx.fail(_("There is no command '{name}'.").format(name=name) + hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table of commands, importing none of them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, entry.line) for name, entry in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the names that begin as typed, importing none of them."""
        item = import_module("click.shell_completion").CompletionItem
        names = [
            item(name, help=entry.line)
            for name, entry in self.table.items()
            if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def print_page(context: click.Context, name: str, text: str) -> None:
    """Print a page of words and end the run: as it is, or as a JSON document of one key."""
    settings = of(context)
    if settings.as_json or settings.line_asks_json:
        import_module("trajecten_cli.document").print_document({name: text})
    else:
        click.echo(text, color=context.color)
    context.exit()


# Private


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    del parameter
    if value and not context.resilient_parsing:
        print_page(context, "help", context.get_help())
