"""The pages on the processes say what the files say, and lead to files that exist."""

import re

import pytest

from tests.docs.processes import INDEX, PAGES, ROOT, left_out, names, pages

MADE = pages()
LINK = re.compile(r"\]\(((?!https?:|#)[^)#]+)")


def shown(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MADE, ids=shown)
def test_a_page_is_current(path):
    assert path.read_text("utf-8") == MADE[path], "if so meant: python -m tests.docs.processes"


def test_there_is_a_page_for_each_process_in_each_language_and_none_is_left_over():
    assert {INDEX, *PAGES.rglob("*.md")} == MADE.keys()
    assert len(MADE) == 1 + 2 * len(names())


@pytest.mark.parametrize("path", MADE, ids=shown)
def test_every_link_leads_to_a_file(path):
    targets = [path.parent / one for one in LINK.findall(MADE[path])]

    assert [one for one in targets if not one.exists()] == []


@pytest.mark.parametrize("name", names())
def test_each_process_says_what_it_could_not_express(name):
    file = ROOT / "workflows" / "trajecten_workflows" / f"{name}.yaml"

    assert left_out(file.read_text("utf-8"))


@pytest.mark.parametrize("name", names())
def test_each_process_has_a_story(name):
    page = MADE[PAGES / "en" / f"{name.partition('@')[0]}.md"]

    assert "| Stories |" in page


def test_what_could_not_be_expressed_ends_where_the_next_heading_begins():
    text = (
        "# A\n# Not expressed   - One\n#                   and more.\n#   - Two.\n# To adapt  x\n"
    )

    assert left_out(text) == ["- One and more.", "- Two."]
    assert left_out("# A\n\nschema: x\n") == []
