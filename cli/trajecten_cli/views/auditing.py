"""What an audit of the decisions found."""

import json
from collections.abc import Iterable, Mapping
from gettext import gettext as _
from gettext import ngettext

from trajecten import (
    Discrepancy,
    Otherwise,
    Replay,
    ReplayedTrajectory,
    Supposition,
    Unjudged,
    WhatIf,
)
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.findings import finding_document


def replay_document(found: Replay, language: Language) -> Document:
    """Return the JSON document of a replay."""
    return {
        "clean": found.clean,
        "entries": found.entries,
        "engine": found.engine,
        "trajectories": [_trajectory_document(one, language) for one in found.trajectories],
        "not_checked": [one.in_language(language) for one in found.not_checked],
    }


def show_replay(found: Replay, screen: Screen) -> None:
    """Show for each trajectory what differs, and what was not looked at."""
    for one in found.trajectories:
        _show_trajectory(one, screen)
    if found.clean:
        screen.line(_("Every decision that was made again came out as recorded."))
    else:
        screen.line(_("What is in the ledger is not what was decided."))
    screen.heading(_("Not checked:"))
    for words in found.not_checked:
        screen.item(screen.words(words), indent=STEP)


def what_if_document(found: WhatIf, language: Language) -> Document:
    """Return the JSON document of a replay under another text."""
    return {
        "workflow": found.workflow,
        "version": found.version,
        "digest": found.digest,
        "trajectories": [_supposition_document(one, language) for one in found.trajectories],
    }


def show_what_if(found: WhatIf, screen: Screen) -> None:
    """Show for each trajectory where it would have been stopped, and what would have passed."""
    for one in found.trajectories:
        if one.asked:
            _show_supposition(one, screen)
    others = sum(not one.asked for one in found.trajectories)
    if others:
        count = ngettext("{n} trajectory", "{n} trajectories", others).format(n=others)
        words = _("{count} of another workflow: not asked.").format(count=count)
        screen.line(words, style="dim")


# Private


def _supposition_document(one: Supposition, language: Language) -> Document:
    return {
        "ref": one.ref,
        "trajectory": one.trajectory,
        "workflow": one.workflow,
        "asked": one.asked,
        "entries": one.entries,
        "stopped": _otherwise_document(one.stopped, one.ref, language) if one.stopped else None,
        "let_through": [_otherwise_document(each, one.ref, language) for each in one.let_through],
        "unknown_phases": list(one.phases),
        "not_judged": [_unjudged_document(each, language) for each in one.unjudged],
        "damage": one.damage.in_language(language) if one.damage else None,
    }


def _otherwise_document(one: Otherwise, ref: str, language: Language) -> Document:
    return {
        "seq": one.seq,
        "action": one.action,
        "object": one.object,
        "message": one.message.in_language(language) if one.message else None,
        "findings": [finding_document(each, ref, language) for each in one.findings],
    }


def _unjudged_document(one: Unjudged, language: Language) -> Document:
    return {"seq": one.seq, "action": one.action, "reason": one.reason.in_language(language)}


def _show_supposition(one: Supposition, screen: Screen) -> None:
    if one.stopped is None:
        screen.judged(True, _("{ref}: would have gone the same way").format(ref=one.ref))
    else:
        words = _("{ref}: would have been stopped at entry {seq} ({what})")
        what = f"{one.stopped.action} {one.stopped.object}"
        screen.judged(False, words.format(ref=one.ref, seq=one.stopped.seq, what=what))
        if one.stopped.message is not None:
            screen.line(screen.words(one.stopped.message), indent=STEP * 2)
        for finding in one.stopped.findings:
            words = screen.words(finding.message) or finding.guard
            screen.judged(False, words, indent=STEP * 2)
    for each in one.let_through:
        words = _("entry {seq} ({what}) was refused, and would have been accepted").format(
            seq=each.seq, what=f"{each.action} {each.object}"
        )
        screen.item(words, sign="!", indent=STEP, style="yellow")
    if one.phases:
        words = _("phases that the other text does not have: {phases}")
        screen.line(words.format(phases=", ".join(one.phases)), indent=STEP)
    _show_unjudged(one.unjudged, screen)
    if one.damage is not None:
        words = _("the ledger is damaged, and was replayed up to there: {why}")
        screen.line(words.format(why=screen.words(one.damage)), indent=STEP)


def _show_unjudged(unjudged: Iterable[Unjudged], screen: Screen) -> None:
    for one in unjudged:
        words = _("entry {seq} ({action}) was not judged: {why}").format(
            seq=one.seq, action=one.action, why=screen.words(one.reason)
        )
        screen.item(words, sign="!", indent=STEP, style="yellow")


def _trajectory_document(one: ReplayedTrajectory, language: Language) -> Document:
    return {
        "ref": one.ref,
        "trajectory": one.trajectory,
        "clean": one.clean,
        "entries": one.entries,
        "accepted": one.accepted,
        "refused": one.refused,
        "damage": one.damage.in_language(language) if one.damage else None,
        "discrepancies": [_discrepancy_document(each, language) for each in one.discrepancies],
        "not_judged": [_unjudged_document(each, language) for each in one.unjudged],
        "engines": list(one.engines),
    }


def _discrepancy_document(one: Discrepancy, language: Language) -> Document:
    return {
        "ref": one.ref,
        "seq": one.seq,
        "kind": one.kind.value,
        "message": one.message.in_language(language),
        "recorded": dict(one.recorded),
        "found": dict(one.found),
        "engine": one.engine,
    }


def _show_trajectory(one: ReplayedTrajectory, screen: Screen) -> None:
    count = ngettext("{n} entry", "{n} entries", one.entries).format(n=one.entries)
    if one.damage is not None:
        words = _("{ref}: the ledger is damaged, and was replayed up to there: {why}")
        screen.judged(False, words.format(ref=one.ref, why=screen.words(one.damage)))
    words = _("{ref}: {count} decided anew").format(ref=one.ref, count=count)
    screen.judged(not one.discrepancies, words)
    for each in one.discrepancies:
        screen.judged(False, screen.words(each.message), indent=STEP)
        screen.pairs(
            [
                (_("recorded"), _briefly(each.recorded)),
                (_("found"), _briefly(each.found)),
            ],
            indent=STEP * 2,
        )
    _show_unjudged(one.unjudged, screen)
    if one.engines:
        words = _("also written by version {versions}").format(versions=", ".join(one.engines))
        screen.line(words, indent=STEP, style="dim")


_MOST_LETTERS = 400
"""How much of what differs is shown; JSON has it all."""


def _briefly(side: Mapping[str, object]) -> str:
    text = json.dumps(side, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
