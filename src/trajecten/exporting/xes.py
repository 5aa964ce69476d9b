"""XES (IEEE 1849-2016) for process mining: a trace for each trajectory, an event for what was done.

An event is an accepted entry. The start is the trace itself: that it was started stands among the
attributes of the trace, together with how many attempts were refused, which did not happen.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from trajecten.core.events import Action, moment_text
from trajecten.exporting.chain import Chain, Line
from trajecten.exporting.rows import shown
from trajecten.ledger.entry import Entry, Result

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000000Z"/>
</global>
<classifier name="Activity" scope="event" keys="concept:name"/>
"""
_TAIL = "</log>\n"
_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}


def xes(chains: Iterable[Chain]) -> Iterator[bytes]:
    """Return the log as UTF-8, in pieces."""
    yield _HEAD.encode()
    for chain in chains:
        yield "".join(_trace(chain)).encode()
    yield _TAIL.encode()


# Private


def _trace(chain: Chain) -> Iterator[str]:
    lines = tuple(chain.lines)
    yield "<trace>\n"
    yield _string("concept:name", chain.ref)
    yield _string("trajecten:workflow", chain.workflow)
    yield _string("trajecten:version", chain.version)
    yield _string("trajecten:definition", chain.definition)
    for line in lines:
        if line.entry.action == Action.STARTED:
            yield _date("trajecten:started", line.entry.at)
    refused = sum(one.entry.result is Result.REFUSED for one in lines)
    yield f'<int key="trajecten:refused" value="{refused}"/>\n'
    for line in lines:
        if line.entry.result is Result.ACCEPTED and line.entry.action != Action.STARTED:
            yield from _event(line)
    yield "</trace>\n"


def _event(line: Line) -> Iterator[str]:
    entry = line.entry
    yield "<event>\n"
    yield _string("concept:name", _activity(entry))
    yield _string("concept:instance", entry.object)
    yield _string("lifecycle:transition", "complete")
    yield _string("org:resource", entry.actor)
    if entry.role is not None:
        yield _string("org:role", entry.role)
    yield _date("time:timestamp", entry.at)
    yield _date("trajecten:recorded", entry.recorded_at)
    yield _string("trajecten:hash", line.hash)
    yield "</event>\n"


def _activity(entry: Entry) -> str:
    """Return the step that was taken, or else the kind of entry."""
    step = entry.data.get("transition") if entry.action == Action.ADVANCED else None
    return step if isinstance(step, str) else entry.action


def _string(key: str, value: str) -> str:
    return f'<string key="{key}" value="{shown(value).translate(_ESCAPES)}"/>\n'


def _date(key: str, moment: datetime) -> str:
    return f'<date key="{key}" value="{moment_text(moment)}"/>\n'
