"""The ledger of a trajectory, entry by entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from trajecten import Action, Course, DeviationKind, LogEntry, Workflow
from trajecten_cli.dates import moment_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen
from trajecten_cli.spoken import bodies
from trajecten_cli.views.choices import made_words
from trajecten_cli.views.findings import finding_document, let_pass
from trajecten_cli.views.outcomes import action_words, attempted, subject
from trajecten_cli.views.tailoring import about_words, verdicts

_SHOWN_OF_HASH = 12
_FIELD = "field."
_ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The entries of a trajectory, with the workflow that its names come from."""

    ref: str
    entries: tuple[LogEntry, ...]
    workflow: Workflow


def document(seen: Ledger, language: Language) -> Document:
    """Return the JSON document of a ledger."""
    return {
        "ref": seen.ref,
        "entries": [_entry_document(one, seen.ref, language) for one in seen.entries],
    }


def show(seen: Ledger, screen: Screen) -> None:
    """Show each entry: what, how it ended, who, when, and the texts that are still kept."""
    for entry in seen.entries:
        _show_entry(entry, seen, screen)


# Private


def _show_entry(entry: LogEntry, seen: Ledger, screen: Screen) -> None:
    accepted = entry.result == _ACCEPTED
    what = _recorded(entry, seen, screen) if accepted else _refused(entry, seen, screen)
    screen.item(
        f"{screen.mark(accepted)} {what}",
        sign=f"{entry.seq:>4}",
        style="" if accepted else "red",
    )
    screen.line(_who_and_when(entry, seen, screen), indent=7, style="dim")
    for words in (*_statute(entry, seen, screen), *_erasure(entry, seen, screen)):
        screen.line(words, indent=7)
    for name, text in entry.texts.items():
        screen.line(f"{_text_label(name, entry, seen, screen)}: {text}", indent=7)
    for name in entry.erased:
        gone = _("(erased)")
        screen.line(f"{_text_label(name, entry, seen, screen)}: {gone}", indent=7)
    for finding in entry.findings:
        if finding.waived:
            screen.item(let_pass(finding, screen), sign="!", indent=7, style="yellow")
        elif not finding.met:
            screen.judged(False, screen.words(finding.message), indent=7)


def _statute(entry: LogEntry, seen: Ledger, screen: Screen) -> Iterator[str]:
    """Return on which ground a step was taken, and which terms an entry starts and ends."""
    name_of = seen.workflow.name_of
    ground = entry.data.get("exemption")
    if isinstance(ground, str):
        name = screen.words(name_of("exemption", ground))
        yield _("ground: {name}").format(name=name)
    for key, words in (
        ("terms", _("term begins: {names}")),
        ("terms_ended", _("term met: {names}")),
    ):
        terms = entry.data.get(key)
        if isinstance(terms, dict):
            names = ", ".join(screen.words(name_of("term", one)) for one in terms)
            yield words.format(names=names)


def _erasure(entry: LogEntry, seen: Ledger, screen: Screen) -> Iterator[str]:
    """Return on which ground something was erased, by whose decision, and from which entries."""
    if entry.action != Action.ERASED or entry.result != _ACCEPTED:
        return
    data: Mapping[str, Any] = entry.data
    yield _("ground: {name}").format(name=data["ground"])
    role = screen.words(seen.workflow.name_of("role", data["decided_by"]))
    yield _("decided by: {role}").format(role=role)
    entries = sorted({seq for seq, _field in data["erased"]})
    yield _("from entries: {numbers}").format(numbers=", ".join(map(str, entries)))


def _recorded(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    what = action_words().get(entry.action, entry.action)
    about = _tailored(entry, seen, screen) or _subject(entry, seen, screen)
    return f"{what}: {about}"


def _refused(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    what = attempted(seen.workflow, entry.action, entry.object, screen)
    return _("refused: {what}").format(what=what)


def _text_label(name: str, entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    """Return how people call a text that is kept; a field of a paper by its own name."""
    field = name.removeprefix(_FIELD)
    if field != name:
        return screen.words(seen.workflow.name_of_field(str(entry.data.get("type")), field))
    labels: Mapping[str, str] = {
        "title": _("title"),
        "text": _("text"),
        "reason": _("reason"),
        "note": _("remark"),
        "motivation": _("motivation"),
    }
    return labels.get(name, name)


def _subject(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    if entry.action == Action.CHOICE_MADE:
        return made_words(entry.data, seen.workflow, screen)
    words = subject(seen.workflow, entry.action, entry.object, screen)
    if words != entry.object:
        return words
    if entry.action == Action.TOPIC_CHOSEN:
        return _choice(entry, seen, screen)
    about = _about(entry, seen, screen)
    return f"{entry.object} ({about})" if about else entry.object


def _about(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    """Return what tells one numbered thing from another: its domain, or its kind."""
    name_of = seen.workflow.name_of
    if entry.action == Action.DECISION_RECORDED:
        return _decision(entry, seen, screen)
    domain, paper = entry.data.get("domain"), entry.data.get("type")
    if isinstance(domain, str):
        return screen.words(name_of("domain", domain))
    return screen.words(name_of("artefact", paper)) if isinstance(paper, str) else ""


def _decision(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    by, outcome = str(entry.data["body"]), str(entry.data["outcome"])
    known = bodies(seen.workflow).get(by)
    who = screen.words(known.label) if known else by
    return f"{who}: {screen.words(seen.workflow.name_of('outcome', outcome))}"


def _choice(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    by = str(entry.data["by"])
    known = bodies(seen.workflow).get(by)
    words = (
        _("{topic}, chosen by {who}") if entry.data["chosen"] else _("{topic}, declined by {who}")
    )
    return words.format(topic=entry.object, who=screen.words(known.label) if known else by)


def _tailored(entry: LogEntry, seen: Ledger, screen: Screen) -> str | None:
    """Return what an entry on tailoring is about; None for any other."""
    data: Mapping[str, Any] = entry.data
    match entry.action:
        case Action.DEVIATION_ASKED:
            return f"{entry.object} ({_deviation(data, data['transitions'], seen, screen)})"
        case Action.DEVIATION_DECIDED:
            course = Course.APPROVED if data["approved"] else Course.REJECTED
            return f"{entry.object} ({verdicts()[course]})"
        case Action.ADVANCED if "deviation" in data:
            return f"{data['deviation']} ({_deviation(data, data['via'], seen, screen)})"
        case Action.MIGRATED:
            return f"{entry.object} {data['version']}"
        case _:
            return None


def _deviation(
    data: Mapping[str, Any], transitions: Sequence[str], seen: Ledger, screen: Screen
) -> str:
    return about_words(DeviationKind(data["kind"]), transitions, data["to"], seen.workflow, screen)


def _who_and_when(entry: LogEntry, seen: Ledger, screen: Screen) -> str:
    who = entry.actor if entry.actor is not None else _("(erased)")
    if entry.role:
        who = f"{who} ({screen.words(seen.workflow.name_of('role', entry.role))})"
    recorded = moment_text(entry.recorded_at, screen.language)
    words = _("{who}, {recorded}").format(who=who, recorded=recorded)
    if entry.at.date() != entry.recorded_at.date():
        happened = moment_text(entry.at, screen.language)
        words += _(", happened {at}").format(at=happened)
    return f"{words}, hash {entry.hash[:_SHOWN_OF_HASH]}"


def _entry_document(entry: LogEntry, ref: str, language: Language) -> Document:
    return {
        "seq": entry.seq,
        "at": moment(entry.at),
        "recorded_at": moment(entry.recorded_at),
        "actor": entry.actor,
        "actor_ref": entry.actor_ref,
        "role": entry.role,
        "action": entry.action,
        "object": entry.object,
        "result": entry.result,
        "origin": entry.origin,
        "command": entry.command,
        "findings": [finding_document(one, ref, language) for one in entry.findings],
        "data": dict(entry.data),
        "texts": dict(entry.texts),
        "erased": list(entry.erased),
        "hash": entry.hash,
    }
