"""Which names of a workflow a condition speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from trajecten.core.guards.contacts import EVERY
from trajecten.core.params import ParamKind, params_of
from trajecten.core.since import THIS_VISIT
from trajecten.core.workflow import Noun, Requirement

_ONE: dict[ParamKind, tuple[Noun, ...]] = {
    ParamKind.ROLE: ("role",),
    ParamKind.TERM: ("term",),
    ParamKind.CHOICE: ("choice",),
    ParamKind.BODY: ("domain", "role"),
    ParamKind.ARTEFACT: ("artefact",),
    ParamKind.TRACK: ("track",),
    ParamKind.SINCE: ("phase",),
}
_EACH: dict[ParamKind, tuple[Noun, ...]] = {
    ParamKind.DOMAINS: ("domain",),
    ParamKind.ROLES: ("role",),
    ParamKind.FIELDS: ("field",),
    ParamKind.PHASES: ("phase",),
}
_WITHIN: dict[ParamKind, Noun] = {
    ParamKind.GROUPS_PER_DOMAIN: "group",
    ParamKind.LAYERS_PER_DOMAIN: "layer",
}
_BY_DOMAIN = frozenset({ParamKind.COUNT_PER_DOMAIN, *_WITHIN})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a condition: what it may be the name of, and what that belongs to, if anything."""

    nouns: tuple[Noun, ...]
    id: str
    owner: str = ""


def mentioned(requirement: Requirement) -> Iterator[Mention]:
    """Return the names that a condition speaks of itself; what its parts name is left to them."""
    guard = requirement.guard
    params = params_of(type(guard))
    papers = [getattr(guard, name) for name, one in params.items() if one.kind is _PAPER]
    for name, one in params.items():
        for mention in _mentions(one.kind, getattr(guard, name)):
            owned = papers and one.kind is ParamKind.FIELDS
            yield replace(mention, owner=papers[0]) if owned else mention


# Private

_PAPER = ParamKind.ARTEFACT


def _mentions(kind: ParamKind, value: Any) -> Iterator[Mention]:  # noqa: ANN401 (of any parameter)
    if not value or (kind is ParamKind.SINCE and value == THIS_VISIT):
        return
    if kind in _ONE:
        yield Mention(_ONE[kind], value)
    elif kind in _EACH:
        yield from (Mention(_EACH[kind], each) for each in value)
    elif kind in _BY_DOMAIN:
        for domain, members in value:
            if domain != EVERY:
                yield Mention(("domain",), domain)
            if kind in _WITHIN:
                yield from (Mention((_WITHIN[kind],), each) for each in members)
