"""Deviations: what was asked and why, what was decided, what came of it, what is owed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from trajecten import DEVIATION_LABELS, Adaptation, Course, DeviationItem, DeviationKind, Workflow
from trajecten_cli.blanks import blank
from trajecten_cli.dates import day_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.process import difference_document, show_difference

_ENDED_UNUSED = frozenset({Course.REJECTED, Course.EXPIRED, Course.LAPSED})


@dataclass(frozen=True, slots=True)
class Seen:
    """The deviations of one trajectory, with the workflow that names what they are about.

    `unpaid` are the ids of those for which something must still be made good.
    """

    ref: str
    workflow: Workflow
    items: tuple[DeviationItem, ...]
    unpaid: frozenset[str]


def document(seen: Seen, language: Language) -> Document:
    """Return the JSON document of the deviations of a trajectory."""
    return {"ref": seen.ref, "deviations": [_item_document(one, language) for one in seen.items]}


def show(seen: Seen, screen: Screen) -> None:
    """Show every deviation of a trajectory."""
    if not seen.items:
        screen.line(_("There are no deviations."))
    for number, one in enumerate(seen.items):
        if number:
            screen.blank()
        _show_item(one, seen, screen)


def adaptation_document(adaptation: Adaptation, language: Language) -> Document:
    """Return the JSON document of what an adaptation would change."""
    changes = difference_document(adaptation.difference, language)
    return {"digest": adaptation.workflow.digest, **changes}


def show_adaptation(adaptation: Adaptation, screen: Screen) -> None:
    """Show what an adaptation would change."""
    show_difference(adaptation.difference, screen)


def about(one: DeviationItem, workflow: Workflow, screen: Screen) -> str:
    """Return what a deviation is about in words, such as "skip: To the core"."""
    return about_words(one.kind, one.transitions, one.target, workflow, screen)


def about_words(
    kind: DeviationKind,
    transitions: Sequence[str],
    target: str,
    workflow: Workflow,
    screen: Screen,
) -> str:
    """Return a kind of deviation in words, with the steps or the phase that it is about."""
    words = screen.words(DEVIATION_LABELS[kind])
    if kind is DeviationKind.ADD:
        return words
    if kind is DeviationKind.REPEAT:
        return f"{words}: {screen.words(workflow.name_of('phase', target))}"
    steps = [screen.words(workflow.name_of("transition", one)) for one in transitions]
    return f"{words}: {' + '.join(steps)}"


def known_as(one: DeviationItem, workflow: Workflow, screen: Screen) -> str:
    """Return the id of a deviation, and what it is about."""
    return f"{one.id} ({about(one, workflow, screen)})"


def decided_words(one: DeviationItem) -> str:
    """Return what was decided on a deviation, at the beginning of a sentence."""
    return _("Rejected") if one.course is Course.REJECTED else _("Approved")


def show_ahead(
    one: DeviationItem, ref: str, workflow: Workflow, screen: Screen, *, indent: int
) -> None:
    """Show what has to follow on a deviation: who decides on it, or the step that it allows."""
    if one.relation:
        screen.line(_("This lays relation first aside."), indent=indent, style="yellow")
    if one.course is Course.ASKED:
        roles = _deciders(one, workflow, screen)
        words = _("Decided on by {roles}, and never by who asked:").format(roles=roles)
        screen.line(words, indent=indent)
        screen.command(("trajecten", "deviation", "approve", ref, one.id), indent=indent + STEP)
        why = ("--motivation", blank("motivation"))
        line = ("trajecten", "deviation", "reject", ref, one.id, *why)
        screen.command(line, indent=indent + STEP)
        return
    words = _("Now the step can be taken:")
    if one.expires_at:
        day = day_text(one.expires_at, screen.language)
        words = _("Now the step can be taken, until {day}:").format(day=day)
    screen.line(words, indent=indent)
    screen.command(("trajecten", "deviation", "use", ref, one.id), indent=indent + STEP)


def courses() -> Mapping[Course, str]:
    """Return how a deviation went, in words."""
    return {
        Course.ASKED: _("asked, not decided on yet"),
        Course.APPROVED: _("approved, not used yet"),
        Course.REJECTED: _("rejected"),
        Course.EXPIRED: _("approved, and expired before it was used"),
        Course.LAPSED: _("lapsed"),
        Course.USED: _("carried out"),
        Course.FORGIVEN: _("carried out, and what was owed is forgiven"),
    }


def verdicts() -> Mapping[Course, str]:
    """Return what was decided, in one word."""
    return {Course.APPROVED: _("approved"), Course.REJECTED: _("rejected")}


# Private


def _deciders(one: DeviationItem, workflow: Workflow, screen: Screen) -> str:
    """Return the names of the roles that decide, as the workflow says."""
    rules = workflow.deviations
    who = (rules.relation_first if one.relation else rules.deciders) if rules else None
    names = [screen.words(workflow.name_of("role", role)) for role in (who.roles if who else ())]
    return _(" or ").join(names) or _("nobody")


def _show_item(one: DeviationItem, seen: Seen, screen: Screen) -> None:
    aside = one.relation and one.course not in _ENDED_UNUSED
    words = f"{known_as(one, seen.workflow, screen)}: {courses()[one.course]}"
    screen.item(words, sign="!" if aside else "-", style="yellow" if aside else "")
    if aside:
        screen.line(_("This lays relation first aside."), indent=2 * STEP, style="yellow")
    screen.pairs(list(_rows(one, seen, screen)), indent=2 * STEP)
    missing, changes = _("What was missing then:"), _("What changes:")
    for title, texts in ((missing, one.waives), (changes, one.changes)):
        if texts:
            screen.line(title, indent=2 * STEP)
        for text in texts:
            screen.item(screen.words(text), indent=3 * STEP)


def _rows(one: DeviationItem, seen: Seen, screen: Screen) -> Iterator[tuple[str, str]]:
    yield _("Asked"), _by(one.asked_by, day_text(one.asked_at, screen.language), one.motivation)
    if one.course is Course.ASKED:
        yield _("Decides"), _deciders(one, seen.workflow, screen)
    if one.decided_at:
        day = day_text(one.decided_at, screen.language)
        yield _("Decided"), _by(one.decided_by, day, one.answer)
    if one.course is Course.APPROVED and one.expires_at:
        yield _("Holds until"), day_text(one.expires_at, screen.language)
    if one.why_lapsed:
        yield _("Lapsed"), screen.words(one.why_lapsed)
    if one.used_at:
        yield _("Used"), day_text(one.used_at, screen.language)
    if one.due and one.course is Course.USED:
        day = day_text(one.due, screen.language)
        done = _("{day} (that has been done)").format(day=day)
        yield _("Make good by"), day if one.id in seen.unpaid else done
    if one.forgiven:
        yield _("Forgiven"), one.forgiven


def _by(name: str | None, day: str, words: str | None) -> str:
    who = name if name is not None else _("(erased)")
    return f"{day}, {who}: {words}" if words else f"{day}, {who}"


def _item_document(one: DeviationItem, language: Language) -> Document:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "course": one.course.value,
        "seq": one.seq,
        "asked_at": moment(one.asked_at),
        "asked_by": one.asked_by,
        "motivation": one.motivation,
        "from": one.source or None,
        "to": one.target or None,
        "transitions": list(one.transitions),
        "unmet": [text.in_language(language) for text in one.waives],
        "relation": one.relation,
        "adopts": one.adopts or None,
        "changes": [text.in_language(language) for text in one.changes],
        "decided_at": moment(one.decided_at),
        "decided_by": one.decided_by,
        "role": one.role,
        "answer": one.answer,
        "expires_at": moment(one.expires_at),
        "used_at": moment(one.used_at),
        "due": moment(one.due),
        "forgiven": one.forgiven,
        "why_lapsed": one.why_lapsed.in_language(language) if one.why_lapsed else None,
    }
