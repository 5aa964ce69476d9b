"""Reading a log of others: what is in it, and what is kept out."""

import gzip
import io
import tracemalloc
from datetime import UTC, datetime

import pytest

from tests.importing.logs import event, log, small, steps, stream, trace
from trajecten import InputError, survey_xes
from trajecten.importing import BadTraceError, read_xes, resolved, xes

BOMB = """<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
FETCHING = """<!DOCTYPE log SYSTEM "file:///etc/passwd">"""


def read(content):
    return list(read_xes(io.BytesIO(content)))


def only(content):
    (found,) = read(content)
    return resolved(found)


@pytest.mark.parametrize("packed", [False, True])
def test_a_log_is_read_plain_or_by_gzip(packed):
    found = list(read_xes(stream(small(), packed=packed)))

    assert [(one.number, one.name, len(one.events)) for one in found] == [
        (1, "zaak-1", 4),
        (2, "zaak-2", 2),
        (3, "zaak-3", 3),
    ]
    assert found[0].events[0].activity == "Ontvangen"
    assert found[0].events[0].resource == "Roos Registrator"


@pytest.mark.parametrize("head", [BOMB, FETCHING])
def test_a_log_with_a_dtd_is_not_read(head):
    with pytest.raises(InputError, match="DTD"):
        read(log(trace("a", steps("x")), head=head))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x1f\x8b",
        b"\x1f\x8bnonsense",
        gzip.compress(small())[:-20],
        b"<html/>",
        b"not xml",
        small()[:-10],
        b'<?xml version="1.0" encoding="none-such"?><log/>',
    ],
)
def test_what_is_no_xes_is_an_error_and_no_more(content):
    with pytest.raises(InputError, match="XES"):
        read(content)


def test_a_file_that_unpacks_to_too_much_is_not_read(monkeypatch):
    monkeypatch.setattr(xes, "MOST_BYTES", 1_000)

    with pytest.raises(InputError, match="too large"):
        survey_xes(stream(log(" " * 10_000), packed=True))


def test_a_case_that_would_fill_the_memory_is_not_read(monkeypatch):
    monkeypatch.setattr(xes, "MOST_ELEMENTS", 100)

    with pytest.raises(InputError, match="a case is too long"):
        read(log(trace("a", steps(*"abc" * 10))))


def test_the_length_of_a_log_takes_no_memory():
    few, many = (
        log(*(trace(f"z{n}", steps("a", "b")) for n in range(size))) for size in (200, 4000)
    )

    def peak(content):
        tracemalloc.start()
        for _ in read_xes(io.BytesIO(content)):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(few)
    assert peak(many) < 2 * peak(few) + 100_000


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-03-01T09:00:00Z", datetime(2024, 3, 1, 9, tzinfo=UTC)),
        ("2024-03-01T09:00:00.123456789+01:00", datetime(2024, 3, 1, 8, 0, 0, 123456, tzinfo=UTC)),
        ("2024-07-01T09:00:00", datetime(2024, 7, 1, 7, tzinfo=UTC)),
    ],
)
def test_a_moment_is_as_written_and_without_a_zone_on_the_dutch_clock(written, meant):
    assert only(log(trace("a", [event("x", written)])))[0].at == meant


@pytest.mark.parametrize(
    ("events", "reason", "number"),
    [
        ([], "no events", None),
        ([event("a", "2024-03-01T09:00:00Z"), event(None, "2024-03-01T09:00:00Z")], "no name", 2),
        ([event(" ", "2024-03-01T09:00:00Z")], "no name", 1),
        ([event("a", None)], "no time", 1),
        ([event("a", "gisteren")], "is none", 1),
        ([event("a", "0001-01-01T00:00:00+14:00")], "is none", 1),
        ([event("a" * 1_001, "2024-03-01T09:00:00Z")], "too long", 1),
    ],
)
def test_a_trace_that_lacks_something_says_what_and_where(events, reason, number):
    (found,) = read(log(trace("a", events)))

    with pytest.raises(BadTraceError, match=reason) as caught:
        resolved(found)

    assert caught.value.event == number


def test_what_is_nested_in_an_event_is_not_taken_for_its_own():
    inner = '<string key="org:resource" value="Ander"/>'
    name = f'<string key="concept:name" value="a">{inner}</string>'

    (found,) = read(log(f"<trace><event>{name}</event></trace>"))

    assert (found.events[0].activity, found.events[0].resource) == ("a", None)


def test_a_survey_counts_what_can_be_used():
    survey = survey_xes(stream(small(stuk=())))

    assert (survey.traces, survey.unusable, survey.events, survey.variants) == (4, 1, 9, 3)
    assert survey.activities == ("Ontvangen", "Toetsen", "Besluit")
    assert survey.first == {"Ontvangen"}
    assert survey.last == {"Besluit"}


def test_a_log_is_the_same_log_when_it_is_packed():
    plain, packed = (survey_xes(stream(small(), packed=one)) for one in (False, True))

    assert plain == packed
    assert plain.digest != survey_xes(stream(small(x=steps("a")))).digest
