"""A workflow made from a log holds every trace of it, and is a workflow like any other."""

from hypothesis import given
from hypothesis import strategies as st

from tests.importing.logs import log, small, steps, stream, trace
from trajecten import Severity, check, discover, load_workflow, survey_xes
from trajecten.importing.discovering import identifiers

NAMES = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=300,
).filter(str.strip)
LOGS = st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=5)


def discovered(content, name="log.xes"):
    found = discover(survey_xes(stream(content)), name)
    return load_workflow(found.text.encode()), found.steps


def test_a_phase_is_an_activity_and_what_followed_may_follow():
    workflow, _ = discovered(small())

    assert list(workflow.phases) == ["begin", "ontvangen", "toetsen", "besluit", "end"]
    assert workflow.transitions["toetsen"].sources == ("ontvangen", "toetsen")
    assert workflow.transitions["besluit"].sources == ("ontvangen", "toetsen")
    assert workflow.transitions["end"].sources == ("besluit",)


def test_relation_first_is_set_aside_openly_and_honestly():
    workflow, _ = discovered(small())

    aside = workflow.relation_first.set_aside
    assert "no conversations" in aside.reason.en
    assert "log.xes, sha256" in aside.basis


@given(LOGS)
def test_whatever_activities_are_called_the_workflow_is_good_and_holds_every_trace(cases):
    content = log(*(trace(str(number), steps(*names)) for number, names in enumerate(cases)))

    workflow, found = discovered(content)

    assert [one for one in check(workflow) if one.severity is Severity.ERROR] == []
    for names in cases:
        here = "begin"
        for name in names:
            step = workflow.transitions[found[" ".join(name.split())]]
            assert here in step.sources
            here = step.target


def test_no_two_activities_have_one_id():
    names = [
        "Besluit",
        "besluit",
        "besluit!",
        "begin",
        "end",
        "2e besluit",
        "\u4e2d\u6587",
        "é" * 80,
    ]

    found = identifiers(names)

    assert list(found) == names
    assert len({*found.values(), "begin", "end"}) == len(names) + 2
    assert max(map(len, found.values())) <= 64


def test_the_name_of_the_file_cannot_spoil_the_workflow():
    workflow, _ = discovered(small(), '": }\n- &x [*x] \u202e=1.xes')

    assert workflow.id == "x-x-u-202e-1-xes"
