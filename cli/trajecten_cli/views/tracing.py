"""What an auditor follows, and what an auditor draws."""

from gettext import gettext as _
from gettext import ngettext

from trajecten import AMSTERDAM, Sample, SampleItem, Trace, TraceItem
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


def trace_document(found: Trace, language: Language) -> Document:
    """Return the JSON document of a trace."""
    return {
        "ref": found.ref,
        "id": found.id,
        "items": [_trace_item(one, language) for one in found.items],
        "damage": found.damage.in_language(language) if found.damage else None,
    }


def show_trace(found: Trace, screen: Screen) -> None:
    """Show a chronology, each line with the number of its entry."""
    screen.line(f"{found.ref}: {found.id}", style="bold")
    rows = [
        (
            str(one.seq),
            one.at.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M"),
            screen.words(one.message),
        )
        for one in found.items
    ]
    screen.table([_("entry"), _("when"), _("what")], rows)
    if found.damage is not None:
        words = _("The ledger is damaged, and was followed up to there: {why}")
        screen.line(words.format(why=screen.words(found.damage)))


def sample_document(found: Sample, language: Language) -> Document:
    """Return the JSON document of a sample."""
    return {
        "seed": found.seed,
        "size": found.size,
        "trajectories": found.trajectories,
        "population": found.population,
        "items": [_sample_item(one, language) for one in found.items],
    }


def show_sample(found: Sample, screen: Screen) -> None:
    """Show what was drawn, and what to check about each."""
    drawn = len(found.items)
    if found.trajectories:
        words = ngettext(
            "{n} of {all} trajectory drawn with seed {seed}",
            "{n} of {all} trajectories drawn with seed {seed}",
            found.population,
        )
    else:
        words = ngettext(
            "{n} of {all} entry drawn with seed {seed}",
            "{n} of {all} entries drawn with seed {seed}",
            found.population,
        )
    screen.line(words.format(n=drawn, all=found.population, seed=found.seed))
    for one in found.items:
        words = f"{one.ref} {one.seq}: {one.action} {one.object}"
        screen.item(words, sign="-")
        screen.line(screen.words(one.check), indent=STEP)
        screen.line(one.hash, indent=STEP, style="dim")


# Private


def _trace_item(one: TraceItem, language: Language) -> Document:
    return {
        "seq": one.seq,
        "at": moment(one.at),
        "recorded_at": moment(one.recorded_at),
        "action": one.action,
        "object": one.object,
        "result": one.result,
        "link": one.link.value,
        "message": one.message.in_language(language),
        "guards": list(one.guards),
        "hash": one.hash,
    }


def _sample_item(one: SampleItem, language: Language) -> Document:
    return {
        "key": one.key,
        "hash": one.hash,
        "trajectory": one.trajectory,
        "ref": one.ref,
        "seq": one.seq,
        "action": one.action,
        "object": one.object,
        "result": one.result,
        "recorded_at": moment(one.recorded_at),
        "check": one.check.in_language(language),
    }
