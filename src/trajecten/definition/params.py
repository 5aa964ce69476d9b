"""What an author may write for each kind of guard parameter, and what the guard gets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from trajecten.core.guards.contacts import EVERY
from trajecten.core.params import Param, ParamKind
from trajecten.core.since import THIS_VISIT
from trajecten.core.text import Text
from trajecten.core.workflow import Kind, Noun
from trajecten.definition.compound import EitherShape, ListShape, MapShape
from trajecten.definition.days import DayShape
from trajecten.definition.names import Names
from trajecten.definition.records import is_broken, sound
from trajecten.definition.report import BROKEN, Broken, Maybe, Report
from trajecten.definition.shapes import (
    IDENTIFIER,
    DurationShape,
    FlagShape,
    ReferenceShape,
    Shape,
    WholeShape,
    Written,
    one_of,
    word,
)
from trajecten.definition.visible import quoted

ALL = "all"
"""The word for every domain, group or layer."""

MOST = 100_000
"""The largest number a guard may ask for."""

Many: TypeAlias = tuple[Maybe[Written[str]], ...]
Filed: TypeAlias = tuple[tuple[Written[str], Maybe[int]], ...]

_HAS_NONE: dict[Noun, Text] = {
    "group": Text("het domein {domain} heeft geen groepen", "the domain {domain} has no groups"),
    "layer": Text("het domein {domain} heeft geen lagen", "the domain {domain} has no layers"),
}
_NONE_HAS: dict[Noun, Text] = {
    "group": Text("geen van deze domeinen heeft groepen", "none of these domains has groups"),
    "layer": Text("geen van deze domeinen heeft lagen", "none of these domains has layers"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a parameter may refer to: the names of the workflow, and the parameters beside it."""

    names: Names
    report: Report
    declared: Mapping[str, Param]
    beside: Mapping[str, Maybe[Written[Any]]]

    def sibling(self, kind: ParamKind) -> Maybe[Written[Any]] | None:
        """Return the parameter of this kind that stands beside; None when there is none."""
        names = (name for name, one in self.declared.items() if one.kind is kind)
        return next((self.beside[name] for name in names if name in self.beside), None)


@dataclass(frozen=True, slots=True)
class ParamForm:
    """How a parameter is written, and how what was written becomes what the guard gets.

    `resolve` gives `BROKEN`, or a tuple that holds it, for a name that does not exist.
    """

    shape: Shape[Any]
    resolve: Callable[[Any, Scope], Any]


# Private: from what was written to what the guard gets


def _as_written(raw: Any, scope: Scope) -> Any:  # noqa: ANN401
    del scope
    return raw


def _found(noun: Noun) -> Callable[[Written[str], Scope], Maybe[str]]:
    return lambda raw, scope: scope.names.find(noun, raw)


def _all_found(noun: Noun) -> Callable[[Many, Scope], tuple[Maybe[str], ...]]:
    return lambda raw, scope: tuple(
        one if isinstance(one, Broken) else scope.names.find(noun, one) for one in raw
    )


def _domains(raw: Many, scope: Scope) -> tuple[Maybe[str], ...]:
    return () if _is_all(raw) else _all_found("domain")(raw, scope)


def _counts(raw: int | Filed, scope: Scope) -> Maybe[tuple[tuple[str, int], ...]]:
    if isinstance(raw, int):
        return ((EVERY, raw),)
    found = [(scope.names.find("domain", domain), count) for domain, count in raw]
    whole = tuple(
        (domain, count)
        for domain, count in found
        if not isinstance(domain, Broken) and isinstance(count, int)
    )
    return whole if len(whole) == len(found) else BROKEN


def _members(noun: Noun) -> Callable[[Any, Scope], Any]:
    """Return how groups or layers become ids per domain."""

    def resolve(raw: Any, scope: Scope) -> Any:  # noqa: ANN401
        if isinstance(raw, Written):
            raw = (raw,)
        if _is_all(raw):
            return _every_member(noun, raw[0], scope)
        if raw and isinstance(raw[0], Written | Broken):
            return _by_owner(_all_found(noun)(raw, scope), noun, scope)
        found = tuple(_of_domain(noun, domain, ids, scope) for domain, ids in raw)
        return BROKEN if any(is_broken(one) for one in found) else found

    return resolve


def _every_member(noun: Noun, word: Written[str], scope: Scope) -> Any:  # noqa: ANN401
    """Return all groups or layers of the domains asked for; at least one domain must have any."""
    names = scope.names
    beside = scope.sibling(ParamKind.DOMAINS)
    asked = _domains(beside.value, scope) if isinstance(beside, Written) else ()
    domains = sound(asked) or names.ids("domain")
    found = tuple((one, names.ids(noun, one)) for one in domains if names.ids(noun, one))
    if found or is_broken(asked) or not names.is_complete(noun):
        return found or BROKEN
    return scope.report.add(word.place, f"no-{noun}s", _NONE_HAS[noun])


def _by_owner(
    ids: tuple[Maybe[str], ...], noun: Noun, scope: Scope
) -> Maybe[tuple[tuple[str, tuple[str, ...]], ...]]:
    if is_broken(ids):
        return BROKEN
    table: dict[str, list[str]] = {}
    for one in sound(ids):
        table.setdefault(scope.names.owner(noun, one), []).append(one)
    return tuple((domain, tuple(members)) for domain, members in table.items())


def _of_domain(noun: Noun, domain: Written[str], ids: Maybe[Many], scope: Scope) -> Any:  # noqa: ANN401
    names = scope.names
    owner = names.find("domain", domain)
    if isinstance(owner, Broken) or isinstance(ids, Broken):
        return BROKEN
    if not names.ids(noun, owner) and names.is_complete(noun):
        message = _HAS_NONE[noun].fill(domain=quoted(owner))
        remedy = Text(
            "haal dit weg, of beschrijf ze bij het domein",
            "remove this, or describe them with the domain",
        )
        return scope.report.add(domain.place, f"no-{noun}s", message, remedy)
    if _is_all(ids):
        return owner, names.ids(noun, owner)
    return owner, tuple(
        one if isinstance(one, Broken) else names.find(noun, one, owner) for one in ids
    )


def _parts(noun: Noun, whole: Noun, kind: ParamKind) -> Callable[[Many, Scope], Any]:
    """Return how parts become ids: those of the whole that stands beside."""

    def resolve(raw: Many, scope: Scope) -> Any:  # noqa: ANN401
        beside = scope.sibling(kind)
        if not isinstance(beside, Written):
            return BROKEN
        owner = scope.names.find(whole, beside.value)
        if isinstance(owner, Broken):
            return BROKEN
        return tuple(
            one if isinstance(one, Broken) else scope.names.find(noun, one, owner) for one in raw
        )

    return resolve


def _phases(raw: Many, scope: Scope) -> Any:  # noqa: ANN401
    track = scope.sibling(ParamKind.TRACK)
    owner: Maybe[str] = ""
    if track is not None:
        owner = BROKEN if isinstance(track, Broken) else scope.names.find("track", track.value)
    if isinstance(owner, Broken):
        return BROKEN
    return tuple(
        one if isinstance(one, Broken) else scope.names.find("phase", one, owner) for one in raw
    )


def _body(raw: Written[str], scope: Scope) -> Maybe[str]:
    names = scope.names
    if names.has("domain", raw.value) or names.has("role", raw.value):
        return raw.value
    if not (names.is_complete("domain") and names.is_complete("role")):
        return BROKEN
    message = Text("onbekend domein of onbekende rol {name}", "unknown domain or role {name}")
    known = (*names.ids("domain"), *names.ids("role"))
    remedy = scope.report.did_you_mean(raw.value, known) or names.remedy("domain", raw.value)
    return scope.report.add(raw.place, "unknown-body", message.fill(name=quoted(raw.value)), remedy)


def _since(raw: Written[str], scope: Scope) -> Maybe[str]:
    return raw.value if raw.value == THIS_VISIT else scope.names.find("phase", raw)


def _outcomes(raw: Many, scope: Scope) -> tuple[Maybe[str], ...]:
    """Return outcomes by id; any word is one in a file that names none."""
    if not scope.names.ids("outcome") and scope.names.is_complete("outcome"):
        return tuple(one if isinstance(one, Broken) else one.value for one in raw)
    return _all_found("outcome")(raw, scope)


def _is_all(raw: Many) -> bool:
    return len(raw) == 1 and isinstance(raw[0], Written) and raw[0].value == ALL


# Private: how each kind is written

_ID = ReferenceShape()
_IDS: ListShape[Written[str]] = ListShape(_ID, least=1, lone=True, distinct=True)
_PER_DOMAIN = Text(
    "'all', een lijst met ids, of per domein een lijst",
    "'all', a list of ids, or a list per domain",
)
_MEMBERS: EitherShape[Any] = EitherShape(
    scalar=_ID,
    many=ListShape(_ID, least=1, distinct=True),
    block=MapShape(_IDS, least=1, declares=False),
    wanted=_PER_DOMAIN,
)


def counts_shape(least: int = 0) -> Shape[Any]:
    """Return the shape of one number, or a number per domain."""
    number = WholeShape(least, MOST)
    wanted = Text("een getal, of een getal per domein", "a number, or a number per domain")
    return EitherShape(
        scalar=number, block=MapShape(number, least=1, declares=False), wanted=wanted
    )


FORMS: Mapping[ParamKind, ParamForm] = MappingProxyType(
    {
        ParamKind.COUNT: ParamForm(WholeShape(0, MOST), _as_written),
        ParamKind.FLAG: ParamForm(FlagShape(), _as_written),
        ParamKind.WORDS: ParamForm(
            ListShape(IDENTIFIER, least=1, lone=True, distinct=True),
            lambda raw, _scope: tuple(one.value for one in raw),
        ),
        ParamKind.OUTCOMES: ParamForm(
            ListShape(IDENTIFIER, least=1, lone=True, distinct=True), _outcomes
        ),
        ParamKind.DURATION: ParamForm(DurationShape(), _as_written),
        ParamKind.DATE: ParamForm(DayShape(), _as_written),
        ParamKind.PURPOSE: ParamForm(word("listening", "content"), _as_written),
        ParamKind.DOMAINS: ParamForm(_IDS, _domains),
        ParamKind.COUNT_PER_DOMAIN: ParamForm(counts_shape(), _counts),
        ParamKind.GROUPS_PER_DOMAIN: ParamForm(_MEMBERS, _members("group")),
        ParamKind.LAYERS_PER_DOMAIN: ParamForm(_MEMBERS, _members("layer")),
        ParamKind.ROLE: ParamForm(_ID, _found("role")),
        ParamKind.ROLES: ParamForm(_IDS, _all_found("role")),
        ParamKind.BODY: ParamForm(_ID, _body),
        ParamKind.ARTEFACT: ParamForm(_ID, _found("artefact")),
        ParamKind.FIELDS: ParamForm(_IDS, _parts("field", "artefact", ParamKind.ARTEFACT)),
        ParamKind.CHOICE: ParamForm(_ID, _found("choice")),
        ParamKind.OPTIONS: ParamForm(_IDS, _parts("option", "choice", ParamKind.CHOICE)),
        ParamKind.TRACK: ParamForm(_ID, _found("track")),
        ParamKind.TERM: ParamForm(_ID, _found("term")),
        ParamKind.PHASES: ParamForm(_IDS, _phases),
        ParamKind.SINCE: ParamForm(_ID, _since),
        ParamKind.KINDS: ParamForm(
            ListShape(one_of(Kind), least=1, lone=True, distinct=True), _as_written
        ),
    }
)
"""Every kind of parameter but the two that hold requirements."""
