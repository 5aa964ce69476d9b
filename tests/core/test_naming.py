"""Finding what people mean by a name."""

import pytest

from trajecten.core.naming import exactly_named, find_named
from trajecten.core.text import Text
from trajecten.core.workflow import Named
from trajecten.errors import AmbiguousNameError, NotFoundError

NAMES = {
    one.id: one
    for one in (
        Named(id="council", label=Text("Gemeenteraad", "Council"), aliases=("raad",)),
        Named(id="executive", label=Text("College van B en W", "Executive")),
        Named(id="execution", label=Text("Uitvoering", "Carrying out")),
        Named(id="project_lead", label=Text("Projectleider", "Project lead")),
        Named(id="project", label=Text("Opgave", "Task")),
    )
}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("council", "council"),
        ("COUNCIL", "council"),
        ("raad", "council"),
        ("Gemeenteraad", "council"),
        ("gemeenter", "council"),
        ("  college   van b en w ", "executive"),
        ("project lead", "project_lead"),
        ("project-lead", "project_lead"),
        ("executiv", "executive"),
    ],
)
def test_a_name_may_be_an_id_a_label_an_alias_or_a_beginning(wanted: str, found: str) -> None:
    assert find_named(NAMES, wanted, field="domain") == found


def test_a_whole_name_wins_over_the_beginning_of_another() -> None:
    assert find_named(NAMES, "project", field="role") == "project"


def test_a_name_that_fits_two_names_both() -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find_named(NAMES, "exec", field="domain")

    assert caught.value.candidates == ("executive", "execution")
    assert caught.value.instance == "domain"
    assert "executive (College van B en W), execution (Uitvoering)" in caught.value.detail.nl
    assert "executive (Executive), execution (Carrying out)" in caught.value.detail.en


def test_a_name_with_a_slip_is_answered_with_the_near_one() -> None:
    with pytest.raises(NotFoundError) as caught:
        find_named(NAMES, "gemeenteraat", field="domain")

    assert caught.value.detail.nl.endswith("bedoel je council (Gemeenteraad)?")
    assert caught.value.detail.en.endswith("did you mean council (Council)?")


@pytest.mark.parametrize("wanted", ["", "  ", "xyzzy"])
def test_a_name_that_means_nothing_is_answered_with_all(wanted: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_named(NAMES, wanted, field="domain")

    assert "bekend zijn: council (Gemeenteraad), executive" in caught.value.detail.nl
    assert "known are: council (Council), executive" in caught.value.detail.en


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("project", "project"), ("RAAD", "council"), ("Project-Lead", "project_lead"),
     ("projectl", None), ("xyzzy", None), ("", None)],
)  # fmt: skip
def test_a_beginning_is_no_name_where_other_words_may_stand_too(
    wanted: str, found: str | None
) -> None:
    assert exactly_named(NAMES, wanted, field="--outcome") == found


def test_a_whole_name_of_two_things_names_both() -> None:
    twice = NAMES | {"raad": Named(id="raad", label=Text("Raad", "Board"))}
    both = twice | {"bestuur": Named(id="bestuur", label=Text("RAAD!", "x"), aliases=("RAAD",))}

    assert exactly_named(twice, "raad", field="x") == "raad"
    with pytest.raises(AmbiguousNameError) as caught:
        exactly_named(both, "Raad", field="x")
    assert caught.value.candidates == ("council", "raad", "bestuur")
