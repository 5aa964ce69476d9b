"""What may be wrong with the parameters of a guard that can each be read."""

from collections.abc import Mapping
from typing import Any

from trajecten.core.guards.contacts import EVERY, ContactsPerDomain
from trajecten.core.guards.flow import InPhase
from trajecten.core.guards.received import ContributionsReceived
from trajecten.core.guards.window import Window
from trajecten.core.text import Text, counted, listed
from trajecten.definition.names import Names
from trajecten.definition.page import Place
from trajecten.definition.report import Maybe, Report
from trajecten.definition.shapes import Written
from trajecten.definition.visible import quoted

_GROUP = (Text("groep", "group"), Text("groepen", "groups"))


def check_guard(
    guard: object,
    params: Mapping[str, Maybe[Written[Any]]],
    place: Place,
    names: Names,
    report: Report,
) -> None:
    """Note what a guard asks that can never be, or that it would quietly not ask."""
    places = {name: one.place for name, one in params.items() if isinstance(one, Written)}
    if isinstance(guard, ContactsPerDomain) and names.is_complete("group"):
        _check_domains(guard, places, report)
        _check_groups(guard, places, names, report)
    if isinstance(guard, InPhase) and not (guard.phases or guard.kinds):
        message = Text(
            "hier ontbreekt in welke fase het spoor moet zijn",
            "it is missing here in which phase the track must be",
        )
        remedy = Text("voeg 'phases: […]' of 'kinds: […]' toe", "add 'phases: […]' or 'kinds: […]'")
        report.add(place, "no-phase-asked", message, remedy)
    if isinstance(guard, ContributionsReceived):
        _check_bounds(("min", guard.min), ("max", guard.max), place, report)
    if isinstance(guard, Window):
        _check_bounds(("from", guard.since), ("until", guard.until), place, report)


# Private


def _check_bounds(
    first: tuple[str, Any], last: tuple[str, Any], place: Place, report: Report
) -> None:
    """Note bounds that leave everything open, or nothing; each with its key in the file."""
    keys, (least, most) = zip(first, last, strict=True)
    if not (least or most is not None):
        message = Text("deze voorwaarde vraagt niets", "this condition asks nothing")
        remedy = Text("geef {keys}", "give {keys}").fill(keys=listed(keys, Text("of", "or")))
        report.add(place, "nothing-asked", message, remedy)
    elif least and most is not None and least > most:
        message = Text(
            "dit kan nooit: {first} ligt na {last}", "this can never be: {first} is past {last}"
        ).fill(first=quoted(keys[0]), last=quoted(keys[1]))
        report.add(place, "bounds-crossed", message)


def _check_domains(guard: ContactsPerDomain, places: Mapping[str, Place], report: Report) -> None:
    if not guard.domains:
        return
    for name in ("min", "min_groups", "groups", "layers"):
        table: tuple[tuple[str, object], ...] = getattr(guard, name)
        for domain, _ in table:
            if domain not in {EVERY, *guard.domains} and name in places:
                message = Text(
                    "{domain} hoort niet bij de domeinen die hier gevraagd worden",
                    "{domain} is not among the domains asked for here",
                ).fill(domain=quoted(domain))
                remedy = Text("voeg het toe bij 'domains'", "add it to 'domains'")
                report.add(places[name], "domain-not-asked", message, remedy)


def _check_groups(
    guard: ContactsPerDomain, places: Mapping[str, Place], names: Names, report: Report
) -> None:
    place = places.get("min_groups")
    if place is None:
        return
    chosen = guard.domains or names.ids("domain")
    wanted = dict(guard.min_groups)
    have = {one: _available(guard, one, names) for one in chosen}
    if EVERY in wanted:
        have = {one: number for one, number in have.items() if number}
        if not have and wanted[EVERY]:
            message = Text(
                "geen van deze domeinen heeft groepen", "none of these domains has groups"
            )
            report.add(place, "no-groups", message)
    for domain, number in have.items():
        needed = wanted.get(domain, wanted.get(EVERY, 0))
        if needed > number:
            _report_too_many(needed, number, domain, place, report)


def _report_too_many(needed: int, number: int, domain: str, place: Place, report: Report) -> None:
    message = Text(
        "{n} is meer dan er in {domain} zijn of hier gevraagd worden ({number})",
        "{n} is more than {domain} has, or than this asks for ({number})",
    ).fill(n=counted(needed, *_GROUP), domain=quoted(domain), number=number)
    remedy = Text("vraag er hoogstens {number}", "ask for at most {number}").fill(number=number)
    if not number:
        remedy = Text("haal dit domein hier weg", "remove this domain here")
    report.add(place, "too-many-groups", message, remedy)


def _available(guard: ContactsPerDomain, domain: str, names: Names) -> int:
    named = dict(guard.groups).get(domain)
    return len(named or names.ids("group", domain))
