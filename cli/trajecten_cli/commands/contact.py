"""The commands on conversations."""

from gettext import gettext as _

import click

from trajecten import CorrectContact, Purpose, RecordContact, RetractContact
from trajecten_cli import asking, choices, completing, parameters
from trajecten_cli.answer import answer
from trajecten_cli.desk import case, happened, numbered
from trajecten_cli.lazy import Change, Verb
from trajecten_cli.views import lists


def _purpose_option(command: parameters.F) -> parameters.F:
    return click.option(
        "--purpose",
        metavar="listening|content",
        help=_("To listen, or about content; only listening counts for the relation."),
        shell_complete=completing.choices(choices.PURPOSES),
    )(command)


def _count_option(command: parameters.F) -> parameters.F:
    help_line = _("How many people were there.")
    return click.option("--count", type=parameters.Number(), metavar=_("NUMBER"), help=help_line)(
        command
    )


@click.command(cls=Change)
@parameters.ref
@parameters.domain
@parameters.group
@parameters.layer
@_purpose_option
@click.option(
    "--channel",
    metavar=_("CHANNEL"),
    help=_("How: conversation, meeting, phone, online, letter, event, other."),
    shell_complete=completing.choices(choices.CHANNELS),
)
@parameters.person("--with", _("With whom; the name can be erased later."))
@click.option("--spokesperson", metavar=_("NAME"), help=_("Who spoke for the group."))
@_count_option
@parameters.on
@parameters.note
def add(
    *,
    ref: str | None,
    domain: str | None,
    group: str | None,
    layer: str | None,
    purpose: str | None,
    channel: str | None,
    person: str | None,
    spokesperson: str | None,
    count: int | None,
    on: str | None,
    note: str | None,
) -> None:
    """Record a conversation."""
    with case(ref) as here:
        place = here.named("domain", domain, "--domain", _("Which domain (number or name)"))
        contact = RecordContact(
            domain=place,
            group=here.parts("group", group, place, _("Which group (Enter for none)")),
            layer=here.parts("layer", layer, place, _("Which layer (Enter for none)")),
            purpose=choices.purpose(purpose) or Purpose.LISTENING,
            channel=choices.channel(channel),
            person=person,
            spokesperson=spokesperson,
            count=1 if count is None else count,
            on=happened(on),
            note=note,
        )
        here.do(contact)


@click.command(cls=Verb)
@parameters.ref
def list_all(*, ref: str | None) -> None:
    """List the conversations of a trajectory."""
    with case(ref) as here:
        contacts = lists.Contacts(here.ref, here.workflow, here.engine.contacts(here.ref))
        answer(contacts, lists.contacts_document, lists.show_contacts)


@click.command(cls=Change)
@parameters.ref
@parameters.word("contact", "CONTACT")
@parameters.domain
@parameters.group
@parameters.layer
@_purpose_option
@_count_option
@parameters.on
@parameters.reason
def correct(
    *,
    ref: str | None,
    contact: str | None,
    domain: str | None,
    group: str | None,
    layer: str | None,
    purpose: str | None,
    count: int | None,
    on: str | None,
    reason: str | None,
) -> None:
    """Correct a conversation, with a reason."""
    if not any(one is not None for one in (domain, group, layer, purpose, count, on)):
        words = _(
            "There is nothing to correct: give --domain, --group, --layer, --purpose, --count "
            "or --on."
        )
        raise click.UsageError(words, click.get_current_context())
    with case(ref) as here:
        place = here.maybe("domain", domain, "--domain")
        correction = CorrectContact(
            contact=numbered("contact", asking.text(contact, "CONTACT", _("Which conversation"))),
            domain=place,
            group=here.part("group", group, place),
            layer=here.part("layer", layer, place),
            purpose=choices.purpose(purpose),
            count=count,
            on=happened(on),
            reason=asking.text(reason, "--reason", _("Why is it corrected")),
        )
        here.do(correction)


@click.command(cls=Change)
@parameters.ref
@parameters.word("contact", "CONTACT")
@parameters.reason
def retract(*, ref: str | None, contact: str | None, reason: str | None) -> None:
    """Take back a conversation, with a reason."""
    with case(ref) as here:
        which = numbered("contact", asking.text(contact, "CONTACT", _("Which conversation")))
        why = asking.text(reason, "--reason", _("Why is it taken back"))
        here.do(RetractContact(contact=which, reason=why))
