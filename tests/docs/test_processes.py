"""The pages on the processes say what the files say, and lead to files that exist."""

import re

import pytest

from tests.docs.processes import INDEX, PAGES, ROOT, names, pages

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
def test_each_process_has_a_story(name):
    page = MADE[PAGES / "en" / f"{name.partition('@')[0]}.md"]

    assert "| Stories |" in page
