"""What is asked of conversations, in plain words: in which domains, with whom, how many."""

from trajecten.core.guards.contacts import ContactsPerDomain
from trajecten.core.text import Text, counted, joined, listed, same
from trajecten.core.workflow import Domain, Named, Workflow
from trajecten.explaining.explanation import Point

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
    lead = _LEADS[guard.purpose].fill(recent=recent)
    return Point(lead, tuple(Point(_in_domain(guard, one)) for one in domains))


# Private


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
