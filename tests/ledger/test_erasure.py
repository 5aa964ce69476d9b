"""What an entry says was erased."""

from dataclasses import replace
from typing import Any

import pytest

from tests.ledger.test_entry import ENTRY
from trajecten.ledger.entry import Entry, Result
from trajecten.ledger.erasure import erased_among, erased_by


def erasing(listed: Any = (), **changes: Any) -> Entry:
    data = {"erased": listed}
    return replace(ENTRY, action="personal.erased", seq=9, data=data, **changes)


def test_an_entry_that_erases_names_the_places() -> None:
    assert erased_by(erasing([[2, "note"], [3, "person.p-1"]])) == ((2, "note"), (3, "person.p-1"))


def test_only_what_stood_there_before_can_have_been_erased() -> None:
    assert erased_by(erasing([[8, "note"], [9, "note"], [10, "note"]])) == ((8, "note"),)


def test_what_was_refused_or_is_something_else_erases_nothing() -> None:
    refused = erasing([[2, "note"]], result=Result.REFUSED)
    other = replace(erasing([[2, "note"]]), action="note.added")

    assert erased_among([refused, other]) == frozenset()


@pytest.mark.parametrize(
    "listed", [None, "x", {}, [2], ["2.note"], [["2", "note"]], [[2]], [[2, "note", 3]], [[2, 3]]]
)
def test_what_is_not_of_that_form_erases_nothing(listed: Any) -> None:
    assert erased_by(erasing(listed)) == ()
