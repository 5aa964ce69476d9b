"""The commands on what people bring in, and on telling them what was done with it."""

from gettext import gettext as _

import click

from trajecten import DisposeContribution, ReceiveContribution, SendFeedback
from trajecten_cli import asking, choices, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case, happened, numbered
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import lists


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
@parameters.domain
@parameters.group
@parameters.person("--from", _("Who brought it in; the name can be erased later."))
@parameters.on
def add(
    *,
    ref: str | None,
    text: str | None,
    domain: str | None,
    group: str | None,
    person: str | None,
    on: str | None,
) -> None:
    """Record what somebody brought in."""
    with case(ref) as here:
        place = here.maybe("domain", domain, "--domain")
        contribution = ReceiveContribution(
            text=asking.text(text, "TEXT", _("What was brought in")),
            domain=place,
            group=here.part("group", group, place),
            person=person,
            on=happened(on),
        )
        here.do(contribution)


@click.command(cls=Change)
@parameters.ref
@parameters.word("contribution", "CONTRIBUTION")
@click.option(
    "--outcome",
    "disposition",
    metavar="adopted|partly|not_adopted|out_of_scope",
    help=_("What is done with it."),
    shell_complete=completing.choices(choices.DISPOSITIONS),
)
@parameters.reason
def dispose(
    *, ref: str | None, contribution: str | None, disposition: str | None, reason: str | None
) -> None:
    """Say what is done with a contribution, and why."""
    with case(ref) as here:
        question = _("Which contribution")
        weighed = DisposeContribution(
            contribution=here.numbered(
                "contribution", contribution, question, lambda: _open_ones(here)
            ),
            disposition=choices.disposition(disposition),
            reason=asking.text(reason, "--reason", _("Why")),
        )
        here.do(weighed)


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the contributions of a trajectory."""
    with case(ref) as here:
        found = lists.Contributions(here.ref, here.workflow, here.engine.contributions(here.ref))
        answer(found, lists.contributions_document, lists.show_contributions)


@click.command(cls=Change)
@parameters.ref
@click.option(
    "--about",
    metavar="CONTRIBUTION,…",
    help=_("About which; else about all that were weighed and not answered yet."),
)
@click.option(
    "--channel",
    metavar=_("CHANNEL"),
    help=_("How: conversation, meeting, phone, online, letter, event, other."),
    shell_complete=completing.choices(choices.CHANNELS),
)
@parameters.on
@parameters.note
def send(
    *, ref: str | None, about: str | None, channel: str | None, on: str | None, note: str | None
) -> None:
    """Record that people were told what was done with what they brought in."""
    with case(ref) as here:
        chosen = tuple(numbered("contribution", one) for one in (about or "").split(",") if one)
        how = choices.channel(channel)
        here.do(SendFeedback(contributions=chosen, channel=how, on=happened(on), note=note))


# Private


def _open_ones(here: Case) -> dict[str, str]:
    found = here.engine.contributions(here.ref)
    return {one.id: one.text or _("(erased)") for one in found if one.disposition is None}
