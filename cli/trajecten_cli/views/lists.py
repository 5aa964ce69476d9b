"""Lists: trajectories, conversations, contributions, actions, lessons."""

from dataclasses import dataclass
from gettext import gettext as _

from trajecten import (
    ActionItem,
    ContactItem,
    ContributionItem,
    DamagedItem,
    LessonItem,
    PortfolioItem,
    Workflow,
)
from trajecten_cli import choices
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen
from trajecten_cli.views import damage
from trajecten_cli.views.aside import aside_document, marked, show_meaning
from trajecten_cli.views.family import branch, tree


@dataclass(frozen=True, slots=True)
class Contacts:
    """The conversations of one trajectory."""

    ref: str
    workflow: Workflow
    items: tuple[ContactItem, ...]


@dataclass(frozen=True, slots=True)
class Contributions:
    """The contributions of one trajectory."""

    ref: str
    workflow: Workflow
    items: tuple[ContributionItem, ...]


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of one trajectory."""

    ref: str
    items: tuple[ActionItem, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Lessons, each with the reference of its trajectory."""

    items: tuple[tuple[str, LessonItem], ...]


def portfolio_document(items: tuple[PortfolioItem, ...], language: Language) -> Document:
    """Return the JSON document of all trajectories."""
    return {"trajectories": [trajectory_document(one, language) for one in items]}


def show_portfolio(items: tuple[PortfolioItem, ...], screen: Screen) -> None:
    """Show all trajectories, each under its parent."""
    if not items:
        show_none(screen)
        return
    columns = (_("Ref"), _("Title"), _("Phase"), _("Heard"), _("Last entry"))
    rows = [
        (
            marked(branch(level, one.ref), one),
            _kept(one.title),
            phases_of(one, screen),
            _heard(one),
            day_text(one.recorded_at, screen.language),
        )
        for level, one in tree(items)
    ]
    screen.table(columns, rows)
    show_meaning(items, screen)
    show_damaged(items, screen)


def phases_of(one: PortfolioItem, screen: Screen) -> str:
    """Return where a trajectory is, in words."""
    if one.damage is not None:
        return _("damaged")
    return ", ".join(screen.words(label) for label in one.phase_labels.values())


def show_damaged(items: tuple[PortfolioItem, ...], screen: Screen) -> None:
    """Show which of all trajectories cannot be read, and why."""
    hurt = [DamagedItem(ref=one.ref, message=one.damage) for one in items if one.damage]
    if hurt:
        screen.blank()
    damage.show(hurt, screen)


def show_none(screen: Screen) -> None:
    """Show that there is nothing to list yet, and how to begin."""
    screen.line(_("There are no trajectories yet. Start one:"))
    screen.command(("trajecten", "start", "relatie-eerst"), indent=2)


def trajectory_document(one: PortfolioItem, language: Language) -> Document:
    """Return the JSON document of one trajectory in the list of all."""
    return {
        "ref": one.ref,
        "title": one.title,
        "workflow": one.workflow,
        "label": one.label.in_language(language),
        "version": one.version,
        "phases": dict(one.phases),
        "listening": dict(one.listening),
        "started_at": moment(one.started_at),
        "recorded_at": moment(one.recorded_at),
        "final": one.final,
        "loops": one.loops,
        "relation_waivers": list(one.relation_waivers),
        "set_aside": aside_document(one.set_aside, language),
        "parent": one.parent,
        "children": list(one.children),
        "damage": one.damage.in_language(language) if one.damage else None,
    }


def contacts_document(seen: Contacts, language: Language) -> Document:
    """Return the JSON document of the conversations of a trajectory."""
    del language
    return {"ref": seen.ref, "contacts": [_contact_document(one) for one in seen.items]}


def show_contacts(seen: Contacts, screen: Screen) -> None:
    """Show the conversations of a trajectory."""
    columns = (_("Id"), _("When"), _("Domain"), _("With"), _("Purpose"))
    screen.table(columns, [_contact_row(one, seen.workflow, screen) for one in seen.items])


def contributions_document(seen: Contributions, language: Language) -> Document:
    """Return the JSON document of the contributions of a trajectory."""
    del language
    items = [_contribution_document(one) for one in seen.items]
    return {"ref": seen.ref, "contributions": items}


def show_contributions(seen: Contributions, screen: Screen) -> None:
    """Show what was brought in, and what was done with it."""
    columns = (_("Id"), _("When"), _("Text"), _("What is done with it"), _("Told"))
    rows = [
        (
            one.id,
            day_text(one.at, screen.language),
            _kept(one.text),
            _weighed(one, screen),
            day_text(one.feedback_at, screen.language),
        )
        for one in seen.items
    ]
    screen.table(columns, rows)


def actions_document(seen: Actions, language: Language) -> Document:
    """Return the JSON document of the actions of a trajectory."""
    del language
    return {"ref": seen.ref, "actions": [_action_document(one) for one in seen.items]}


def show_actions(seen: Actions, screen: Screen) -> None:
    """Show the actions of a trajectory."""
    columns = (_("Id"), _("What"), _("Who"), _("By when"), _("Done"))
    rows = [
        (
            one.id,
            _kept(one.text),
            one.owner or (_("(erased)") if "owner" in one.erased else "-"),
            day_text(one.due, screen.language),
            day_text(one.finished_at, screen.language),
        )
        for one in seen.items
    ]
    screen.table(columns, rows)


def lessons_document(seen: Lessons, language: Language) -> Document:
    """Return the JSON document of lessons."""
    del language
    return {
        "lessons": [
            {
                "ref": ref,
                "id": one.id,
                "none": one.none,
                "text": one.text,
                "phases": dict(one.phases),
                "recorded_at": moment(one.recorded_at),
            }
            for ref, one in seen.items
        ]
    }


def show_lessons(seen: Lessons, screen: Screen) -> None:
    """Show lessons."""
    columns = (_("Ref"), _("When"), _("Phase"), _("Lesson"))
    rows = [
        (
            ref,
            day_text(one.recorded_at, screen.language),
            ", ".join(one.phases.values()),
            (_("none: {why}") if one.none else "{why}").format(why=_kept(one.text)),
        )
        for ref, one in seen.items
    ]
    screen.table(columns, rows)


# Private


def _kept(text: str | None) -> str:
    return text if text is not None else _("(erased)")


def _heard(item: PortfolioItem) -> str:
    if item.damage is not None:
        return "-"
    heard = sum(bool(one) for one in item.listening.values())
    return _("{heard} of {all}").format(heard=heard, all=len(item.domain_labels))


def _contact_row(one: ContactItem, workflow: Workflow, screen: Screen) -> tuple[str, ...]:
    parts = (("group", one.group), ("layer", one.layer))
    place = [screen.words(workflow.name_of(noun, part)) for noun, part in parts if part]  # type: ignore[arg-type]
    domain = ": ".join([screen.words(workflow.name_of("domain", one.domain)), *place])
    purpose = screen.words(choices.label(choices.PURPOSES, one.purpose))
    named = {"person", "spokesperson"} & {*one.erased}
    person = one.person or one.spokesperson or (_("(erased)") if named else "-")
    taken_back = _("taken back")
    return (
        one.id,
        day_text(one.at, screen.language),
        domain,
        f"{person} ({one.count})" if one.count > 1 else person,
        f"{purpose} - {taken_back}" if one.retracted else purpose,
    )


def _weighed(one: ContributionItem, screen: Screen) -> str:
    if one.disposition is None:
        return _("to weigh")
    label = screen.words(choices.label(choices.DISPOSITIONS, one.disposition))
    return f"{label}: {_kept(one.reason)}"


def _contact_document(one: ContactItem) -> Document:
    return {
        "id": one.id,
        "domain": one.domain,
        "group": one.group,
        "layer": one.layer,
        "purpose": one.purpose,
        "channel": one.channel,
        "count": one.count,
        "at": moment(one.at),
        "recorded_at": moment(one.recorded_at),
        "person": one.person,
        "spokesperson": one.spokesperson,
        "note": one.note,
        "retracted": one.retracted,
        "cited": one.cited,
        "erased": list(one.erased),
    }


def _contribution_document(one: ContributionItem) -> Document:
    return {
        "id": one.id,
        "domain": one.domain,
        "group": one.group,
        "at": moment(one.at),
        "person": one.person,
        "text": one.text,
        "disposition": one.disposition,
        "reason": one.reason,
        "disposed_at": moment(one.disposed_at),
        "feedback_at": moment(one.feedback_at),
        "erased": list(one.erased),
    }


def _action_document(one: ActionItem) -> Document:
    return {
        "id": one.id,
        "text": one.text,
        "owner": one.owner,
        "due": one.due.isoformat() if one.due else None,
        "finished_at": moment(one.finished_at),
        "erased": list(one.erased),
    }
