"""Which steps were taken by themselves, or would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _

from trajecten import Answers, Outcome, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen
from trajecten_cli.views import damage
from trajecten_cli.views.outcomes import placed


@dataclass(frozen=True, slots=True)
class Ticked:
    """The steps, with the workflows that name them; `dry` when none was taken."""

    steps: Answers[Outcome]
    workflows: Mapping[str, Workflow]
    dry: bool


def document(seen: Ticked, language: Language) -> Document:
    """Return the JSON document of steps that were taken by themselves."""
    return {
        "dry_run": seen.dry,
        "steps": [_step_document(one, seen, language) for one in seen.steps],
        "damaged": damage.documents(seen.steps.damaged, language),
    }


def show(seen: Ticked, screen: Screen) -> None:
    """Show each step, and where the trajectory is after it."""
    if not seen.steps:
        screen.line(_("No step is due."))
    words = (
        _("{ref}: {step} would be taken; then in: {phases}.")
        if seen.dry
        else _("{ref}: {step} is taken; now in: {phases}.")
    )
    for one in seen.steps:
        workflow = seen.workflows[one.ref]
        phases = placed(workflow, one.phases, screen)
        step = screen.words(workflow.name_of("transition", one.object))
        screen.judged(True, words.format(ref=one.ref, step=step, phases=phases))
    damage.show(seen.steps.damaged, screen)


# Private


def _step_document(one: Outcome, seen: Ticked, language: Language) -> Document:
    label = seen.workflows[one.ref].name_of("transition", one.object)
    return {
        "ref": one.ref,
        "transition": one.object,
        "label": label.in_language(language),
        "phases": dict(one.phases),
        "seq": None if seen.dry else one.seq,
        "hash": one.hash or None,
    }
