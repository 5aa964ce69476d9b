"""What came of the norms of auditors."""

from gettext import gettext as _
from gettext import ngettext

from trajecten import JudgedNorm, JudgedTrajectory, NormReport, NormVerdict
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen


def norms_document(report: NormReport, language: Language) -> Document:
    """Return the JSON document of the norms."""
    return {
        "findings": report.findings,
        "judged_at": moment(report.judged_at),
        "engine": report.engine,
        "trajectories": [_trajectory(one, language) for one in report.trajectories],
        "not_checked": [one.in_language(language) for one in report.not_checked],
    }


def show_norms(report: NormReport, screen: Screen) -> None:
    """Show for each trajectory the findings, what is met, and what could not be judged."""
    for one in report.trajectories:
        _show_trajectory(one, screen)
    screen.heading(_("Not checked:"))
    for words in report.not_checked:
        screen.item(screen.words(words), indent=STEP)


# Private


def _trajectory(one: JudgedTrajectory, language: Language) -> Document:
    return {
        "ref": one.ref,
        "trajectory": one.trajectory,
        "workflow": one.workflow,
        "version": one.version,
        "entries": one.entries,
        "damage": one.damage.in_language(language) if one.damage else None,
        "norms": [_norm(each, language) for each in one.norms],
    }


def _norm(one: JudgedNorm, language: Language) -> Document:
    limit = one.norm.limit
    return {
        "norm": one.norm.id,
        "asks": one.norm.asks.in_language(language),
        "verdict": one.result.verdict.value,
        "message": one.result.message.in_language(language),
        "entries": list(one.result.entries),
        "source": one.norm.source.in_language(language),
        "limit": limit.in_language(language) if limit else None,
    }


def _show_trajectory(one: JudgedTrajectory, screen: Screen) -> None:
    found = len(one.of(NormVerdict.FINDING))
    words = ngettext("{ref}: {n} finding", "{ref}: {n} findings", found)
    screen.heading(words.format(ref=one.ref, n=found))
    if one.damage is not None:
        words = _("the ledger is damaged, and was read up to there: {why}")
        screen.line(words.format(why=screen.words(one.damage)), indent=STEP)
    for each in one.norms:
        _show_norm(each, screen)


def _show_norm(one: JudgedNorm, screen: Screen) -> None:
    words = f"{one.norm.id} {screen.words(one.norm.asks)}"
    if one.result.verdict is NormVerdict.NOT_APPLICABLE:
        screen.item(words, indent=STEP, style="dim")
    else:
        screen.judged(one.result.verdict is NormVerdict.PASS, words, indent=STEP)
    screen.line(screen.words(one.result.message), indent=STEP * 3)
    if one.result.verdict is NormVerdict.FINDING:
        screen.line(screen.words(one.norm.source), indent=STEP * 3, style="dim")
    if one.result.verdict is NormVerdict.PASS and one.norm.limit is not None:
        screen.line(screen.words(one.norm.limit), indent=STEP * 3, style="dim")
    if one.result.entries:
        shown = ", ".join(map(str, one.result.entries[:_MOST]))
        more = len(one.result.entries) - _MOST
        words = ngettext("entry {seqs}", "entries {seqs}", len(one.result.entries))
        words = words.format(seqs=shown)
        if more > 0:
            words += " " + _("and {n} more").format(n=more)
        screen.line(words, indent=STEP * 3, style="dim")


_MOST = 12
"""How many entries are named on a screen; the other forms name all."""
