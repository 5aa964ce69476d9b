"""The guard that the engine stands on: people in each domain have been spoken with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from trajecten.core.dates import start_of_day
from trajecten.core.duration import Duration
from trajecten.core.facts import Facts, Tally
from trajecten.core.finding import Finding, Json, Missing, Remedy
from trajecten.core.params import SINCE, ParamKind, param
from trajecten.core.since import entrance, since_words
from trajecten.core.text import Text, counted, joined, listed, same
from trajecten.core.workflow import Domain, Named, Situation

EVERY = "*"
"""The key of a number that holds for every domain."""

_MORE = (
    Text("gesprek", "more conversation"),
    Text("gesprekken", "more conversations"),
)
_PURPOSES = {
    "listening": Text("gesprekken om te luisteren", "listening conversations"),
    "content": Text("gesprekken over de inhoud", "conversations about content"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """What one domain still lacks.

    `short` contacts of whatever group, `groups_short` different ones of the unheard `groups`, and
    all of the `layers`; one contact can be about several of these.
    """

    domain: Domain
    short: int
    groups: tuple[str, ...]
    groups_short: int
    layers: tuple[str, ...]

    @property
    def unheard_groups(self) -> tuple[Named, ...]:
        """The groups by name."""
        return _by_id(self.groups, self.domain.groups)

    @property
    def unheard_layers(self) -> tuple[Named, ...]:
        """The layers by name."""
        return _by_id(self.layers, self.domain.layers)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsPerDomain:
    """Enough contacts in each domain, from enough groups and from all the layers named.

    `groups` names the groups that are asked for, `min_groups` how many different ones of them
    must have been heard: all of them when it is left out. `min` counts contacts of any group.
    """

    kind: ClassVar[str] = "contacts_per_domain"

    domains: tuple[str, ...] = param(
        ParamKind.DOMAINS, "The domains asked for; all of them when left out.", default=()
    )
    min: tuple[tuple[str, int], ...] = param(
        ParamKind.COUNT_PER_DOMAIN,
        "How many contacts in each domain: one number, or a number per domain.",
        default=((EVERY, 1),),
    )
    purpose: str = param(
        ParamKind.PURPOSE, "Only contacts with this purpose count.", default="listening"
    )
    within: Duration | None = param(
        ParamKind.DURATION, "Only contacts at most this long ago count.", default=None
    )
    since: str = param(ParamKind.SINCE, SINCE, default="")
    min_groups: tuple[tuple[str, int], ...] = param(
        ParamKind.COUNT_PER_DOMAIN,
        "How many different groups must have been heard: one number, or a number per domain.",
        default=(),
    )
    groups: tuple[tuple[str, tuple[str, ...]], ...] = param(
        ParamKind.GROUPS_PER_DOMAIN, "The groups asked for, per domain, or all.", default=()
    )
    layers: tuple[tuple[str, tuple[str, ...]], ...] = param(
        ParamKind.LAYERS_PER_DOMAIN,
        "The layers that must each have been heard, per domain, or all.",
        default=(),
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return per domain how many contacts count, and which groups and layers are unheard."""
        workflow = situation.workflow
        domains = [workflow.domain(one) for one in self.domains] or workflow.domains
        here = self._by_domain(facts, situation)
        counts: list[Json] = []
        gaps: list[Gap] = []
        for domain in domains:
            tallies = here.get(domain.id, [])
            contacts = sum([one.contacts for one in tallies])
            counts.append({"domain": domain.id, "counted": contacts})
            if gap := self._gap(domain, contacts, tallies):
                gaps.append(gap)
        if not gaps:
            message = _enough(self.purpose, self.within, since_words(self.since, facts, situation))
            return Finding(guard=self.kind, met=True, message=message, facts={"contacts": counts})
        return Finding(
            guard=self.kind,
            met=False,
            message=_not_enough(
                self.purpose, self.within, since_words(self.since, facts, situation), gaps
            ),
            missing=tuple(one for gap in gaps for one in _missing(gap)),
            remedies=tuple(one for gap in gaps for one in self._remedies(gap)),
            facts={"contacts": counts},
        )

    def gaps(self, facts: Facts, situation: Situation) -> tuple[Gap, ...]:
        """Return what each domain still lacks; nothing when the condition is met."""
        workflow = situation.workflow
        here = self._by_domain(facts, situation)
        found: list[Gap] = []
        for domain in [workflow.domain(one) for one in self.domains] or workflow.domains:
            tallies = here.get(domain.id, [])
            if gap := self._gap(domain, sum(one.contacts for one in tallies), tallies):
                found.append(gap)
        return tuple(found)

    def wanted(self, domain: Domain) -> int:
        """Return how many contacts a domain needs."""
        return _per_domain(self.min, domain.id, 1)

    def asked_groups(self, domain: Domain) -> tuple[tuple[str, ...], int]:
        """Return the groups asked for in a domain, and how many different ones are needed."""
        every = tuple(one.id for one in domain.groups)
        named = dict(self.groups).get(domain.id, ())
        needed = _per_domain(self.min_groups, domain.id, len(named))
        return (named or every), (needed if every else 0)

    def _by_domain(self, facts: Facts, situation: Situation) -> dict[str, list[Tally]]:
        moments = [] if self.within is None else [self.within.before(situation.now)]
        if self.since:
            began = entrance(self.since, facts, situation)
            if began is None:
                return {}
            # Of a conversation people often know the day only.
            moments.append(start_of_day(began.at))
        tallies = facts.contacts_since(max(moments)) if moments else facts.tallies
        found: dict[str, list[Tally]] = {}
        for one in tallies:
            if one.purpose == self.purpose:
                found.setdefault(one.domain, []).append(one)
        return found

    def _gap(self, domain: Domain, contacts: int, tallies: list[Tally]) -> Gap | None:
        few = max(0, self.wanted(domain) - contacts)
        if not (self.groups or self.min_groups or self.layers):
            return Gap(domain, few, (), 0, ()) if few else None
        asked, needed = self.asked_groups(domain)
        heard = {one.group for one in tallies}
        unheard = tuple(one for one in asked if one not in heard)
        short = max(0, needed - (len(asked) - len(unheard)))
        spoken = {one.layer for one in tallies}
        layers = tuple(one for one in dict(self.layers).get(domain.id, ()) if one not in spoken)
        if few or short or layers:
            return Gap(domain, few, unheard if short else (), short, layers)
        return None

    def _remedies(self, gap: Gap) -> Iterator[Remedy]:
        fixed = (("domain", gap.domain.id), ("purpose", self.purpose))
        for noun, unheard in (("group", gap.unheard_groups), ("layer", gap.unheard_layers)):
            for one in unheard:
                yield Remedy(
                    Text(
                        "Leg een gesprek vast met {name} ({domain}).",
                        "Record a conversation with {name} ({domain}).",
                    ).fill(name=one.label, domain=gap.domain.label),
                    "RecordContact",
                    (*fixed, (noun, one.id)),
                )
        if gap.short and not (gap.groups or gap.layers):
            yield Remedy(
                Text(
                    "Leg nog {n} vast in het domein {domain}.",
                    "Record {n} in the domain {domain}.",
                ).fill(n=counted(gap.short, *_MORE), domain=gap.domain.label),
                "RecordContact",
                fixed,
            )


# Private


def _per_domain(numbers: tuple[tuple[str, int], ...], domain: str, otherwise: int) -> int:
    table = dict(numbers)
    return table.get(domain, table.get(EVERY, otherwise))


@lru_cache(maxsize=256)
def _enough(purpose: str, within: Duration | None, since: Text) -> Text:
    return Text(
        "In elk gevraagd domein zijn er genoeg {purpose}{window}{since}.",
        "There are enough {purpose} in every domain asked for{window}{since}.",
    ).fill(purpose=_PURPOSES[purpose], window=_window(within), since=since)


def _not_enough(purpose: str, within: Duration | None, since: Text, gaps: list[Gap]) -> Text:
    return Text(
        "Nog niet genoeg {purpose}{window}{since}: {gaps}.",
        "Not enough {purpose} yet{window}{since}: {gaps}.",
    ).fill(
        since=since,
        purpose=_PURPOSES[purpose],
        window=_window(within),
        gaps=joined([_gap_text(gap) for gap in gaps], "; "),
    )


def _window(within: Duration | None) -> Text:
    if within is None:
        return Text("", "")
    return Text(" (van hoogstens {d} geleden)", " (at most {d} ago)").fill(d=within.text)


def _missing(gap: Gap) -> Iterator[Missing]:
    if gap.short or not (gap.groups or gap.layers):
        yield Missing(gap.domain.id, gap.domain.label)
    for one in (*gap.unheard_groups, *gap.unheard_layers):
        yield Missing(f"{gap.domain.id}/{one.id}", one.label)


def _gap_text(gap: Gap) -> Text:
    needs: list[Text] = []
    if gap.short:
        needs.append(Text("nog {n}", "{n}").fill(n=counted(gap.short, *_MORE)))
    if gap.groups_short:
        some = len(gap.groups) > gap.groups_short
        groups = counted(gap.groups_short, Text("groep", "group"), Text("groepen", "groups"))
        needs.append(_to_hear(groups, gap.unheard_groups, Text("of", "or") if some else None))
    if gap.layers:
        layers = counted(len(gap.layers), Text("laag", "layer"), Text("lagen", "layers"))
        needs.append(_to_hear(layers, gap.unheard_layers, None))
    return Text("{domain} ({needs})", "{domain} ({needs})").fill(
        domain=gap.domain.label, needs=joined(needs, "; ")
    )


def _to_hear(number: Text, unheard: tuple[Named, ...], joint: Text | None) -> Text:
    return Text("nog {n} te horen: {names}", "{n} still to be heard: {names}").fill(
        n=number, names=listed((one.label for one in unheard), joint)
    )


def _by_id(ids: tuple[str, ...], members: tuple[Named, ...]) -> tuple[Named, ...]:
    known = {one.id: one for one in members}
    return tuple(known.get(one) or Named(id=one, label=same(one)) for one in ids)
