"""The commands on terms: show them, extend one, suspend one, let one run on."""

from gettext import gettext as _

import click

from trajecten import ExtendTerm, ResumeTerm, SuspendTerm
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case, happened
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import terms


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """Show the terms of a trajectory, with their last days."""
    with case(ref) as here:
        seen = terms.Terms(here.ref, here.engine.terms(here.ref))
        answer(seen, terms.document, terms.show)


@click.command(cls=Change)
@parameters.ref
@parameters.word("term", "TERM", completing.names("term"))
@parameters.reason
def extend(*, ref: str | None, term: str | None, reason: str | None) -> None:
    """Extend a term, once, as the workflow allows it."""
    with case(ref) as here:
        which = _term(here, term)
        why = asking.text(reason, "--reason", _("Why is it extended"))
        here.do(ExtendTerm(term=which, reason=why))


@click.command(cls=Change)
@parameters.ref
@parameters.word("term", "TERM", completing.names("term"))
@parameters.reason
@parameters.on
def suspend(*, ref: str | None, term: str | None, reason: str | None, on: str | None) -> None:
    """Suspend a term: it stands still from the day after."""
    with case(ref) as here:
        which = _term(here, term)
        why = asking.text(reason, "--reason", _("Why is it suspended"))
        here.do(SuspendTerm(term=which, reason=why, on=happened(on)))


@click.command(cls=Change)
@parameters.ref
@parameters.word("term", "TERM", completing.names("term"))
@parameters.reason
@parameters.on
def resume(*, ref: str | None, term: str | None, reason: str | None, on: str | None) -> None:
    """Let a term that was suspended run on."""
    with case(ref) as here:
        which = _term(here, term)
        why = asking.maybe_text(reason, "--reason")
        here.do(ResumeTerm(term=which, reason=why, on=happened(on)))


# Private


def _term(here: Case, given: str | None) -> str:
    return here.named("term", given, "TERM", _("Which term (number or name)"))
