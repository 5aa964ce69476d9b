"""The way to content: what is still to be done before it may begin, of one trajectory or of all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from trajecten import Fork, Need, Plan, PortfolioItem, Text, Workflow
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.remedies import command_line
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.aside import marked, show_meaning
from trajecten_cli.views.family import branch, tree
from trajecten_cli.views.lists import phases_of, show_damaged, show_none, trajectory_document

_MOST_LINES = 8
"""How many lines of a plan are shown; the document holds all."""


@dataclass(frozen=True, slots=True)
class Planned:
    """All trajectories, with the plan of each."""

    items: tuple[PortfolioItem, ...]
    plans: Mapping[str, Plan]


def plan_document(plan: Plan, ref: str, language: Language) -> Document | None:
    """Return the JSON document of a plan; None when there is nothing left to plan."""
    if plan.begun or plan.ended or plan.damage:
        return None
    return {
        **_way_document(plan, language),
        "message": plan.text.in_language(language),
        "depends_on": [_fork_document(one, language) for one in plan.forks],
        "needs": [_need_document(one, plan, ref, language) for one in plan.needs],
    }


def show_plan(plan: Plan, workflow: Workflow, screen: Screen) -> None:
    """Show the way to content, and what is still to be done on it; nothing once it has begun."""
    if plan.begun or plan.ended:
        return
    screen.heading(_("Before content may begin"))
    _show_forks(plan, workflow, screen)
    if plan.why is not None and plan.forks:
        return
    if plan.why is not None:
        screen.line(screen.words(plan.text), indent=STEP)
        return
    names = [screen.words(workflow.name_of("transition", one)) for one in plan.way]
    screen.line(_("Steps to take: {steps}.").format(steps=", ".join(names)), indent=STEP)
    for one in plan.lines[:_MOST_LINES]:
        screen.item(screen.words(one.capitalised), indent=STEP)
    if (hidden := len(plan.lines) - _MOST_LINES) > 0:
        screen.item(_("and {n} more, see --json").format(n=hidden), indent=STEP)
    screen.line(_when(plan, screen), indent=STEP)
    if not plan.complete:
        screen.line(_("There may be a shorter way: the search was broken off."), indent=STEP)


def document(seen: Planned, language: Language) -> Document:
    """Return the JSON document of all trajectories with their plans."""
    return {
        "trajectories": [
            {
                **trajectory_document(one, language),
                "plan": plan_document(seen.plans[one.ref], one.ref, language),
            }
            for one in seen.items
        ]
    }


def show(seen: Planned, screen: Screen) -> None:
    """Show of all trajectories what is still to be done before content may begin."""
    if not seen.items:
        show_none(screen)
        return
    columns = (_("Ref"), _("Phase"), _("Before content may begin"), _("At the earliest"))
    rows = [
        (
            marked(branch(level, one.ref), one),
            phases_of(one, screen),
            screen.words(seen.plans[one.ref].brief),
            day_text(seen.plans[one.ref].earliest, screen.language),
        )
        for level, one in tree(seen.items)
    ]
    screen.table(columns, rows)
    show_meaning(seen.items, screen)
    show_damaged(seen.items, screen)


# Private


def _show_forks(plan: Plan, workflow: Workflow, screen: Screen) -> None:
    """Show what depends on choices that were not made, and on which ones the rest counts."""
    if not plan.forks:
        return
    screen.line(_("This depends on what is chosen:"), indent=STEP)
    for fork in plan.forks:
        screen.line(screen.words(workflow.choice(fork.choice).label.capitalised), indent=2 * STEP)
        for one in fork.branches:
            screen.item(screen.words(one.text), indent=3 * STEP)
    if plan.way:
        options = ", ".join(screen.words(one) for one in _counted_on(plan, workflow))
        screen.line(_("The shortest way, with {options}:").format(options=options), indent=STEP)


def _counted_on(plan: Plan, workflow: Workflow) -> Iterator[Text]:
    """Return the options that the way counts on, of the choices that were not made."""
    open_ones = {one.choice for one in plan.forks}
    for need in plan.needs:
        if need.choice in open_ones:
            yield workflow.choice(need.choice).option_label(need.outcomes[0])


def _way_document(plan: Plan, language: Language) -> Document:
    return {
        "way": list(plan.way),
        "target": plan.target,
        "earliest": moment(plan.earliest),
        "complete": plan.complete,
        "why": plan.why.in_language(language) if plan.why else None,
    }


def _fork_document(fork: Fork, language: Language) -> Document:
    return {
        "choice": fork.choice,
        "options": [
            {
                "option": one.option,
                "message": one.text.in_language(language),
                **_way_document(one.plan, language),
            }
            for one in fork.branches
        ],
    }


def _when(plan: Plan, screen: Screen) -> str:
    if not plan.needs:
        return _("All that is asked is there.")
    if plan.earliest is None or plan.earliest <= screen.now:
        return _("Nothing has to be waited for.")
    return _("At the earliest: {day}.").format(day=day_text(plan.earliest, screen.language))


def _need_document(need: Need, plan: Plan, ref: str, language: Language) -> Document:
    line = command_line(need.remedy, ref) if need.remedy else None
    return {
        "kind": need.kind.value,
        "message": need.text.in_language(language),
        "number": need.number,
        "before": plan.way[need.step],
        "known": need.known,
        "domain": need.domain,
        "group": need.group,
        "layer": need.layer,
        "among": list(need.among),
        "purpose": need.purpose,
        "artefact": need.artefact,
        "fields": list(need.fields),
        "cites": need.cites,
        "by": need.by,
        "outcomes": list(need.outcomes),
        "barred": list(need.barred),
        "choice": need.choice,
        "term": need.term,
        "until": moment(need.until),
        "command": list(line) if line else None,
    }
