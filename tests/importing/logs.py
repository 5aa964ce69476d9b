"""Small logs in XES, made by hand."""

import gzip
import io
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

Event = dict[str, str]
CASES = {
    "zaak-1": ("Ontvangen", "Toetsen", "Toetsen", "Besluit"),
    "zaak-2": ("Ontvangen", "Besluit"),
    "zaak-3": ("Ontvangen", "Toetsen", "Besluit"),
}


def event(name: str | None, at: str | None, who: str | None = None) -> str:
    """Return one event; None leaves out what is None."""
    parts = [("string", "concept:name", name), ("date", "time:timestamp", at)]
    parts.append(("string", "org:resource", who))
    inside = "".join(
        f"<{tag} key={quoteattr(key)} value={quoteattr(value)}/>"
        for tag, key, value in parts
        if value is not None
    )
    return f"<event>{inside}</event>"


def trace(name: str | None, events: Iterable[str]) -> str:
    told = "" if name is None else f'<string key="concept:name" value={quoteattr(name)}/>'
    return f"<trace>{told}{''.join(events)}</trace>"


def log(*traces: str, head: str = "") -> bytes:
    namespace = 'xmlns="http://www.xes-standard.org/"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{head}<log xes.version="1849.2016" {namespace}>'
        f'<global scope="event"><string key="concept:name" value="X"/></global>'
        f"{''.join(traces)}</log>"
    ).encode()


def steps(*names: str, who: str | None = "Roos Registrator") -> list[str]:
    """Return events with these names, a day apart from 1 March 2024 on."""
    return [event(one, f"2024-03-{day:02}T09:00:00Z", who) for day, one in enumerate(names, 1)]


def small(**more: Iterable[str]) -> bytes:
    return log(*(trace(name, steps(*names)) for name, names in {**CASES, **more}.items()))


def stream(content: bytes, *, packed: bool = False) -> io.BytesIO:
    return io.BytesIO(gzip.compress(content) if packed else content)
