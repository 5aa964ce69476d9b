"""The command on what the bodies decided."""

import re
from gettext import gettext as _

import click

from trajecten import RecordDecision, Workflow, exactly_named
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import case, happened
from trajecten_cli.lazy import Change
from trajecten_cli.settings import current


@click.command(cls=Change)
@parameters.ref
@click.option(
    "--body",
    metavar=_("DOMAIN|ROLE"),
    help=_("Who decided: a domain such as the council, or a role."),
    shell_complete=completing.names("domain", "role"),
)
@click.option(
    "--outcome",
    metavar=_("WORD"),
    help=_("What was decided: as the workflow calls it, or in one word of your own."),
    shell_complete=completing.names("outcome"),
)
@click.option("--reference", metavar=_("NUMBER"), help=_("The number of the decision."))
@click.option("--text", metavar=_("TEXT"), help=_("The decision in words."))
@parameters.on
def add(
    *,
    ref: str | None,
    body: str | None,
    outcome: str | None,
    reference: str | None,
    text: str | None,
    on: str | None,
) -> None:
    """Record a decision of a body."""
    with case(ref) as here:
        decision = RecordDecision(
            body=here.body(body, "--body", _("Who decided (number or name)")),
            outcome=_outcome(here.workflow, outcome),
            reference=reference,
            text=text,
            on=happened(on),
        )
        here.do(decision)


# Private


def _outcome(workflow: Workflow, given: str | None) -> str:
    """Return what was decided: an outcome that the workflow names, or the word itself."""
    known = workflow.names("outcome")
    question = _("What was decided, in one word")
    if known:
        labels = ", ".join(one.label.in_language(current().lang) for one in known.values())
        question = f"{question} ({labels})"
    return asking.formed(
        given,
        "--outcome",
        question,
        lambda word: exactly_named(known, word, field="--outcome") or _word(word),
    )


_WORD = re.compile(r"[a-z][a-z0-9_-]{0,63}", re.ASCII)


def _word(given: str) -> str | None:
    """Return an outcome as the ledger has it, in lower case without spaces; None when it is none.

    >>> _word(" Adopted amended")
    'adopted_amended'
    """
    word = "_".join(given.lower().split())
    return word if _WORD.fullmatch(word) else None
