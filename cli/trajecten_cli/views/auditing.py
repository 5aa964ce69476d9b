"""What an audit of the decisions found."""

import json
from collections.abc import Mapping
from gettext import gettext as _
from gettext import ngettext

from trajecten import Discrepancy, Replay, ReplayedTrajectory
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


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


# Private


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
        "not_judged": [
            {"seq": each.seq, "action": each.action, "reason": each.reason.in_language(language)}
            for each in one.unjudged
        ],
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
    for unjudged in one.unjudged:
        words = _("entry {seq} ({action}) was not judged: {why}").format(
            seq=unjudged.seq, action=unjudged.action, why=screen.words(unjudged.reason)
        )
        screen.item(words, sign="!", indent=STEP, style="yellow")
    if one.engines:
        words = _("also written by version {versions}").format(versions=", ".join(one.engines))
        screen.line(words, indent=STEP, style="dim")


_MOST_LETTERS = 400
"""How much of what differs is shown; JSON has it all."""


def _briefly(side: Mapping[str, object]) -> str:
    text = json.dumps(side, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _MOST_LETTERS else f"{text[:_MOST_LETTERS]}…"
