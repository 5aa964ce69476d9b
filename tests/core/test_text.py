"""Texts in two languages: filled, counted, listed."""

import pytest

from trajecten.core.text import Text, abridged, counted, listed, same

CONVERSATION = (Text("gesprek", "conversation"), Text("gesprekken", "conversations"))


def test_each_language_gets_its_own_words() -> None:
    text = Text("Raad", "Council")

    assert (text.in_language("nl"), text.in_language("en")) == ("Raad", "Council")


def test_a_placeholder_is_filled_in_the_language_of_the_sentence() -> None:
    text = Text("uit {d}", "from {d}").fill(d=Text("Raad", "Council"))

    assert text == Text("uit Raad", "from Council")


def test_braces_in_what_is_filled_in_are_left_alone() -> None:
    assert Text("{d}", "{d}").fill(d="{e}") == same("{e}")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, Text("geen gesprekken", "no conversations")),
        (1, Text("1 gesprek", "1 conversation")),
        (2, Text("2 gesprekken", "2 conversations")),
        (21, Text("21 gesprekken", "21 conversations")),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, expected: Text) -> None:
    assert counted(number, *CONVERSATION) == expected


def test_nothing_may_have_words_of_its_own() -> None:
    none = Text("geen inbreng", "no contributions")

    assert counted(0, *CONVERSATION, none) == none


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], Text("", "")),
        (["a"], Text("a", "a")),
        (["a", "b"], Text("a en b", "a and b")),
        (["a", "b", "c"], Text("a, b en c", "a, b and c")),
    ],
)
def test_a_list_reads_as_a_sentence(items: list[str], expected: Text) -> None:
    assert listed(items) == expected


def test_a_list_of_choices_ends_with_or() -> None:
    assert listed(["a", "b"], Text("of", "or")) == Text("a of b", "a or b")


def test_a_list_is_in_the_language_of_its_items() -> None:
    assert listed([Text("Raad", "Council"), "x"]) == Text("Raad en x", "Council and x")


def test_ten_ids_are_all_named() -> None:
    assert abridged(list("abcdefghij")).en == "a, b, c, d, e, f, g, h, i and j"


def test_of_more_than_ten_ids_the_rest_is_a_number() -> None:
    assert abridged(list("abcdefghijklm")) == Text(
        "a, b, c, d, e, f, g, h, i, j en nog 3", "a, b, c, d, e, f, g, h, i, j and 3 more"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Text("visie", "vision"), Text("Visie", "Vision")),
        (Text("ijkpunt", "ijs"), Text("IJkpunt", "Ijs")),
        (Text("één", "OPEN"), Text("Één", "OPEN")),
        (Text("", ""), Text("", "")),
    ],
)
def test_a_sentence_begins_with_a_capital(text: Text, expected: Text) -> None:
    assert text.capitalised == expected


def test_sentences_are_joined_with_a_space() -> None:
    assert Text("A.", "B.") + Text("C.", "D.") == Text("A. C.", "B. D.")
