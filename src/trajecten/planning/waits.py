"""What meets the conditions on time: waiting, and letting a term begin or run on."""

from datetime import UTC, date, datetime, time, timedelta

from trajecten.core.commands import ResumeTerm
from trajecten.core.duration import AMSTERDAM
from trajecten.core.finding import Remedy
from trajecten.core.guards.days import ContactDays
from trajecten.core.guards.flow import MinDuration
from trajecten.core.guards.window import Window
from trajecten.core.running import TermState, standing
from trajecten.core.terms import day_of
from trajecten.core.text import Text
from trajecten.planning.acts import Done, begin, meet
from trajecten.planning.plan import NeedKind
from trajecten.planning.rehearsal import Rehearsal
from trajecten.planning.tasks import Task, repeated


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


def let_day_come(task: Task) -> Done:
    """Wait until the first day on which a step can be taken; None when the last has passed."""
    guard: Window = task.guard
    today = day_of(task.rehearsal.now)
    if guard.since is None or today >= guard.since:
        return None
    words = Text("eerder kan deze stap niet", "this step cannot be taken sooner")
    return _until(task, guard.since, words)


def let_days_pass(task: Task) -> Done:
    """Wait until the last day has passed on which a step cannot be taken; None when it never is."""
    guard: Window = task.guard
    words = Text("eerder kan deze stap niet", "this step cannot be taken sooner")
    return _until(task, guard.until + timedelta(days=1), words) if guard.until else None


def meet_day_by_day(task: Task) -> Done:
    """Meet a group, and where it was met today already, wait until tomorrow first."""

    def one(now: Task) -> Done:
        guard: ContactDays = now.guard
        given = dict(now.finding.remedies[0].arguments)
        domain, group = given["domain"], given["group"]
        today = day_of(now.rehearsal.now)
        found: Done = now.rehearsal
        if today in guard.days(domain, group, now.rehearsal, now.situation):
            words = Text("een andere dag", "another day")
            found = _until(now, today + timedelta(days=1), words)
        return None if found is None else meet(now.on(found), domain, group, guard.purpose)

    return repeated(task, one)


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
    words = Text("tot en met {term}", "until after {term}").fill(term=now.term.label)
    return _until(task, now.last + timedelta(days=1), words, term)


def _until(task: Task, day: date, why: Text, term: str | None = None) -> Rehearsal:
    midnight = datetime.combine(day, time(), AMSTERDAM).astimezone(UTC)
    need = task.need(NeedKind.WAIT, until=midnight, text=why, term=term)
    return task.rehearsal.waiting(midnight, need)


def _resumed(task: Task, term: str, label: Text) -> Done:
    words = Text("de termijn {term} weer laten lopen", "let the term {term} run on")
    remedy = Remedy(
        Text("Laat de termijn weer lopen.", "Let the term run on."),
        "ResumeTerm",
        (("term", term),),
    )
    need = task.need(NeedKind.TERM, remedy, term=term, text=words.fill(term=label))
    return task.rehearsal.doing(ResumeTerm(term=term), need)
