"""The command on what the bodies decided."""

import re
from gettext import gettext as _

import click

from trajecten import RecordDecision
from trajecten_cli import asking, completing, parameters
from trajecten_cli.desk import case, happened
from trajecten_cli.lazy import Change


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
    help=_("What was decided, in one word: adopted, rejected, adopted_amended."),
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
        question = _("What was decided, in one word")
        decision = RecordDecision(
            body=here.body(body, "--body", _("Who decided (number or name)")),
            outcome=asking.formed(outcome, "--outcome", question, _word),
            reference=reference,
            text=text,
            on=happened(on),
        )
        here.do(decision)


# Private

_WORD = re.compile(r"[a-z][a-z0-9_-]{0,63}", re.ASCII)


def _word(given: str) -> str | None:
    """Return an outcome as the ledger has it, in lower case without spaces; None when it is none.

    >>> _word(" Adopted amended")
    'adopted_amended'
    """
    word = "_".join(given.lower().split())
    return word if _WORD.fullmatch(word) else None
