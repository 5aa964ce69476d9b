"""The last days of terms, and the calendar file that they make (iCalendar, RFC 5545)."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from trajecten._version import __version__
from trajecten.core.facts import Facts
from trajecten.core.fitting import checked
from trajecten.core.running import TermState, standing
from trajecten.core.statute import TermKind
from trajecten.core.terms import day_of
from trajecten.core.text import Language, Text
from trajecten.core.workflow import Workflow
from trajecten.deciding import is_over
from trajecten.engine.damage import Answers, DamagedItem, damaged_by
from trajecten.errors import IntegrityError
from trajecten.storage import reading
from trajecten.storage.facts import LiveFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day of one term; `trajectory` is the identity of the one whose `ref` this is.

    `over` says that the day has passed.
    """

    ref: str
    title: str | None
    trajectory: str
    term: str
    label: Text
    kind: TermKind
    basis: str
    last_day: date
    over: bool = False


def deadlines(
    connection: Connection,
    ref: str | None,
    now: datetime,
    workflow_of: Callable[[str], Workflow],
) -> Answers[Deadline]:
    """Return the terms with a last day, by reference: of one trajectory, or of all.

    Raises:
        IntegrityError: the one trajectory is damaged.
    """
    found: list[Deadline] = []
    damaged: list[DamagedItem] = []
    for row in reading.portfolio(connection, ref):
        facts = LiveFacts(connection, row.id, row.state, workflow_of)
        try:
            found += tuple(_of(row, workflow_of(row.definition), facts, day_of(now)))
        except IntegrityError as error:
            if ref is not None:
                raise
            damaged.append(damaged_by(error, row.ref))
    return Answers(found, damaged)


@checked
def as_icalendar(items: Iterable[Deadline], *, now: datetime, language: Language = "nl") -> bytes:
    """Return a calendar file with an event on each last day, all day long.

    The same term of the same trajectory is always the same event, so that a calendar which reads
    the file again moves it. `now`, aware, is when the file is made. There is nothing of people in
    it but what the title of a trajectory may hold.
    """
    events = [line for one in items for line in _event(one, now, language)]
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//trajecten//trajecten {__version__}//{language.upper()}",
        "CALSCALE:GREGORIAN",
        *(events or _NO_EVENTS),
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


# Private

_MOST_OCTETS = 75
"""How long a line may be, without its end (RFC 5545, 3.1)."""

_ESCAPES = {"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}
"""RFC 5545, 3.3.11."""

_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What some reader or other takes for the end of a line."""

_NO_EVENTS = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""A calendar must hold some component (RFC 5545, 3.6), also when no term runs."""

_SUMMARY = Text("{term}: laatste dag ({title})", "{term}: last day ({title})")
_TRAJECTORY = Text("Traject: {ref}", "Trajectory: {ref}")
_BASIS = Text("Grondslag: {basis}", "Basis: {basis}")
_KINDS = {
    TermKind.MINIMUM: Text(
        "Deze termijn moet voorbij zijn voordat het verder kan.",
        "This term must have passed before things can go on.",
    ),
    TermKind.MAXIMUM: Text(
        "Uiterlijk op deze dag moet het gedaan zijn.", "It must be done by this day."
    ),
}


def _of(row: reading.Listed, workflow: Workflow, facts: Facts, day: date) -> Iterator[Deadline]:
    if is_over(workflow, facts):
        return
    for term in workflow.terms:
        found = standing(workflow, facts, term.id, day)
        if found.last is not None and found.state is not TermState.ENDED:
            yield Deadline(
                ref=row.ref,
                title=row.title,
                trajectory=row.id,
                term=term.id,
                label=term.label,
                kind=term.kind,
                basis=term.basis,
                last_day=found.last,
                over=found.over,
            )


def _event(one: Deadline, now: datetime, language: Language) -> Iterator[str]:
    title = one.title if one.title is not None else one.ref
    words = (_TRAJECTORY.fill(ref=one.ref), _KINDS[one.kind], _BASIS.fill(basis=one.basis))
    description = "\n".join(each.in_language(language) for each in words)
    summary = _SUMMARY.fill(term=one.label.capitalised, title=title).in_language(language)
    yield "BEGIN:VEVENT"
    yield f"UID:{one.trajectory}-{one.term}@trajecten"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_written(one.last_day)}"
    if one.last_day < date.max:
        yield f"DTEND;VALUE=DATE:{_written(one.last_day + timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield f"DESCRIPTION:{_escaped(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _written(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    r"""Return a text as a value: on one line, without what is no text.

    >>> _escaped("a, b;\r\nc\x00")
    'a\\, b\\;\\nc'
    """
    text = text.replace("\r\n", "\n")
    for one in _LINE_ENDS:
        text = text.replace(one, "\n")
    return "".join(
        _ESCAPES.get(one, one)
        for one in text.replace("\t", " ")
        if one == "\n" or unicodedata.category(one) not in {"Cc", "Cs"}
    )


def _folded(line: str) -> Iterator[bytes]:
    """Return a line in parts of at most 75 octets; what goes on begins with a space."""
    part = b""
    for one in line:
        octets = one.encode()
        if len(part) + len(octets) > _MOST_OCTETS:
            yield part
            part = b" "
        part += octets
    yield part
