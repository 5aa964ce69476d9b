"""A plan in words: a line for each sort of thing, and all of it in one sentence."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from trajecten.core.choice import Choice
from trajecten.core.commands import Purpose
from trajecten.core.dates import day_words
from trajecten.core.terms import day_of
from trajecten.core.text import Text, counted, joined, listed
from trajecten.core.workflow import Workflow
from trajecten.planning.plan import NO_WORDS, Branch, Fork, Need, NeedKind, Plan
from trajecten.planning.rehearsal import Rehearsal
from trajecten.planning.wording import among_in, body_of, paper_name, until_in, who_in, words_of

_SHOWN = 6
"""How many things of one sort a line names; the others it counts."""


def begun() -> Plan:
    """Return the plan of a trajectory that is in content now."""
    words = Text("De inhoud is begonnen.", "Content has begun.")
    return Plan(begun=True, text=words, brief=Text("-", "-"))


def ended() -> Plan:
    """Return the plan of a trajectory that has come to its end."""
    words = Text("Het traject is klaar.", "The trajectory has ended.")
    return Plan(ended=True, text=words, brief=Text("klaar", "ended"))


def unread(damage: Text) -> Plan:
    """Return the plan of a trajectory that cannot be looked at."""
    return Plan(damage=damage, text=damage, brief=Text("beschadigd", "damaged"))


def without(why: Text, *, complete: bool) -> Plan:
    """Return the plan of a trajectory that has no way to content."""
    lead = Text("Geen weg naar de inhoud: {why}", "No way to content: {why}")
    brief = Text("geen weg", "no way")
    return Plan(complete=complete, why=why, text=lead.fill(why=why), brief=brief)


def told(start: Rehearsal, there: Rehearsal, *, complete: bool) -> Plan:
    """Return the plan of a rehearsal that entered content."""
    workflow, way = start.workflow, there.script.way
    whole = _summed(there.script.needs)
    lines = tuple(_lines(whole, workflow))
    when = _when(start.now, there.now)
    lead = Text(
        "Nog te doen voordat de inhoud mag beginnen: {lines}; {when}.",
        "Still to do before content may begin: {lines}; {when}.",
    )
    ready = Text("De inhoud mag beginnen.", "Content may begin.")
    return Plan(
        way=way,
        needs=tuple(
            replace(one, text=words_of(one, workflow)) for one in _merged(there.script.needs)
        ),
        target=workflow.transitions[way[-1]].target,
        earliest=there.now,
        complete=complete,
        text=lead.fill(lines=joined(lines, "; "), when=when) if lines else ready,
        brief=joined(_sums(whole), ", ") if whole else Text("niets", "nothing"),
        lines=lines,
    )


def branches(choice: Choice, plans: Mapping[str, Plan], start: Rehearsal) -> tuple[Branch, ...]:
    """Return what each option of a choice leads to, in words those in which it differs."""
    return tuple(
        Branch(
            option=option,
            plan=plan,
            text=Text("{option}: {own}", "{option}: {own}").fill(
                option=choice.option_label(option), own=_own(plan, plans.values(), start)
            ),
        )
        for option, plan in plans.items()
    )


def forked(plan: Plan, forks: tuple[Fork, ...], workflow: Workflow) -> Plan:
    """Return a plan that tells first on which choices it depends, if there are any."""
    if not forks:
        return plan
    told = (
        Text('Bij "{choice}": {options}.', 'With "{choice}": {options}.').fill(
            choice=workflow.choice(one.choice).label,
            options=joined((each.text for each in one.branches), " | "),
        )
        for one in forks
    )
    brief = _DEPENDS
    rest = plan.text
    if plan.target is not None:
        brief = Text("{depends}; het kortst: {brief}", "{depends}; at the shortest: {brief}")
        brief = brief.fill(depends=_DEPENDS, brief=plan.brief)
        rest = Text("De kortste weg: {plan}", "The shortest way: {plan}").fill(plan=plan.text)
    lead = Text("Dit {depends}.", "This {depends}.").fill(depends=_DEPENDS)
    return replace(plan, forks=forks, text=joined((lead, *told, rest), " "), brief=brief)


# Private

_DEPENDS = Text("hangt af van wat wordt gekozen", "depends on what is chosen")


def _own(plan: Plan, plans: Collection[Plan], start: Rehearsal) -> Text:
    """Return in what a plan differs from the others; of one without a way only that."""
    if plan.target is None:
        return plan.brief
    name_of = start.workflow.name_of
    ways = [one for one in plans if one.target is not None]
    found = [one.text for one in plan.needs if not all(_has(each, one) for each in ways)]
    if len({one.way for one in ways}) > 1:
        names = joined((name_of("transition", one) for one in plan.way), ", ")
        found.append(Text("stappen: {names}", "steps: {names}").fill(names=names))
    if len({one.target for one in plans}) > 1:
        target = name_of("phase", plan.target)
        found.append(Text("leidt naar {target}", "leads to {target}").fill(target=target))
    if plan.earliest and len({one.earliest for one in ways}) > 1:
        found.append(_when(start.now, plan.earliest))
    return _few(found, "; ") if found else Text("niets meer", "nothing more")


def _has(plan: Plan, need: Need) -> bool:
    return any(one.text == need.text for one in plan.needs)


def _when(start: datetime, earliest: datetime) -> Text:
    if earliest <= start:
        return Text("dat kan vandaag nog", "that can be done today")
    return Text("op zijn vroegst: {day}", "at the earliest: {day}").fill(
        day=day_words(day_of(earliest))
    )


_ADDING_UP = frozenset(
    {
        NeedKind.CONVERSATION,
        NeedKind.LESSON,
        NeedKind.ACTION,
        NeedKind.APPROVAL,
        NeedKind.ROLE,
        NeedKind.CONTRIBUTION,
    }
)
"""The sorts of which two that are alike make one of twice the number."""


def _merged(needs: Iterable[Need]) -> list[Need]:
    """Return needs in their order, with those that are alike and follow each other as one.

    A conversation may be held earlier than the rehearsal had it, as long as nothing was waited for.
    """
    found: list[Need] = []
    for one in needs:
        place = _place_for(found, one)
        if place is None:
            found.append(one)
        else:
            found[place] = _added(found[place], one)
    return found


def _place_for(found: Sequence[Need], one: Need) -> int | None:
    if one.kind not in _ADDING_UP:
        return None
    for place in range(len(found) - 1, -1, -1):
        if _alike(found[place], one):
            return place
        if one.kind is not NeedKind.CONVERSATION or found[place].kind is NeedKind.WAIT:
            return None
    return None


def _summed(needs: Iterable[Need]) -> list[Need]:
    """Return all needs as if they were for one step, each sort of thing once."""
    found: list[Need] = []
    for one in (replace(one, step=0) for one in needs):
        place = next((n for n, other in enumerate(found) if _alike(other, one)), None)
        if place is None:
            found.append(one)
        else:
            found[place] = _added(found[place], one)
    return found


def _added(one: Need, other: Need) -> Need:
    among = tuple(dict.fromkeys((*one.among, *other.among)))
    return replace(one, number=one.number + other.number, among=among)


def _alike(one: Need, other: Need) -> bool:
    bare = (replace(each, number=1, among=(), text=NO_WORDS) for each in (one, other))
    return bool(one.among) == bool(other.among) and one.text == other.text and len({*bare}) == 1


def _lines(needs: Sequence[Need], workflow: Workflow) -> Iterator[Text]:
    """Return a line for each sort of thing, conversations first and waiting last."""
    of = {kind: [one for one in needs if one.kind is kind] for kind in NeedKind}
    if talks := of.pop(NeedKind.CONVERSATION):
        order = {one.id: number for number, one in enumerate(workflow.domains)}
        talks = sorted(talks, key=lambda one: order.get(one.domain or "", len(order)))
        names = [_talk(one, workflow) for one in talks]
        yield _line(Text("gesprekken", "conversations"), names, most=len(names))
    if papers := of.pop(NeedKind.PAPER):
        names = [paper_name(one, workflow) for one in papers]
        yield _line(Text("vastleggen", "to register"), names)
    yield from _endorsements(of.pop(NeedKind.ENDORSEMENT), workflow)
    waits = of.pop(NeedKind.WAIT)
    for some in of.values():
        if some:
            yield _few([words_of(one, workflow) for one in some], "; ")
    if waits:
        yield _line(Text("wachten", "to wait"), [until_in(one) for one in waits])


def _talk(need: Need, workflow: Workflow) -> Text:
    words = Text("{who} {n}{among}", "{who} {n}{among}")
    if need.purpose == Purpose.CONTENT.value:
        words = Text("{who} {n} over de inhoud{among}", "{who} {n} about content{among}")
    return words.fill(who=who_in(need, workflow), n=need.number, among=among_in(need, workflow))


def _endorsements(needs: Sequence[Need], workflow: Workflow) -> Iterator[Text]:
    for paper in dict.fromkeys(one.artefact for one in needs):
        names = (body_of(one, workflow) for one in needs if one.artefact == paper)
        words = Text("onderschrijven: {paper}, door {names}", "to endorse: {paper}, by {names}")
        label = workflow.name_of("artefact", paper or "")
        yield words.fill(paper=label, names=listed(names))


def _line(head: Text, items: Sequence[Text], *, most: int = _SHOWN) -> Text:
    return Text("{head}: {items}", "{head}: {items}").fill(head=head, items=_few(items, ", ", most))


def _few(items: Sequence[Text], by: str, most: int = _SHOWN) -> Text:
    shown = list(items[:most])
    if more := len(items) - len(shown):
        shown.append(Text("nog {n} andere", "{n} others").fill(n=more))
    return joined(shown, by)


def _sums(needs: Sequence[Need]) -> Iterator[Text]:
    """Return how much there is of each sort."""
    for kind, (one, many) in _SORTS.items():
        if number := sum(need.number for need in needs if need.kind is kind):
            yield counted(number, one, many)
    if any(need.kind is NeedKind.WAIT for need in needs):
        yield Text("wachten", "waiting")


_SORTS = {
    NeedKind.CONVERSATION: (
        Text("gesprek", "conversation"),
        Text("gesprekken", "conversations"),
    ),
    NeedKind.PAPER: (Text("papier", "paper"), Text("papieren", "papers")),
    NeedKind.ENDORSEMENT: (
        Text("keer onderschrijven", "endorsement"),
        Text("keer onderschrijven", "endorsements"),
    ),
    NeedKind.DECISION: (Text("besluit", "decision"), Text("besluiten", "decisions")),
    NeedKind.APPROVAL: (Text("akkoord", "approval"), Text("akkoorden", "approvals")),
    NeedKind.ROLE: (Text("rol", "role"), Text("rollen", "roles")),
    NeedKind.LESSON: (Text("les", "lesson"), Text("lessen", "lessons")),
    NeedKind.ACTION: (Text("actie", "action"), Text("acties", "actions")),
    NeedKind.TOPIC: (
        Text("keer onderwerp", "thing on topics"),
        Text("keer onderwerp", "things on topics"),
    ),
    NeedKind.CHOICE: (Text("keuze", "choice"), Text("keuzes", "choices")),
    NeedKind.CONTRIBUTION: (
        Text("keer inbreng", "contribution"),
        Text("keer inbreng", "contributions"),
    ),
    NeedKind.FEEDBACK: (
        Text("keer terugkoppelen", "feedback"),
        Text("keer terugkoppelen", "feedbacks"),
    ),
    NeedKind.TERM: (Text("termijn", "term"), Text("termijnen", "terms")),
    NeedKind.EXEMPTION: (
        Text("uitzonderingsgrond", "ground of exemption"),
        Text("uitzonderingsgronden", "grounds of exemption"),
    ),
    NeedKind.OTHER: (Text("ander ding", "other thing"), Text("andere dingen", "other things")),
}
