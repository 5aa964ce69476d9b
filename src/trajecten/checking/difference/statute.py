"""What changed in terms and in grounds for an exemption, in words."""

from collections.abc import Iterator

from trajecten.checking.difference.change import About, Change, basis_words
from trajecten.core.running import moment_of_term, moments_of_term
from trajecten.core.statute import Extension, Term, TermKind
from trajecten.core.terms import TermCalendar
from trajecten.core.text import Text, same
from trajecten.core.workflow import Workflow

_KINDS = {
    TermKind.MINIMUM: Text("moet nu verstreken zijn (minimum)", "must have passed now (minimum)"),
    TermKind.MAXIMUM: Text(
        "is nu een tijd waarbinnen iets moet (maximum)",
        "is a time within which something must be done now (maximum)",
    ),
}
_CALENDARS = {
    TermCalendar.TERMIJNENWET: Text(
        "loopt nu door tot een werkdag (termijnenwet)",
        "is moved on to a working day now (termijnenwet)",
    ),
    TermCalendar.DAYS: Text(
        "eindigt nu op de dag zelf (days)", "ends on the day itself now (days)"
    ),
}


def of_terms(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return each thing that terms of both workflows say otherwise in the newer."""
    known = old.names("term")
    for term in new.terms:
        if term.id in known:
            for words in _changes_of(old.term(term.id), term, new):
                yield About("term", term.id).change(words)


def of_exemptions(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Return which grounds for an exemption rest on another basis."""
    before = {one.id: one.basis for one in old.exemptions}
    for one in new.exemptions:
        if before.get(one.id, one.basis) != one.basis:
            yield About("exemption", one.id).change(basis_words(one.basis))


# Private


def _changes_of(before: Term, after: Term, new: Workflow) -> Iterator[Text]:
    if before.length != after.length:
        yield Text("duurt nu {d}", "takes {d} now").fill(d=after.length.text)
    if before.starts != after.starts:
        yield Text("begint nu {when}", "begins {when} now").fill(
            when=moment_of_term(new, after.starts)
        )
    if before.follows != after.follows:
        yield Text("volgt nu op {term}", "follows {term} now").fill(term=after.follows or "-")
    if before.again is not after.again:
        yield (
            Text("begint nu telkens opnieuw", "begins anew each time now")
            if after.again
            else Text("begint nu maar één keer", "begins only once now")
        )
    if before.same_day is not after.same_day:
        yield (
            Text("telt nu vanaf de dag zelf", "counts from the day itself now")
            if after.same_day
            else Text("telt nu vanaf de dag erna", "counts from the day after now")
        )
    if before.kind is not after.kind:
        yield _KINDS[after.kind]
    if before.calendar is not after.calendar:
        yield _CALENDARS[after.calendar]
    yield from _of_leave(before, after, new)


def _of_leave(before: Term, after: Term, new: Workflow) -> Iterator[Text]:
    if before.ends != after.ends:
        when = moments_of_term(new, after.ends) if after.ends else same("-")
        yield Text("eindigt nu {when}", "ends {when} now").fill(when=when)
    if before.extension != after.extension:
        yield _extension(before.extension, after.extension)
    if before.suspension != after.suspension:
        yield _suspension(before.suspension, after.suspension)
    if before.basis != after.basis:
        yield basis_words(after.basis)


def _extension(before: Extension | None, after: Extension | None) -> Text:
    if after is None:
        return Text("kan niet meer worden verlengd", "can no longer be extended")
    if before is not None and before.length == after.length:
        return Text(
            "wanneer en op welke grond kan worden verlengd, is anders",
            "when and on what ground it can be extended is different",
        )
    words = Text("kan nu worden verlengd met {d}", "can be extended by {d} now")
    return words.fill(d=after.length.text)


def _suspension(before: str | None, after: str | None) -> Text:
    if after is None:
        return Text("kan niet meer worden opgeschort", "can no longer be suspended")
    if before is None:
        return Text("kan nu worden opgeschort", "can be suspended now")
    words = Text("wordt nu opgeschort op grond van {b}", "is suspended on the ground of {b} now")
    return words.fill(b=after)
