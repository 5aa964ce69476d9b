"""The open store, as one person works in it on one trajectory."""

import getpass
import os
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from gettext import gettext as _
from pathlib import Path
from typing import Literal

import click
import platformdirs

import trajecten
from trajecten import Command, Engine, InputError, Named, Noun, Outcome, Text, Workflow
from trajecten_cli import asking, dates
from trajecten_cli.settings import DATABASE_VARIABLE, Settings, current, who
from trajecten_cli.spoken import bodies
from trajecten_cli.views.outcomes import report

APPLICATION = "trajecten"
FILE = "trajecten.sqlite"
PRIVATE = 0o700
SYSTEM = "trajecten tick"
SYSTEM_ORIGIN = "systeem"
"""Under which name, and from where, steps are recorded that nobody took."""


@dataclass(frozen=True, slots=True)
class Case:
    """One trajectory on the desk, with the workflow that its names come from."""

    engine: Engine
    ref: str
    workflow: Workflow

    def named(self, noun: Noun, given: str | None, option: str, question: str) -> str:
        """Return the id of something of the workflow; asked for when it is missing."""
        return asking.one_of(given, self.workflow.names(noun), option, question)

    def maybe(self, noun: Noun, given: str | None, option: str) -> str | None:
        """Return the id of something of the workflow, or None when nothing was given."""
        return asking.maybe_one_of(given, self.workflow.names(noun), option)

    def body(self, given: str | None, option: str, question: str) -> str:
        """Return the id of a domain or a role."""
        return asking.one_of(given, bodies(self.workflow), option, question)

    def step(self, given: str | None) -> str:
        """Return the id of a step; asked for among those that leave where the trajectory is.

        Raises:
            click.UsageError: no step leaves from here.
        """
        question = _("Which step (number or name)")
        steps = self.workflow.names("transition")
        if given is None:
            asking.require("TRANSITION")
            steps = {one.transition: steps[one.transition] for one in self.engine.options(self.ref)}
            if not steps:
                raise click.UsageError(_("There are no more steps from here."))
        return asking.one_of(given, steps, "TRANSITION", question)

    def numbered(
        self, noun: str, given: str | None, question: str, found: Callable[[], Mapping[str, str]]
    ) -> str:
        """Return the id of a numbered thing; asked for among those found when it is missing.

        Raises:
            click.UsageError: nothing was given and nothing was found.
        """
        if given is not None:
            return numbered(noun, given)
        asking.require(noun.upper())
        items = found()
        if not items:
            raise click.UsageError(_("There is nothing to choose from: none is open."))
        return asking.one_listed(items, question, lambda typed: numbered(noun, typed))

    def part(
        self, kind: Literal["group", "layer"], given: str | None, domain: str | None
    ) -> str | None:
        """Return the id of a group or layer: of this domain when it is known, else of any."""
        if given is None or domain is None:
            return self.maybe(kind, given, f"--{kind}")
        place = self.workflow.domain(domain)
        parts = place.groups if kind == "group" else place.layers
        return asking.maybe_one_of(given, by_id(parts), f"--{kind}")

    def parts(
        self, kind: Literal["group", "layer"], given: str | None, domain: str, question: str
    ) -> str | None:
        """Return the id of a group or layer of a domain; asked for on a terminal."""
        if given is not None:
            return self.part(kind, given, domain)
        place = self.workflow.domain(domain)
        parts = place.groups if kind == "group" else place.layers
        return asking.one_or_none(by_id(parts), f"--{kind}", question)

    def do(self, command: Command, *, expected_seq: int | None = None) -> None:
        """Send a command and tell how it ended; a refusal ends the run with exit code 1."""
        report(self.send(command, expected_seq=expected_seq), self.workflow)

    def tailor(self, command: Command) -> None:
        """Send a command on a deviation, and tell how it ended and how the deviation stands now.

        A refusal ends the run with exit code 1.
        """
        outcome = self.send(command)
        items = {one.id: one for one in self.engine.deviations(self.ref)}
        report(outcome, self.engine.workflow(self.ref), items.get(outcome.object))

    def send(self, command: Command, *, expected_seq: int | None = None) -> Outcome:
        """Send a command, and return how it ended."""
        identifier = current().command_id
        with naming_options():
            return self.engine.do(
                self.ref, command, command_id=identifier, expected_seq=expected_seq
            )


@contextmanager
def case(given: str | None) -> Iterator[Case]:
    """Open the store for one trajectory, in the role that the person acts in.

    Without a reference it is asked for.
    """
    with store() as engine:
        ref = _asked_ref(engine) if given is None else given
        workflow = engine.workflow(ref)
        role = role_among(workflow)
        yield Case(engine.acting(role=role), ref, workflow)


@contextmanager
def naming_options() -> Iterator[None]:
    """Let an error about a field speak of the option that people typed."""
    try:
        yield
    except InputError as error:
        option = _option_of(error.instance)
        if option is None:
            raise
        words = (
            one.replace(f"{error.instance}: ", f"{option}: ", 1)
            for one in (error.detail.nl, error.detail.en)
        )
        raise type(error).of(Text(*words), instance=option) from error


def role_among(workflow: Workflow) -> str | None:
    """Return the id of the role that the person acts in, or None when none was given."""
    _name, wanted = who(current())
    return asking.maybe_one_of(wanted, workflow.names("role"), "--role")


@contextmanager
def store(role: str | None = None) -> Iterator[Engine]:
    """Open the store of this run."""
    settings = current()
    name, _role = who(settings)
    with trajecten.open(
        database_url(settings),
        actor=name or user_name(),
        origin=f"cli@{socket.gethostname()}",
        clock=settings.clock,
        role=role,
    ) as engine:
        yield engine


@contextmanager
def system_store() -> Iterator[Engine]:
    """Open the store of this run for the system itself, whoever let it run: in no role."""
    settings = current()
    with trajecten.open(
        database_url(settings),
        actor=SYSTEM,
        origin=f"{SYSTEM_ORIGIN}@{socket.gethostname()}",
        clock=settings.clock,
    ) as engine:
        yield engine


def database_url(settings: Settings) -> str:
    """Return the address of the database: as given, else of TRAJECTEN_DB, else of a file."""
    given = settings.db or os.environ.get(DATABASE_VARIABLE)
    if given:
        return given
    folder = Path(platformdirs.user_data_path(APPLICATION, appauthor=False))
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return f"sqlite:///{folder / FILE}"


def user_name() -> str:
    """Return the name of the user of this computer.

    Raises:
        click.UsageError: the system does not know it.
    """
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        message = _("Who are you? Give --as NAME, or set TRAJECTEN_ACTOR.")
        raise click.UsageError(message) from error


def happened(text: str | None) -> datetime | None:
    """Return the instant that `--on` means; None when it was not given.

    Raises:
        click.BadParameter: it is not a date.
    """
    try:
        return dates.happened(text, current().clock()) if text is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--on") from error


def due(text: str | None) -> date | None:
    """Return the day that `--due` means; None when it was not given.

    Raises:
        click.BadParameter: it is not a date.
    """
    try:
        return dates.due(text, current().clock()) if text is not None else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--due") from error


def numbered(noun: str, given: str) -> str:
    """Return the id of a numbered thing, of which the number is enough.

    >>> numbered("contact", "3"), numbered("contact", "Contact-3")
    ('contact-3', 'contact-3')
    """
    word = given.strip().lower()
    return f"{noun}-{int(word)}" if word.isascii() and word.isdecimal() else word


def by_id(named: tuple[Named, ...]) -> Mapping[str, Named]:
    """Return named things by their id."""
    return {one.id: one for one in named}


# Private

_OTHER_NAMES = {
    "type": "kind",
    "contributions": "about",
    "transitions": "targets",
    "phase": "targets",
    "phases": "pairs",
}
"""The fields whose parameter has another name."""


def _asked_ref(engine: Engine) -> str:
    asking.require("REF")
    erased = _("(title erased)")
    names = {
        one.ref: Named(id=one.ref, label=Text(one.title or erased, one.title or erased))
        for one in engine.portfolio()
    }
    if not names:
        raise click.UsageError(_("There are no trajectories yet."))
    return asking.one_of(None, names, "REF", _("Which trajectory (number or name)"))


def _option_of(field: str | None) -> str | None:
    """Return how the parameter for a field is typed; None when the command has none."""
    context = click.get_current_context()
    name = _OTHER_NAMES.get(field or "", field)
    for one in context.command.get_params(context):
        if one.name == name:
            return one.opts[-1] if isinstance(one, click.Option) else one.make_metavar(context)
    return None
