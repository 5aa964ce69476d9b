"""One row of plain text for each entry and each trajectory, for forms that are tables."""

import json

from trajecten.core.events import moment_text
from trajecten.core.finding import Json
from trajecten.definition.visible import visible
from trajecten.exporting.chain import Chain, Line

ENTRY_COLUMNS = (
    "ref", "seq", "recorded_at", "at", "action", "object", "result", "actor", "role", "origin",
    "command", "phases", "data", "definition", "engine", "prev", "hash",
)  # fmt: skip
"""The columns of a row about an entry."""

CHAIN_COLUMNS = ("ref", "workflow", "version", "definition", "entries", "head")
"""The columns of a row about a trajectory."""

_WRITTEN_OUT = {code: f"\\u{{{code:x}}}" for code in (0x9, 0xFFFE, 0xFFFF)}
"""A tab, and what XML calls no character at all."""


def entry_row(chain: Chain, line: Line) -> tuple[str, ...]:
    """Return the texts of an entry, in the order of its columns; an empty one for what is not."""
    entry = line.entry
    data = {key: value for key, value in entry.data.items() if key != "phases"}
    texts = (
        chain.ref,
        str(entry.seq),
        moment_text(entry.recorded_at),
        moment_text(entry.at),
        entry.action,
        entry.object,
        entry.result.value,
        entry.actor,
        entry.role or "",
        entry.origin,
        entry.command or "",
        _phases(entry.data.get("phases")),
        json.dumps(data, ensure_ascii=False, sort_keys=True),
        entry.definition,
        entry.engine,
        entry.prev,
        line.hash,
    )
    return tuple(shown(one) for one in texts)


def chain_row(chain: Chain) -> tuple[str, ...]:
    """Return the texts of a trajectory, in the order of its columns."""
    texts = (
        chain.ref,
        chain.workflow,
        chain.version,
        chain.definition,
        str(chain.entries),
        chain.head,
    )
    return tuple(shown(one) for one in texts)


def shown(text: str) -> str:
    r"""Return a text on one line, with what would be invisible, or steers a program, written out.

    >>> shown("a\x1b[31m\t")
    'a\\u{1b}[31m\\u{9}'
    """
    return visible(text.translate(_WRITTEN_OUT))


# Private


def _phases(phases: Json) -> str:
    if not isinstance(phases, dict):
        return ""
    return ", ".join(f"{track}: {phase}" for track, phase in sorted(phases.items()))
