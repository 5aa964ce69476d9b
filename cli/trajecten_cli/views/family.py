"""Parents and children: the tree of all trajectories, and the family of one."""

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from trajecten import PortfolioItem, Related, Status
from trajecten_cli.document import Document
from trajecten_cli.screen import STEP, Screen

_DEEPEST = 3
"""From this level on, children are not moved further to the right: there must be room for words."""


def tree(items: Sequence[PortfolioItem]) -> Iterator[tuple[int, PortfolioItem]]:
    """Return each trajectory with its level, children right after their parent."""
    found = {one.ref: one for one in items}
    # Read backwards, so that the first is on top; what hangs together in a circle comes last.
    waiting = [(0, one) for one in reversed(items)]
    waiting += [(0, one) for one in reversed(items) if one.parent not in found]
    while waiting:
        level, item = waiting.pop()
        if found.pop(item.ref, None) is None:
            continue
        yield level, item
        waiting += [(level + 1, found[one]) for one in reversed(item.children) if one in found]


def branch(level: int, ref: str) -> str:
    """Return a reference in its place in the tree: with a dash before it, and further in.

    >>> branch(0, "2026-001"), branch(1, "2026-002"), branch(2, "2026-003")
    ('2026-001', '- 2026-002', '  - 2026-003')
    """
    return f"{' ' * STEP * (min(level, _DEEPEST) - 1)}- {ref}" if level else ref


def show_family(status: Status, screen: Screen) -> None:
    """Show under which trajectory this one was started, and which were started under it."""
    if status.parent is None and not status.children:
        return
    screen.heading(_("Programme"))
    if status.parent is not None:
        row = (_("Started under"), _where(status.parent, screen))
        screen.pairs([row], indent=STEP)
    rows = [(one.ref, _where(one, screen, named=False)) for one in status.children]
    if rows:
        screen.line(_("Started under this one:"), indent=STEP)
        screen.pairs(rows, indent=2 * STEP)


def related_document(one: Related | None) -> Document | None:
    """Return the JSON document of a parent or child."""
    if one is None:
        return None
    return {
        "ref": one.ref,
        "title": one.title,
        "topic": one.topic,
        "phases": dict(one.phases),
        "final": one.final,
        "relation_aside": one.relation_aside,
    }


# Private


def _where(one: Related, screen: Screen, *, named: bool = True) -> str:
    title = one.title if one.title is not None else _("(title erased)")
    phases = ", ".join(screen.words(label) for label in one.phase_labels.values())
    words = f"{one.ref}  {title}: {phases}" if named else f"{title}: {phases}"
    if one.final:
        words += _(", the end")
    if one.relation_aside:
        words += _(", relation first was laid aside")
    return words if one.topic is None else f"{words} ({one.topic})"
