"""What is asked of conversations, in plain words: in which domains, with whom, how many."""

from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.guards.days import ContactDays
from trajecten.core.text import Text, counted, joined, listed, same
from trajecten.core.workflow import Domain, Named, Workflow
from trajecten.explaining.explanation import Point
from trajecten.explaining.wording import since

_LEADS = {
    "listening": Text(
        "Er is geluisterd, in gesprekken{recent} die niet over de inhoud gingen:",
        "People were listened to, in conversations{recent} that were not about content:",
    ),
    "content": Text(
        "Er is over de inhoud gesproken, in gesprekken{recent}:",
        "The content was spoken about, in conversations{recent}:",
    ),
}
_RECENT = Text(" van hoogstens {d} geleden", " of at most {d} ago")


def conversations(guard: ContactsPerDomain, workflow: Workflow) -> Point:
    """Return what a guard on conversations asks, with a point for each domain."""
    domains = [workflow.domain(one) for one in guard.domains] or list(workflow.domains)
    recent = _RECENT.fill(d=guard.within.text) if guard.within else same("")
    when = since(guard.since, workflow)
    recent = Text(f"{recent.nl}{when.nl}", f"{recent.en}{when.en}")
    lead = _LEADS[guard.purpose].fill(recent=recent)
    return Point(lead, tuple(Point(_in_domain(guard, one)) for one in domains))


def contact_days(guard: ContactDays, workflow: Workflow) -> Text:
    """Return on how many days which groups must have been met."""
    groups = (workflow.name_of("group", one) for _, some in guard.groups for one in some)
    return _MET[guard.purpose].fill(
        who=listed(groups),
        n=counted(guard.min, Text("dag", "day"), Text("verschillende dagen", "different days")),
        since=since(guard.since, workflow),
        recent=_RECENT.fill(d=guard.within.text) if guard.within else same(""),
    )


# Private

_MET = {
    "listening": Text(
        "Op minstens {n}{since}{recent} is geluisterd naar elk van deze groepen: {who}.",
        "On at least {n}{since}{recent} each of these groups was listened to: {who}.",
    ),
    "content": Text(
        "Op minstens {n}{since}{recent} is met elk van deze groepen inhoud besproken: {who}.",
        "On at least {n}{since}{recent} content was discussed with each of these groups: {who}.",
    ),
}


def _in_domain(guard: ContactsPerDomain, domain: Domain) -> Text:
    wanted = guard.wanted(domain)
    least = Text("minstens {n}", "at least {n}").fill(n=counted(wanted, *_TALKS))
    asked = (least if wanted else None, _groups(guard, domain), _layers(guard, domain))
    words = joined((one for one in asked if one is not None), ", ")
    if not words.nl:
        return Text(f"{domain.label.nl}.", f"{domain.label.en}.")
    return Text("{who}: {words}.", "{who}: {words}.").fill(who=domain.label, words=words)


_TALKS = (Text("gesprek", "conversation"), Text("gesprekken", "conversations"))
_IN_ANY_CASE = Text("in elk geval met {names}", "in any case with {names}")


def _groups(guard: ContactsPerDomain, domain: Domain) -> Text | None:
    if not (guard.groups or guard.min_groups):
        return None
    asked, needed = guard.asked_groups(domain)
    if not needed:
        return None
    names = listed(_names(asked, domain.groups))
    if needed >= len(asked):
        return _IN_ANY_CASE.fill(names=names)
    words = Text(
        "in elk geval met {n} van deze groepen: {names}",
        "in any case with {n} of these groups: {names}",
    )
    return words.fill(n=needed, names=names)


def _layers(guard: ContactsPerDomain, domain: Domain) -> Text | None:
    asked = dict(guard.layers).get(domain.id, ())
    return _IN_ANY_CASE.fill(names=listed(_names(asked, domain.layers))) if asked else None


def _names(asked: tuple[str, ...], named: tuple[Named, ...]) -> list[Text]:
    return [one.label for one in named if one.id in asked]
