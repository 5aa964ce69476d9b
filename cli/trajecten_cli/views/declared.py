"""What a workflow declares beside its course: terms, grounds, choices, outcomes, remarks."""

from gettext import gettext as _

from trajecten import Choice, Named, Term, TermKind, Workflow
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


def document(workflow: Workflow, language: Language) -> Document:
    """Return the JSON document of what is declared, key by key."""
    return {
        "terms": [_term_document(one, language) for one in workflow.terms],
        "exemptions": [
            {**named_document(one, language), "basis": one.basis} for one in workflow.exemptions
        ],
        "choices": [_choice_document(one, language) for one in workflow.choices],
        "outcomes": [named_document(one, language) for one in workflow.outcomes],
        "unverified": [one.in_language(language) for one in workflow.unverified],
        "not_expressed": [one.in_language(language) for one in workflow.not_expressed],
    }


def named_document(named: Named, language: Language) -> dict[str, object]:
    """Return the JSON document of something with a name."""
    return {"id": named.id, "label": named.label.in_language(language)}


def show_statute(workflow: Workflow, screen: Screen) -> None:
    """Show the terms, the grounds for an exemption and the choices, when there are any."""
    if workflow.terms:
        screen.heading(_("Terms"))
        screen.pairs([(one.id, _term_words(one, screen)) for one in workflow.terms], indent=STEP)
    if workflow.exemptions:
        screen.heading(_("Grounds for an exemption"))
        rows = [(one.id, f"{screen.words(one.label)} ({one.basis})") for one in workflow.exemptions]
        screen.pairs(rows, indent=STEP)
    if workflow.choices:
        screen.heading(_("Choices"))
        rows = [(one.id, _choice_words(one, screen)) for one in workflow.choices]
        screen.pairs(rows, indent=STEP)
    if workflow.outcomes:
        screen.heading(_("Outcomes of decisions"))
        rows = [(one.id, screen.words(one.label)) for one in workflow.outcomes]
        screen.pairs(rows, indent=STEP)


def show_remarks(workflow: Workflow, screen: Screen) -> None:
    """Show what was not verified, and what the file leaves out, when that is said."""
    for heading, texts in (
        (_("Not verified"), workflow.unverified),
        (_("Does not fit in the file"), workflow.not_expressed),
    ):
        if texts:
            screen.heading(heading)
        for one in texts:
            screen.item(screen.words(one), indent=STEP)


# Private


def _choice_words(choice: Choice, screen: Screen) -> str:
    options = ", ".join(f"{screen.words(one.label)} ({one.id})" for one in choice.options)
    return f"{screen.words(choice.label)}: {options}"


def _term_words(term: Term, screen: Screen) -> str:
    kind = _("at the least") if term.kind is TermKind.MINIMUM else _("at the most")
    return _("{label}: {kind} {length} ({basis})").format(
        label=screen.words(term.label),
        kind=kind,
        length=screen.words(term.length.text),
        basis=term.basis,
    )


def _term_document(term: Term, language: Language) -> Document:
    return {
        **named_document(term, language),
        "kind": term.kind.value,
        "length": term.length.iso,
        "calendar": term.calendar.value,
        "basis": term.basis,
    }


def _choice_document(choice: Choice, language: Language) -> Document:
    return {
        **named_document(choice, language),
        "options": [named_document(one, language) for one in choice.options],
        "basis": choice.basis,
    }
