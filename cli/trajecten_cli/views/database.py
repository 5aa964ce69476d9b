"""The database and the proof that its ledger is whole."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from trajecten import (
    AttentionItem,
    RebuildReport,
    StoreInfo,
    Verification,
    VerifiedTrajectory,
)
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification, and what an auditor must know although the ledger is whole."""

    verification: Verification
    notes: tuple[AttentionItem, ...]


def verification_document(seen: Verified, language: Language) -> Document:
    """Return the JSON document of a verification."""
    found = seen.verification
    return {
        "intact": found.intact,
        "entries": found.entries,
        "trajectories": [_chain_document(one, language) for one in found.trajectories],
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
    screen.line(_("The ledger is whole.") if found.intact else _("The ledger is damaged."))
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
