"""What changed in a term, in words."""

from collections.abc import Iterator

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


def changes_of_term(before: Term, after: Term, new: Workflow) -> Iterator[Text]:
    """Return each thing that the newer term says otherwise."""
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


# Private


def _of_leave(before: Term, after: Term, new: Workflow) -> Iterator[Text]:
    if before.ends != after.ends:
        when = moments_of_term(new, after.ends) if after.ends else same("-")
        yield Text("eindigt nu {when}", "ends {when} now").fill(when=when)
    if before.extension != after.extension:
        yield _extension(after.extension)
    if (before.suspension is None) is not (after.suspension is None):
        yield (
            Text("kan niet meer worden opgeschort", "can no longer be suspended")
            if after.suspension is None
            else Text("kan nu worden opgeschort", "can be suspended now")
        )
    if before.basis != after.basis:
        yield Text("andere grondslag: {b}", "another basis: {b}").fill(b=after.basis)


def _extension(extension: Extension | None) -> Text:
    if extension is None:
        return Text("kan niet meer worden verlengd", "can no longer be extended")
    words = Text("kan nu worden verlengd met {d}", "can be extended by {d} now")
    return words.fill(d=extension.length.text)
