"""The commands on topics: the longlist, the criteria, and who chooses what."""

from gettext import gettext as _

import click

from trajecten import AddTopic, ChooseTopic, SetCriteria
from trajecten_cli import asking, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import Case, case
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import topics


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
@parameters.domain
def add(*, ref: str | None, text: str | None, domain: str | None) -> None:
    """Put a topic on the longlist."""
    with case(ref) as here:
        place = here.maybe("domain", domain, "--domain")
        what = asking.text(text, "TEXT", _("Which topic"))
        here.do(AddTopic(text=what, domain=place))


@click.command(cls=Change)
@parameters.ref
@parameters.word("text", "TEXT")
def criteria(*, ref: str | None, text: str | None) -> None:
    """Record by which criteria topics are chosen."""
    with case(ref) as here:
        here.do(SetCriteria(text=asking.text(text, "TEXT", _("By which criteria"))))


@click.command(cls=Change)
@parameters.ref
@parameters.word("topic", "TOPIC")
@click.option(
    "--by",
    metavar=_("DOMAIN|ROLE"),
    help=_("Who chooses: a domain, or the holder of a role."),
    shell_complete=completing.names("domain", "role"),
)
@parameters.reason
@click.option("--no", "declined", is_flag=True, help=_("The topic is declined, not chosen."))
def choose(
    *, ref: str | None, topic: str | None, by: str | None, reason: str | None, declined: bool
) -> None:
    """Record that a domain or role chooses a topic or declines it."""
    with case(ref) as here:
        which = here.numbered("topic", topic, _("Which topic"), lambda: _listed(here))
        choice = ChooseTopic(
            topic=which,
            by=here.body(by, "--by", _("Who chooses (number or name)")),
            reason=asking.text(reason, "--reason", _("Why")),
            chosen=not declined,
        )
        here.do(choice)


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the topics of a trajectory."""
    with case(ref) as here:
        seen = topics.Topics(here.ref, here.workflow, here.engine.topics(here.ref))
        answer(seen, topics.document, topics.show)


# Private


def _listed(here: Case) -> dict[str, str]:
    found = here.engine.topics(here.ref).topics
    return {one.id: one.text or _("(erased)") for one in found}
