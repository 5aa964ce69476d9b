"""What was chosen, where the workflow asks for a choice."""

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

from trajecten import ChoiceItem, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


def choice_document(choice: ChoiceItem, language: Language) -> Document:
    """Return the part of a JSON document on one choice."""
    label = choice.option_label
    return {
        "id": choice.id,
        "label": choice.label.in_language(language),
        "option": choice.option,
        "option_label": label.in_language(language) if label is not None else None,
    }


def show_choices(items: Sequence[ChoiceItem], screen: Screen) -> None:
    """Show what was chosen, and what was not chosen yet."""
    if items:
        screen.heading(_("Choices"))
        rows = [
            (screen.words(one.label), screen.words(one.option_label) or _("not chosen yet"))
            for one in items
        ]
        screen.pairs(rows, indent=STEP)


def made_words(data: Mapping[str, Any], workflow: Workflow, screen: Screen) -> str:
    """Return what an entry says was chosen, and what had been chosen before."""
    known = {one.id: one for one in workflow.choices}.get(data["choice"])

    def named(option: str) -> str:
        return screen.words(known.option_label(option)) if known else option

    what = screen.words(workflow.name_of("choice", data["choice"]))
    if data["was"] is None:
        return f"{what}: {named(data['option'])}"
    words = _("{choice}: {option} (was: {was})")
    return words.format(choice=what, option=named(data["option"]), was=named(data["was"]))
