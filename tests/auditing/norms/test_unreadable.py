"""Ledgers that cannot be judged: a text that cannot be read any more, nothing to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.engine.kit import START, small
from trajecten import NORMS, NormVerdict, Text, Thresholds, Workflow, WorkflowError
from trajecten.auditing import Line
from trajecten.auditing.norms import Yardstick, judged_by
from trajecten.ledger.entry import Entry, Result

YARDSTICK = Yardstick(norms=NORMS, thresholds=Thresholds(), now=START)


@dataclass
class Unreadable:
    """Ledgers of which the workflow texts cannot be read."""

    entries: Sequence[Entry]

    def lines(self, trajectory: str) -> list[Line]:
        del trajectory
        return [Line(entry=one, body=b"", hash="") for one in self.entries]

    def flaw(self, trajectory: str) -> Text | None:
        del trajectory
        return None

    def break_in(self, trajectory: str) -> Text | None:
        del trajectory
        return None

    def children(self, trajectory: str) -> Sequence[str]:
        del trajectory
        return ()

    def workflow(self, digest: str) -> Workflow:
        raise WorkflowError((), instance=digest)


REFUSED = Entry(
    log="l", trajectory="t", seq=1, prev="", recorded_at=START, at=START, action="note.added",
    object="note", result=Result.REFUSED, origin="x", actor="p", definition=small().digest,
    engine="0",
)  # fmt: skip


def test_under_a_text_that_cannot_be_read_every_norm_is_a_finding() -> None:
    found = judged_by(YARDSTICK, "A-1", "t", Unreadable([REFUSED]))

    assert len(found.of(NormVerdict.FINDING)) == len(NORMS)
    assert (found.workflow, found.version) == ("", "")


def test_without_entries_every_norm_is_a_finding() -> None:
    found = judged_by(YARDSTICK, "A-1", "t", Unreadable([]))

    assert len(found.of(NormVerdict.FINDING)) == len(NORMS)
    assert "nothing to read" in found.norms[0].result.message.en
