"""Pictures of a workflow: the text is well-formed, whatever people call things."""

import re

import pytest

from tests.building import HOUSE, house
from trajecten import InputError, Kind, bundled_workflow, bundled_workflows, diagram, load_workflow
from trajecten.checking import picture

HOSTILE = 'a"b; --> [*] : {x} #1 %% \\" \n<b>&amp;'
ONE_TRACK = load_workflow(bundled_workflow("gesprek-eerst"))
STATE = re.compile(r'^ *state "[^"]*" as \w+( \{)?$')
ARROW = re.compile(r"^ *(\[\*\]|\w+) --> (\[\*\]|\w+)( : [^\":;{}<>%\\]*(#\d+;[^\":;{}<>%\\]*)*)?$")


def hostile():
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    text = HOUSE.replace("nl: Kiezen, en: Choose", f'nl: "{quoted}", en: x')
    return load_workflow(text.replace("nl: Luisteren", f'nl: "{quoted}"').encode())


@pytest.mark.parametrize("workflow", [house(), ONE_TRACK, hostile()], ids=lambda one: one.id)
def test_every_line_of_mermaid_is_a_state_an_arrow_or_a_class(workflow):
    first, *lines = diagram(workflow, "mermaid", "nl").splitlines()

    assert first == "stateDiagram-v2"
    rest = [one for one in lines if not (STATE.match(one) or ARROW.match(one))]
    assert all(re.match(r"^ *(\}|class(Def)? [\w]+ .*)$", one) for one in rest), rest


@pytest.mark.parametrize("form", ["mermaid", "dot"])
@pytest.mark.parametrize("one", bundled_workflows(), ids=lambda one: one.id)
def test_every_phase_and_every_way_is_drawn(one, form):
    workflow = load_workflow(bundled_workflow(one.id))

    text = diagram(workflow, form, "en")

    ways = sum(len(each.sources) for each in workflow.transitions.values())
    finals = sum(each.final for each in workflow.phases.values())
    extra = finals if form == "mermaid" else 0
    arrow = " --> " if form == "mermaid" else " -> "
    assert text.count(arrow) == ways + len(workflow.tracks) + extra
    assert all(kind.value in text for kind in {each.kind for each in workflow.phases.values()})


def test_no_label_breaks_out_of_its_quotes_in_dot():
    text = diagram(hostile(), "dot", "nl")

    assert text.isascii()
    for line in text.splitlines():
        assert line.count('"') % 2 == 0
    assert "\\" not in text
    assert set(picture._FILLS) == set(Kind)


def test_svg_without_the_program_names_the_extra(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_words, **_more: None)

    with pytest.raises(InputError, match=r"trajecten\[diagram\]"):
        diagram(ONE_TRACK, "svg")


def test_svg_is_drawn_by_the_program_with_fonts_to_fall_back_on():
    drawn = diagram(hostile(), "svg")

    assert drawn.lstrip().startswith("<?xml")
    assert "</svg>" in drawn
    assert set(re.findall(r'font-family="([^"]*)"', drawn)) == {picture._FONTS}


def test_the_same_workflow_gives_the_same_svg():
    assert diagram(house(), "svg") == diagram(house(), "svg")


def test_only_where_there_are_several_tracks_each_has_a_heading():
    assert "subgraph" not in diagram(ONE_TRACK, "dot")
    assert diagram(house(), "dot").count("subgraph") == 2


def test_a_kind_is_left_out_where_the_phase_is_called_by_it():
    text = diagram(load_workflow(bundled_workflow("relatie-eerst")), "dot", "nl")

    assert '[label="Besluit", ' in text
    assert '[label="Praktijk (uitvoering)", ' in text


def test_a_step_that_does_not_ask_the_exit_gate_is_dashed():
    lines = diagram(ONE_TRACK, "dot").splitlines()

    dashed = sum(line.endswith(", style=dashed]") for line in lines)
    free = [one for one in ONE_TRACK.transitions.values() if not one.exit_gate]
    assert dashed == sum(len(one.sources) for one in free) > 0
