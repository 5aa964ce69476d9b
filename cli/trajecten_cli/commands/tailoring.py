"""The commands on tailoring: ask to deviate, adapt, decide, carry out, and what is then owed."""

from collections.abc import Callable, Iterator, Mapping
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
    DeviationItem,
    DeviationKind,
    ForgiveDebt,
    Named,
    Workflow,
)
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.settings import current
from trajecten_cli.views import tailoring

_KINDS: Mapping[str, Named] = {
    one.value: Named(id=one.value, label=DEVIATION_LABELS[one])
    for one in DeviationKind
    if one is not DeviationKind.ADD
}


def _motivation(command: parameters.F) -> parameters.F:
    """Add --motivation."""
    return click.option("--motivation", metavar=_("TEXT"), help=_("Why."))(command)


_WAYS = _(
    "skip: take a step although something is still missing. merge: take several steps in one; all "
    "that each of them asks is still asked. repeat: go back to a phase where you have been."
)


@click.command(cls=Change, epilog=_WAYS)
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
            transitions=() if how is DeviationKind.REPEAT else _steps(here, how, targets),
            phase=_phase(here, targets) if how is DeviationKind.REPEAT else None,
            motivation=asking.text(motivation, "--motivation", _("Why")),
        )
        here.tailor(command)


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
        here.tailor(AskAdaptation(workflow=adaptation.workflow, motivation=why))


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the deviations of a trajectory, with how they went."""
    with case(ref) as here:
        debts = here.engine.status(here.ref).debts
        seen = tailoring.Seen(
            here.ref,
            here.workflow,
            here.engine.deviations(here.ref),
            frozenset(missing.id for one in debts for missing in one.missing),
        )
        answer(seen, tailoring.document, tailoring.show)


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def approve(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Approve a deviation that somebody else asked for."""
    with case(ref) as here:
        which = _one_of(here, deviation, lambda one: one.course is Course.ASKED)
        why = asking.maybe_text(motivation, "--motivation")
        here.tailor(DecideDeviation(deviation=which, approved=True, motivation=why))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def reject(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Reject a deviation that somebody else asked for, with the reason."""
    with case(ref) as here:
        which = _one_of(here, deviation, lambda one: one.course is Course.ASKED)
        why = asking.text(motivation, "--motivation", _("Why"))
        here.tailor(DecideDeviation(deviation=which, approved=False, motivation=why))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
def use(*, ref: str | None, deviation: str | None) -> None:
    """Take the step that an approved deviation allows."""
    with case(ref) as here:
        which = _one_of(here, deviation, lambda one: one.course is Course.APPROVED)
        here.do(CarryOut(deviation=which))


@click.command(cls=Change)
@parameters.ref
@parameters.word("deviation", "DEVIATION")
@_motivation
def forgive(*, ref: str | None, deviation: str | None, motivation: str | None) -> None:
    """Let go of what is owed for a deviation, openly."""
    with case(ref) as here:
        which = _one_of(here, deviation, lambda one: one.due and one.course is Course.USED)
        why = asking.text(motivation, "--motivation", _("Why"))
        here.tailor(ForgiveDebt(deviation=which, motivation=why))


# Private


def _steps(here: Case, how: DeviationKind, given: tuple[str, ...]) -> tuple[str, ...]:
    if given:
        steps = here.workflow.names("transition")
        return tuple(asking.one_of(one, steps, "STEP", "") for one in given)
    first = here.step(None)
    return (first, *_following(here.workflow, first)) if how is DeviationKind.MERGE else (first,)


def _following(workflow: Workflow, first: str) -> Iterator[str]:
    """Ask for the steps that are merged with the first one, until Enter."""
    onward = _leaving(workflow, workflow.transitions[first].target)
    question = _("Which step after that (number or name)")
    step = asking.one_of(None, onward, "STEP", question) if onward else None
    while step:
        yield step
        onward = _leaving(workflow, workflow.transitions[step].target)
        step = asking.one_or_none(onward, "STEP", _("And then (Enter for no more)"))


def _leaving(workflow: Workflow, phase: str) -> Mapping[str, Named]:
    steps = workflow.names("transition")
    return {one: steps[one] for one, step in workflow.transitions.items() if phase in step.sources}


def _phase(here: Case, given: tuple[str, ...]) -> str:
    if len(given) > 1:
        raise click.UsageError(_("To repeat takes one phase."), click.get_current_context())
    wanted = given[0] if given else None
    return here.named("phase", wanted, "PHASE", _("Which phase (number or name)"))


def _one_of(here: Case, given: str | None, fits: Callable[[DeviationItem], object]) -> str:
    """Return the id of a deviation; asked for among those that fit."""

    def found() -> Mapping[str, str]:
        items = here.engine.deviations(here.ref)
        return {one.id: _told(one) for one in items if fits(one)}

    return here.numbered("deviation", given, _("Which deviation"), found)


def _told(one: DeviationItem) -> str:
    kind = DEVIATION_LABELS[one.kind].in_language(current().lang)
    return f"{kind}: {one.motivation}" if one.motivation else kind
