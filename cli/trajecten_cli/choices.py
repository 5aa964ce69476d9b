"""The fixed choices of commands, with the names that people use for them."""

from collections.abc import Mapping
from gettext import gettext as _

from trajecten import Channel, Disposition, Named, Purpose, Text
from trajecten_cli import asking

PURPOSES: Mapping[str, Named] = {
    "listening": Named(id="listening", label=Text("luisteren", "listening"), aliases=("relatie",)),
    "content": Named(id="content", label=Text("inhoud", "content")),
}
CHANNELS: Mapping[str, Named] = {
    "conversation": Named(id="conversation", label=Text("gesprek", "conversation")),
    "meeting": Named(id="meeting", label=Text("bijeenkomst", "meeting")),
    "phone": Named(id="phone", label=Text("telefoon", "phone")),
    "online": Named(id="online", label=Text("online", "online")),
    "letter": Named(id="letter", label=Text("brief", "letter")),
    "event": Named(id="event", label=Text("evenement", "event")),
    "other": Named(id="other", label=Text("anders", "other")),
}
DISPOSITIONS: Mapping[str, Named] = {
    "adopted": Named(id="adopted", label=Text("overgenomen", "adopted")),
    "partly": Named(id="partly", label=Text("deels overgenomen", "adopted in part")),
    "not_adopted": Named(id="not_adopted", label=Text("niet overgenomen", "not adopted")),
    "out_of_scope": Named(
        id="out_of_scope", label=Text("valt buiten deze opdracht", "out of scope")
    ),
}


def purpose(given: str | None) -> Purpose | None:
    """Return the purpose meant by an option."""
    found = asking.maybe_one_of(given, PURPOSES, "--purpose")
    return Purpose(found) if found else None


def channel(given: str | None) -> Channel | None:
    """Return the channel meant by an option."""
    found = asking.maybe_one_of(given, CHANNELS, "--channel")
    return Channel(found) if found else None


def disposition(given: str | None) -> Disposition:
    """Return what is done with a contribution; asked for when it is missing."""
    question = _("What is done with it (number or name)")
    return Disposition(asking.one_of(given, DISPOSITIONS, "--outcome", question))


def label(choices: Mapping[str, Named], identifier: str | None) -> Text | None:
    """Return the name of a choice; its id when it is not known here."""
    if identifier is None:
        return None
    known = choices.get(identifier)
    return known.label if known else Text(identifier, identifier)
