"""The commands on tailoring: ask to deviate, adapt, decide, carry out, and what is then owed."""

from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path

import click

from trajecten import (
    DEVIATION_LABELS,
    AskAdaptation,
    AskDeviation,
    CarryOut,
    Course,
    DecideDeviation,
    DeviationKind,
    ForgiveDebt,
    Named,
)
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import tailoring

_KINDS: Mapping[str, Named] = {
    one.value: Named(id=one.value, label=DEVIATION_LABELS[one])
    for one in DeviationKind
    if one is not DeviationKind.ADD
}


def _motivation(command: parameters.F) -> parameters.F:
    """Add --motivation."""
    return click.option("--motivation", metavar=_("TEXT"), help=_("Why."))(command)


@click.command(cls=Change)
@parameters.ref
@click.argument(
    "kind",
    required=False,
    metavar="skip|merge|repeat",
    shell_complete=completing.choices(_KINDS),
)
@click.argument("targets", nargs=-1, metavar=_("STEP… | PHASE"), shell_complete=completing.steps)
@_motivation
def deviate(
    *, ref: str | None, kind: str | None, targets: tuple[str, ...], motivation: str | None
) -> None:
    """Ask to deviate from the workflow."""
    with case(ref) as here:
        how = DeviationKind(asking.one_of(kind, _KINDS, "KIND", _("How (number or name)")))
        command = AskDeviation(
            kind=how,
            transitions=() if how is DeviationKind.REPEAT else _steps(here, targets),
            phase=_phase(here, targets) if how is DeviationKind.REPEAT else None,
            motivation=asking.text(motivation, "--motivation", _("Why")),
        )
        here.do(command)


@click.command(cls=Change)
@parameters.ref
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_motivation
@click.option("--show", "only_show", is_flag=True, help=_("Only show what it would change."))
def adapt(*, ref: str | None, path: Path, motivation: str | None, only_show: bool) -> None:
    """Ask to adapt the workflow for this one trajectory, by a file."""
    with case(ref) as here:
        adaptation = here.engine.adapted(here.ref, path.read_bytes(), name=str(path))
        if only_show:
            answer(adaptation, tailoring.adaptation_document, tailoring.show_adaptation)
            return
        why = asking.text(motivation, "--motivation", _("Why"))
        here.do(AskAdaptation(workflow=adaptation.workflow, motivation=why))


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the deviations of a trajectory, with how they went."""
    with case(ref) as here:
        seen = tailoring.Seen(here.ref, here.workflow, here.engine.deviations(here.ref))
        answer(seen, tailoring.document, tailoring.show)


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def approve(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Approve a deviation that somebody else asked for."""
    with case(ref) as here:
        which = _open(here, deviation, Course.ASKED)
        why = asking.maybe_text(motivation, "--motivation")
        here.do(DecideDeviation(deviation=which, approved=True, motivation=why))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def reject(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Reject a deviation that somebody else asked for, with the reason."""
    with case(ref) as here:
        which = _open(here, deviation, Course.ASKED)
        why = asking.text(motivation, "--motivation", _("Why"))
        here.do(DecideDeviation(deviation=which, approved=False, motivation=why))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
def use(*, ref: str | None, deviation: str | None) -> None:
    """Take the step that an approved deviation allows."""
    with case(ref) as here:
        here.do(CarryOut(deviation=_open(here, deviation, Course.APPROVED)))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def forgive(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Let go of what is owed for a deviation, openly."""
    with case(ref) as here:
        which = _open(here, deviation, Course.USED)
        why = asking.text(motivation, "--motivation", _("Why"))
        here.do(ForgiveDebt(deviation=which, motivation=why))


# Private


def _steps(here: Case, given: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        return (here.step(None),)
    steps = here.workflow.names("transition")
    return tuple(asking.one_of(one, steps, "STEP", "") for one in given)


def _phase(here: Case, given: tuple[str, ...]) -> str:
    if len(given) > 1:
        raise click.UsageError(_("To repeat takes one phase."), click.get_current_context())
    wanted = given[0] if given else None
    return here.named("phase", wanted, "PHASE", _("Which phase (number or name)"))


def _open(here: Case, given: str | None, course: Course) -> str:
    """Return the id of a deviation; asked for among those that have come this far."""

    def found() -> Mapping[str, str]:
        items = here.engine.deviations(here.ref)
        return {one.id: one.motivation or "" for one in items if one.course is course}

    return here.numbered("deviation", given, _("Which deviation"), found)
