"""The last days of terms as a calendar file, judged by a reader of such files (icalendar)."""

import re
from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.engine.kit import ACTOR, COMMISSIONER, OTHER, REF, Desk
from tests.terms import procedure
from trajecten import (
    Advance,
    Deadline,
    Language,
    NotFoundError,
    RecordDecision,
    RegisterArtefact,
    ResumeTerm,
    SuspendTerm,
    TermKind,
    Text,
    as_icalendar,
)
from trajecten.core.text import LANGUAGES

NOW = datetime(2026, 5, 12, 10, tzinfo=UTC)
HOSTILE = (
    'a;b,c\\d:e"f',
    "regel\r\nBEGIN:VEVENT\r\nSUMMARY:nep\r\nEND:VEVENT",
    "\nEND:VCALENDAR\n",
    "\u2028ATTENDEE:mailto:x@example.org\u2029\x85\x0b\x0c\x1e",
    "\x00\x07\x1b[31m\x7f\x9b",
    "\\n is geen nieuwe regel, \\; ook niet",
    "é" * 100,
    "🏘️" * 60,
    " spaties aan \t het eind  ",
    "",
)


@pytest.fixture
def begun(desk: Desk) -> Desk:
    """Give a desk with a trajectory on the procedure, whose draft lies out from 2 March 2026."""
    desk.engine.start(procedure(), "Het plein", commissioner=COMMISSIONER, ref=REF)
    desk.engine.do(REF, RegisterArtefact(type="application"))
    desk.engine.do(REF, Advance(transition="lay-out"))
    return desk


def deadline(**changes: object) -> Deadline:
    given = {
        "ref": "plein", "title": "Het plein", "trajectory": "0a" * 16, "term": "views",
        "label": Text("zienswijzen", "views"), "kind": TermKind.MINIMUM, "basis": "Awb 3:16",
        "last_day": date(2026, 4, 13),
    }  # fmt: skip
    return Deadline(**(given | changes))  # type: ignore[arg-type]


def read(content: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    assert all(one.errors == [] for one in calendar.walk())
    return [one for one in calendar.walk("VEVENT") if isinstance(one, icalendar.Event)]


def lines(content: bytes) -> list[bytes]:
    assert content.endswith(b"\r\n")
    return content.removesuffix(b"\r\n").split(b"\r\n")


@pytest.mark.parametrize(
    ("language", "summary", "description"),
    [
        ("nl", "Zienswijzen: laatste dag (Het plein)", [
            "Traject: plein",
            "Deze termijn moet voorbij zijn voordat het verder kan.",
            "Grondslag: Awb 3:16",
        ]),
        ("en", "Views: last day (Het plein)", [
            "Trajectory: plein",
            "This term must have passed before things can go on.",
            "Basis: Awb 3:16",
        ]),
    ],
)  # fmt: skip
def test_each_last_day_is_an_event_of_that_whole_day(
    language: Language, summary: str, description: list[str]
) -> None:
    (event,) = read(as_icalendar([deadline()], now=NOW, language=language))

    assert (event.start, event.end) == (date(2026, 4, 13), date(2026, 4, 14))
    assert str(event["SUMMARY"]) == summary
    assert str(event["DESCRIPTION"]).split("\n") == description
    assert event["DTSTAMP"].dt == NOW
    assert str(event["UID"]) == f"{'0a' * 16}-views@trajecten"


def test_the_file_is_what_the_standard_says_to_the_letter() -> None:
    content = as_icalendar([deadline(title="A, B; C")], now=NOW, language="en")

    found = lines(content)
    assert found[0] == b"BEGIN:VCALENDAR"
    assert found[-1] == b"END:VCALENDAR"
    assert b"VERSION:2.0" in found
    assert any(re.fullmatch(rb"PRODID:-//trajecten//trajecten [\w.]+//EN", one) for one in found)
    assert b"DTSTAMP:20260512T100000Z" in found
    assert b"DTSTART;VALUE=DATE:20260413" in found
    assert rb"SUMMARY:Views: last day (A\, B\; C)" in found


def test_a_calendar_without_terms_is_still_a_calendar() -> None:
    content = as_icalendar([], now=NOW)

    calendar = icalendar.Calendar.from_ical(content)
    assert [one.name for one in calendar.subcomponents] == ["VTIMEZONE"]
    assert read(content) == []


def test_the_last_day_of_the_calendar_has_no_day_after_it() -> None:
    (event,) = read(as_icalendar([deadline(last_day=date.max)], now=NOW))

    assert event["DTSTART"].dt == date.max
    assert "DTEND" not in event


def test_a_title_that_was_erased_gives_way_to_the_reference() -> None:
    (event,) = read(as_icalendar([deadline(title=None)], now=NOW))

    assert str(event["SUMMARY"]) == "Zienswijzen: laatste dag (plein)"


def expected(text: str) -> str:
    """Return a text as it should be read back: one kind of line end, no control characters."""
    text = re.sub("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f]", "", text)


@given(st.text(), st.text(), st.sampled_from(LANGUAGES))
@example(HOSTILE[0], HOSTILE[1], "nl")
@example(HOSTILE[2], HOSTILE[3], "nl")
@example(HOSTILE[4], HOSTILE[5], "nl")
@example(HOSTILE[6], HOSTILE[7], "en")
@example(HOSTILE[8], HOSTILE[9], "en")
def test_no_text_can_be_more_than_text(title: str, basis: str, language: Language) -> None:
    content = as_icalendar([deadline(title=title, basis=basis)], now=NOW, language=language)

    (event,) = read(content)
    last = {"nl": "laatste dag", "en": "last day"}[language]
    label = {"nl": "Zienswijzen", "en": "Views"}[language]
    assert str(event["SUMMARY"]) == f"{label}: {last} ({expected(title)})"
    assert str(event["DESCRIPTION"]).endswith(f": {expected(basis)}")
    names = [re.split(b"[:;]", one)[0] for one in lines(content) if not one.startswith(b" ")]
    assert names == [
        b"BEGIN", b"VERSION", b"PRODID", b"CALSCALE", b"BEGIN", b"UID", b"DTSTAMP", b"DTSTART",
        b"DTEND", b"SUMMARY", b"DESCRIPTION", b"TRANSP", b"END", b"END",
    ]  # fmt: skip


@given(st.text(min_size=1, max_size=300))
@example("é" * 300)
@example("a" + "🏘" * 99)
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut_in_two(title: str) -> None:
    content = as_icalendar([deadline(title=title)], now=NOW)

    for one in lines(content):
        assert len(one) <= 75
        one.decode()
        assert b"\n" not in one
        assert b"\r" not in one


def test_the_terms_that_run_are_told_with_their_last_day(begun: Desk) -> None:
    found = [(one.ref, one.term, one.last_day, one.over) for one in begun.engine.deadlines()]

    assert found == [
        (REF, "views", date(2026, 4, 13), False),
        (REF, "decide", date(2026, 9, 2), False),
        (REF, "whole", date(2026, 4, 1), False),
    ]
    begun.clock.forward(days=40)
    assert [one.over for one in begun.engine.deadlines()] == [False, False, True]


def test_what_stands_still_or_is_done_has_no_last_day_to_tell(begun: Desk) -> None:
    begun.engine.do(REF, SuspendTerm(term="decide", reason="Aanvulling"))
    still = [one.term for one in begun.engine.deadlines()]
    begun.clock.forward(days=11)
    begun.engine.do(REF, ResumeTerm(term="decide"))
    runs = {one.term: one.last_day for one in begun.engine.deadlines()}
    begun.engine.do(REF, RecordDecision(body="council", outcome="adopted"))

    assert still == ["views", "whole"]
    assert runs["decide"] == date(2026, 9, 12)
    assert [one.term for one in begun.engine.deadlines()] == ["views", "whole"]


def test_what_has_ended_has_nothing_in_the_calendar(begun: Desk) -> None:
    begun.engine.advance(REF, "again")
    begun.engine.advance(REF, "without", motivation="Klein", exemption="minor")

    assert begun.engine.deadlines() == ()


def test_one_trajectory_or_all_of_them_each_with_events_of_its_own(begun: Desk) -> None:
    begun.engine.start(procedure(), "Het station", commissioner=COMMISSIONER, ref=OTHER)

    assert [one.ref for one in begun.engine.deadlines()] == [REF, REF, REF, OTHER]
    assert [one.ref for one in begun.engine.deadlines(OTHER)] == [OTHER]
    events = read(as_icalendar(begun.engine.deadlines(), now=NOW))
    assert len({str(one["UID"]) for one in events}) == 4
    with pytest.raises(NotFoundError):
        begun.engine.deadlines("nergens")


def test_a_term_that_begins_anew_moves_its_event(begun: Desk) -> None:
    def views() -> icalendar.Event:
        events = read(as_icalendar(begun.engine.deadlines(), now=NOW))
        return next(one for one in events if "Zienswijzen" in str(one["SUMMARY"]))

    before = views()
    begun.clock.forward(days=20)
    begun.engine.advance(REF, "again")
    begun.engine.advance(REF, "lay-out")
    after = views()

    assert str(before["UID"]) == str(after["UID"])
    assert after.start > before.start


def test_no_person_is_in_the_calendar(begun: Desk) -> None:
    content = as_icalendar(begun.engine.deadlines(), now=NOW).decode()

    assert ACTOR not in content
    assert COMMISSIONER not in content
