"""What came of the norms, for a spreadsheet and for a report."""

import csv
import io
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from trajecten.auditing.norms import JudgedNorm, JudgedTrajectory, NormReport, NormVerdict
from trajecten.core.fitting import checked
from trajecten.core.text import Language, Text
from trajecten.exporting.delimited import harmless

VERDICTS: Mapping[NormVerdict, Text] = MappingProxyType(
    {
        NormVerdict.PASS: Text("voldaan", "met"),
        NormVerdict.FINDING: Text("bevinding", "finding"),
        NormVerdict.NOT_APPLICABLE: Text("niet te beoordelen", "not applicable"),
    }
)
"""How people call each verdict."""

COLUMNS = (
    "ref", "norm", "verdict", "asks", "message", "entries", "source", "limit",
)  # fmt: skip


@checked
def norms_as_csv(report: NormReport, language: Language = "nl") -> bytes:
    """Return a row for each norm of each trajectory, as UTF-8, a header first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in report.trajectories:
        for each in one.norms:
            writer.writerow(harmless(cell) for cell in _cells(one, each, language))
    return text.getvalue().encode()


@checked
def norms_as_markdown(report: NormReport, language: Language = "nl") -> str:
    """Return a table for each trajectory, and what was not looked at, as Markdown."""
    return "\n".join(_lines(report, language)) + "\n"


# Private

_TITLE = Text("Normen", "Norms")
_JUDGED = Text(
    "Beoordeeld op {moment}, trajecten {engine}.", "Judged at {moment}, trajecten {engine}."
)
_HEADER = Text("Norm | Uitkomst | Regels", "Norm | Verdict | Entries")
_DAMAGED = Text("Het logboek is beschadigd: {why}.", "The ledger is damaged: {why}.")
_LIMITS = Text("Wat het logboek niet weet", "What the ledger does not know")
_UNSEEN = Text("Niet nagekeken", "Not checked")


def _lines(report: NormReport, language: Language) -> Iterator[str]:
    def say(text: Text) -> str:
        return text.in_language(language)

    moment = report.judged_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    yield f"# {say(_TITLE)}"
    yield ""
    yield say(_JUDGED.fill(moment=moment, engine=report.engine))
    for one in report.trajectories:
        yield from ("", f"## {one.ref} ({one.workflow} {one.version})", "")
        if one.damage is not None:
            yield from (say(_DAMAGED.fill(why=one.damage)), "")
        yield from (f"| {say(_HEADER)} |", "|---|---|---|")
        yield from (_row(each, language) for each in one.norms)
    limits = {each.norm.id: each.norm.limit for one in report.trajectories for each in one.norms}
    yield from ("", f"## {say(_LIMITS)}", "")
    yield from (f"- {key}: {_cell(say(one))}" for key, one in limits.items() if one is not None)
    yield from ("", f"## {say(_UNSEEN)}", "")
    yield from (f"- {say(one)}" for one in report.not_checked)


def _row(one: JudgedNorm, language: Language) -> str:
    verdict = VERDICTS[one.result.verdict].in_language(language)
    asks = _cell(one.norm.asks.in_language(language))
    source = _cell(one.norm.source.in_language(language))
    answer = _cell(one.result.message.in_language(language))
    seqs = ", ".join(map(str, one.result.entries))
    return f"| {one.norm.id} {asks} ({source}) | **{verdict}**: {answer} | {seqs} |"


def _cell(words: str) -> str:
    """Return words that cannot end a cell, begin a tag or a link, or take a line of their own."""
    kept = " ".join(words.split())
    for sign in "\\|<[":
        kept = kept.replace(sign, f"\\{sign}")
    return kept


def _cells(trajectory: JudgedTrajectory, one: JudgedNorm, language: Language) -> Iterator[str]:
    yield trajectory.ref
    yield one.norm.id
    yield one.result.verdict.value
    yield one.norm.asks.in_language(language)
    yield one.result.message.in_language(language)
    yield " ".join(map(str, one.result.entries))
    yield one.norm.source.in_language(language)
    yield one.norm.limit.in_language(language) if one.norm.limit else ""
