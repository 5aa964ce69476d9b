"""What meets the conditions on time: waiting, and letting a term begin or run on."""

from datetime import UTC, datetime, time, timedelta

from trajecten.core.commands import ResumeTerm
from trajecten.core.duration import AMSTERDAM
from trajecten.core.finding import Remedy
from trajecten.core.guards.flow import MinDuration
from trajecten.core.running import TermState, standing
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.planning.acts import Done, begin
from trajecten.planning.plan import NeedKind
from trajecten.planning.tasks import Task


def last_long_enough(task: Task) -> Done:
    """Wait until a phase has had its minimum duration."""
    guard: MinDuration = task.guard
    visit = task.situation.visit
    until = guard.duration.after(visit.since)
    words = Text("de fase {phase} duurt minstens {d}", "the phase {phase} takes at least {d}").fill(
        phase=task.rehearsal.workflow.name_of("phase", visit.phase), d=guard.duration.text
    )
    return task.rehearsal.waiting(until, task.need(NeedKind.WAIT, text=words, until=until))


def run_out(task: Task) -> Done:
    """Let a term begin if it has not, run on if it stands still, and run out."""
    now = task
    for _ in range(len(TermState)):
        if now.is_done:
            return now.rehearsal
        found = _nearer_to_the_end(now)
        if found is None:
            return None
        now = now.on(found)
    return None


def begin_anew(task: Task) -> Done:
    """Let a term begin, or begin anew."""
    return begin(task, task.rehearsal.workflow.term(task.guard.term).starts)


# Private


def _nearer_to_the_end(task: Task) -> Done:
    rehearsal, term = task.rehearsal, task.guard.term
    now = standing(rehearsal.workflow, rehearsal, term, day_of(rehearsal.now))
    if now.state in {TermState.NOT_STARTED, TermState.ENDED}:
        return begin(task, now.term.starts)
    if now.last is None:
        return _resumed(task, term, now.term.label)
    midnight = datetime.combine(now.last + timedelta(days=1), time(), AMSTERDAM).astimezone(UTC)
    words = Text("tot en met {term}", "until after {term}").fill(term=now.term.label)
    need = task.need(NeedKind.WAIT, term=term, until=midnight, text=words)
    return rehearsal.waiting(midnight, need)


def _resumed(task: Task, term: str, label: Text) -> Done:
    words = Text("de termijn {term} weer laten lopen", "let the term {term} run on")
    remedy = Remedy(
        Text("Laat de termijn weer lopen.", "Let the term run on."),
        "ResumeTerm",
        (("term", term),),
    )
    need = task.need(NeedKind.TERM, remedy, term=term, text=words.fill(term=label))
    return task.rehearsal.doing(ResumeTerm(term=term), need)
