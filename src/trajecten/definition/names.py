"""The names a workflow declares, and the look-up of those it uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from trajecten.core.text import Text, listed
from trajecten.core.workflow import Noun
from trajecten.definition.page import Place
from trajecten.definition.report import BROKEN, Maybe, Report
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted

_SHOWN = 8
"""How many names are listed for an author to choose from."""

_UNKNOWN: dict[Noun, Text] = {
    "domain": Text("onbekend domein {name}", "unknown domain {name}"),
    "group": Text("onbekende groep {name}", "unknown group {name}"),
    "layer": Text("onbekende laag {name}", "unknown layer {name}"),
    "role": Text("onbekende rol {name}", "unknown role {name}"),
    "artefact": Text("onbekend stuk {name}", "unknown artefact {name}"),
    "field": Text("onbekend veld {name}", "unknown field {name}"),
    "track": Text("onbekend spoor {name}", "unknown track {name}"),
    "phase": Text("onbekende fase {name}", "unknown phase {name}"),
    "transition": Text("onbekende overgang {name}", "unknown transition {name}"),
    "term": Text("onbekende termijn {name}", "unknown term {name}"),
    "exemption": Text("onbekende uitzonderingsgrond {name}", "unknown exemption {name}"),
    "choice": Text("onbekende keuze {name}", "unknown choice {name}"),
    "option": Text("onbekende optie {name}", "unknown option {name}"),
    "outcome": Text("onbekende uitkomst {name}", "unknown outcome {name}"),
}
_OWNERS: dict[Noun, Text] = {
    "group": Text("domein", "domain"),
    "layer": Text("domein", "domain"),
    "field": Text("stuk", "artefact"),
    "phase": Text("spoor", "track"),
}


@dataclass(slots=True)
class _Register:
    """What is declared of one kind: the owner and the place of each id, other words for it."""

    members: dict[str, list[str]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    complete: bool = True


class Names:
    """Everything in a workflow that has an id; ids are unique within a kind.

    Only the fields of artefacts and the options of choices may share an id, when they belong to
    different ones.
    """

    def __init__(self, report: Report) -> None:
        """Begin without names."""
        self._report = report
        self._registers: dict[tuple[Noun, str], _Register] = {}

    def declare(
        self, noun: Noun, written: Written[str], *, owner: str = "", words: Iterable[str] = ()
    ) -> None:
        """Make an id known, with other words people may use for it; report one that is taken."""
        register = self._register(noun, owner)
        earlier = register.places.get(written.value)
        if earlier is not None:
            message = Text("de id {id} is al gebruikt", "the id {id} is taken")
            remedy = Text("zie regel {n}; kies een andere", "see line {n}; choose another").fill(
                n=earlier.line
            )
            self._report.add(
                written.place, "duplicate-id", message.fill(id=quoted(written.value)), remedy
            )
            return
        register.members.setdefault(owner, []).append(written.value)
        register.owners[written.value] = owner
        register.places[written.value] = written.place
        register.words.update({one.casefold(): written.value for one in words})

    def leave_open(self, noun: Noun, owner: str = "") -> None:
        """Keep in mind that something of this kind could not be read: its id may be used."""
        self._register(noun, owner).complete = False

    def ids(self, noun: Noun, owner: str = "") -> tuple[str, ...]:
        """Return the ids declared of a kind, in the order of the file; of one owner if given."""
        register = self._register(noun, owner)
        return tuple(register.members.get(owner, ()) if owner else register.owners)

    def has(self, noun: Noun, identifier: str) -> bool:
        """Return whether an id is declared."""
        return identifier in self._register(noun, "").owners

    def owner(self, noun: Noun, identifier: str) -> str:
        """Return what a declared id belongs to."""
        return self._register(noun, "").owners[identifier]

    def is_complete(self, noun: Noun, owner: str = "") -> bool:
        """Return whether everything of this kind could be read."""
        return self._register(noun, owner).complete

    def find(self, noun: Noun, written: Written[str], owner: str = "") -> Maybe[str]:
        """Return the id when it is declared (with this owner); report it when it is not."""
        register = self._register(noun, owner)
        its = register.owners.get(written.value)
        if its is not None and owner in {"", its}:
            return written.value
        if its is None and not register.complete:
            return BROKEN
        if its is not None:
            return self._elsewhere(noun, written, its, owner)
        message = _UNKNOWN[noun].fill(name=quoted(written.value))
        return self._report.add(
            written.place, f"unknown-{noun}", message, self.remedy(noun, written.value, owner)
        )

    def remedy(self, noun: Noun, word: str, owner: str = "") -> Text:
        """Return which name may have been meant, or which there are."""
        ids = self.ids(noun, owner)
        words = self._register(noun, owner).words
        meant = words.get(word.casefold().strip())
        if meant in ids:
            return Text("bedoel je '{id}'?", "did you mean '{id}'?").fill(id=str(meant))
        near = self._report.did_you_mean(word, ids)
        if near is not None:
            return near
        if not ids:
            return Text("er zijn er geen beschreven", "none are described")
        shown: list[Text | str] = list(ids[:_SHOWN])
        if len(ids) > _SHOWN:
            shown.append(Text("nog {n}", "{n} more").fill(n=len(ids) - _SHOWN))
        return Text("kies uit {ids}", "choose from {ids}").fill(ids=listed(shown))

    def _elsewhere(self, noun: Noun, written: Written[str], its: str, owner: str) -> Maybe[str]:
        message = Text(
            "{name} hoort bij het {what} {its}, niet bij {owner}",
            "{name} belongs to the {what} {its}, not to {owner}",
        ).fill(name=quoted(written.value), what=_OWNERS[noun], its=quoted(its), owner=quoted(owner))
        ids = self.ids(noun, owner)
        remedy = (
            Text("kies uit {ids}", "choose from {ids}").fill(ids=listed(ids[:_SHOWN]))
            if ids
            else None
        )
        return self._report.add(written.place, f"{noun}-elsewhere", message, remedy)

    def _register(self, noun: Noun, owner: str) -> _Register:
        scope = owner if noun in {"field", "option"} else ""
        return self._registers.setdefault((noun, scope), _Register())
