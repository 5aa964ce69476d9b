"""The database and the proof that its ledger is whole."""

from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext

from trajecten import (
    AttentionItem,
    RebuildReport,
    SealReport,
    StoreInfo,
    Verification,
    VerifiedTrajectory,
)
from trajecten_cli.dates import moment_text
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.sealing import entries


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification, and what an auditor must know although the ledger is whole."""

    verification: Verification
    notes: tuple[AttentionItem, ...]
    now: datetime


def verification_document(seen: Verified, language: Language) -> Document:
    """Return the JSON document of a verification."""
    found = seen.verification
    return {
        "intact": found.intact,
        "entries": found.entries,
        "trajectories": [_chain_document(one, language) for one in found.trajectories],
        "seal": _seal_document(found.seal, language) if found.seal else None,
        "unchecked": [one.in_language(language) for one in found.unchecked],
        "notes": [
            {"ref": one.ref, "kind": one.kind.value, "message": one.message.in_language(language)}
            for one in seen.notes
        ],
    }


def show_verification(seen: Verified, screen: Screen) -> None:
    """Show for each trajectory whether its ledger is whole, and else the first broken entry."""
    found = seen.verification
    for one in found.trajectories:
        count = ngettext("{n} entry", "{n} entries", one.entries).format(n=one.entries)
        if one.intact:
            screen.judged(True, _("{ref}: {count} in order").format(ref=one.ref, count=count))
            screen.line(_("last hash {hash}").format(hash=one.head), indent=STEP, style="dim")
        else:
            words = _("{ref}: broken at entry {seq}: {why}").format(
                ref=one.ref, seq=one.seq, why=screen.words(one.message)
            )
            screen.judged(False, words)
    if found.seal is not None:
        _show_seal(found.seal, seen.now, screen)
    screen.line(_("The ledger is whole.") if found.intact else _("The ledger is damaged."))
    for told in found.unchecked:
        screen.item(screen.words(told), sign="?", style="dim")
    for note in seen.notes:
        screen.item(f"{note.ref}: {screen.words(note.message)}", sign="!", style="yellow")


def rebuild_document(report: RebuildReport, language: Language) -> Document:
    """Return the JSON document of a rebuild."""
    del language
    return {
        "trajectories": report.trajectories,
        "differences": list(report.differences),
        "written": report.written,
    }


def show_rebuild(report: RebuildReport, screen: Screen) -> None:
    """Show what a rebuild found."""
    count = ngettext("{n} trajectory", "{n} trajectories", report.trajectories).format(
        n=report.trajectories
    )
    if not report.differences:
        words = _("{count} compared with the ledger: everything agrees.").format(count=count)
        screen.judged(True, words)
    for one in report.differences:
        screen.judged(False, one)
    if report.written:
        screen.line(_("Rebuilt from the ledger."))


def info_document(info: StoreInfo, language: Language) -> Document:
    """Return the JSON document of a database."""
    del language
    return {
        "url": info.url,
        "dialect": info.dialect,
        "schema": info.schema,
        "log": info.log,
        "trajectories": info.trajectories,
        "entries": info.entries,
    }


def show_info(info: StoreInfo, screen: Screen) -> None:
    """Show which database this is."""
    rows = [
        (_("Database"), info.url),
        (_("Kind"), info.dialect),
        (_("Schema"), info.schema),
        (_("Ledger"), info.log),
        (_("Trajectories"), str(info.trajectories)),
        (_("Entries"), str(info.entries)),
    ]
    screen.pairs(rows)


def show_migrated(info: StoreInfo, screen: Screen) -> None:
    """Show that the schema is that of now."""
    words = _("The database has schema {schema}.").format(schema=info.schema)
    screen.judged(True, words)


# Private


def _show_seal(seal: SealReport, now: datetime, screen: Screen) -> None:
    """Show what the seal covers, with what it was compared, and what is wrong with it."""
    covers = _("The seal: {sealed} under {checkpoints}; compared with {kept}.").format(
        sealed=entries(seal.sealed),
        checkpoints=ngettext("{n} checkpoint", "{n} checkpoints", seal.checkpoints).format(
            n=seal.checkpoints
        ),
        kept=ngettext(
            "{n} checkpoint that somebody kept", "{n} checkpoints that somebody kept", seal.compared
        ).format(n=seal.compared),
    )
    screen.judged(seal.intact, covers)
    if seal.newest is not None:
        screen.line(_newest(seal.newest, seal.newest_at, now, screen), indent=STEP, style="dim")
    for one in seal.breaches:
        words = _("{damage}: {why}").format(damage=one.damage, why=screen.words(one.message))
        screen.judged(False, words, indent=STEP)


def _newest(size: int, at: datetime | None, now: datetime, screen: Screen) -> str:
    """Return how large the newest kept checkpoint is, and how old by what the ledger says."""
    if at is None:
        return _("the newest of those covers {size}").format(size=entries(size))
    days = max((now - at).days, 0)
    age = ngettext("{n} day old", "{n} days old", days).format(n=days) if days else _("of today")
    return _("the newest of those covers {size}; made at {at}, {age}").format(
        size=entries(size), at=moment_text(at, screen.language), age=age
    )


def _seal_document(seal: SealReport, language: Language) -> Document:
    return {
        "intact": seal.intact,
        "sealed": seal.sealed,
        "unsealed": seal.unsealed,
        "checkpoints": seal.checkpoints,
        "size": seal.size,
        "root": seal.root,
        "compared": seal.compared,
        "newest": seal.newest,
        "newest_at": moment(seal.newest_at),
        "breaches": [
            {
                "damage": one.damage,
                "index": one.index,
                "size": one.size,
                "ref": one.ref,
                "seq": one.seq,
                "message": one.message.in_language(language),
            }
            for one in seal.breaches
        ],
    }


def _chain_document(one: VerifiedTrajectory, language: Language) -> Document:
    return {
        "ref": one.ref,
        "trajectory": one.trajectory,
        "entries": one.entries,
        "intact": one.intact,
        "head": one.head,
        "damage": one.damage,
        "seq": one.seq,
        "message": one.message.in_language(language) if one.message else None,
    }
