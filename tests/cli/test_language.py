"""The language of a run, and the completeness of the catalogues."""

import re
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from trajecten_cli import language

PACKAGE = Path(language.__file__).parent
NOT_FOR_PEOPLE = {"d"}
"""What click marks without being a text."""


def messages(folder):
    found = extract_from_dir(folder, method_map=[("**.py", "python")])
    return {message for _file, _line, message, _comments, _context in found} - NOT_FOR_PEOPLE


def catalogue():
    return read_po(BytesIO((PACKAGE / "locale/nl/LC_MESSAGES/messages.po").read_bytes()))


@pytest.mark.parametrize(
    ("words", "environment", "chosen"),
    [
        ([], {}, "nl"),
        ([], {"LANG": "C.UTF-8"}, "nl"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "nl_NL"}, "nl"),
        ([], {"LC_MESSAGES": "en", "LANG": "nl_NL"}, "en"),
        (["--lang", "en"], {"LANG": "nl_NL"}, "en"),
        (["list", "--lang=en"], {}, "en"),
        (["note", "add", "--", "--lang=en"], {}, "nl"),
        (["--lang"], {}, "nl"),
    ],
)
def test_the_language_is_that_asked_for_else_the_locale_else_dutch(words, environment, chosen):
    assert language.chosen(words, environment) == chosen


@pytest.mark.parametrize("folder", [PACKAGE, Path(click.__file__).parent], ids=["own", "click"])
def test_no_text_lacks_a_dutch_translation(folder):
    translated = {one.id for one in catalogue() if one.string and not one.fuzzy}

    assert messages(folder) - translated == set()


def test_no_translation_is_left_of_a_text_that_is_gone():
    used = messages(PACKAGE) | messages(Path(click.__file__).parent)

    assert {one.id for one in catalogue() if one.id} - used == set()


def test_placeholders_are_the_same_in_both_languages():
    for one in catalogue():
        texts = one.string if isinstance(one.string, tuple) else (one.string,)
        ids = one.id if isinstance(one.id, tuple) else (one.id,)
        for text, original in zip(texts, ids, strict=True):
            assert not one.id or holes(text) == holes(original), one.id


def holes(text):
    return sorted(re.findall(r"\{[^}]*\}|%\(\w+\)s", text))


def test_each_answer_is_in_the_language_asked_for(started):
    assert "Waar je bent" in started.done("next", "plein").out
    assert "Where you are" in started.done("next", "plein", lang="en").out
    assert "Gesprekken" in started.done("list").out
    assert "Conversations" in started.done("list", lang="en").out


def test_no_text_to_translate_hides_in_an_f_string():
    hidden = re.compile(r"""f["'][^\n]*\{_\(""")

    assert [one for one in PACKAGE.rglob("*.py") if hidden.search(one.read_text())] == []
