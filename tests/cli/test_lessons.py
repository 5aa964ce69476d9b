"""Searching lessons, and being told what others learned, at the command line (R20)."""

import pytest

from tests.cli.conftest import COMMISSIONER

LESSON = "Bel de winkeliers éérst, [bold]nooit[/bold] na zes uur"


@pytest.fixture
def two(started):
    """Return a terminal with a second trajectory, "markt", that learned something."""
    started.done(
        "start", "relatie-eerst", "De markt", "--ref", "markt", "--commissioner", COMMISSIONER
    )
    started.done("lesson", "add", "markt", LESSON)
    return started


def test_a_lesson_is_found_by_words_that_need_no_quotes(two, lang):
    shown = two.done("lesson", "search", "eerst", "WINKEL", lang=lang).out

    phase = "Gesprekken" if lang == "nl" else "Conversations"
    assert f"De markt, markt, {phase}, " in shown
    assert LESSON in shown


def test_that_there_was_nothing_to_learn_is_marked(two, lang):
    two.done("lesson", "add", "markt", "Te kort bezig", "--none")

    shown = two.done("lesson", "search", "kort", lang=lang).out

    assert ("geen: Te kort bezig" if lang == "nl" else "none: Te kort bezig") in shown


def test_nothing_found_is_said(two, lang):
    shown = two.done("lesson", "search", "zwembad", lang=lang).out

    told = (
        "Geen les heeft al deze woorden." if lang == "nl" else "No lesson has all of these words."
    )
    assert shown.strip() == told


@pytest.mark.parametrize("limit", ["1", "20"])
def test_at_most_so_many_are_given(two, limit):
    two.done("lesson", "add", "markt", "Winkeliers, winkeliers")

    found = two.done("lesson", "search", "winkeliers", "--limit", limit, "--json").json["lessons"]

    assert [one["id"] for one in found] == ["lesson-2", "lesson-1"][: int(limit)]


@pytest.mark.parametrize(
    ("words", "place"),
    [(("*",), "WORDS: "), (("🌳",), "WORDS: "), (("x" * 201,), "WORDS: "), ((), "WORDS"),
     (("",), "WORDS"), (("x", "--limit", "0"), "--limit: ")],
)  # fmt: skip
def test_a_question_that_cannot_be_understood_is_one_error_at_its_place(two, words, place, lang):
    ended = two("lesson", "search", *words, lang=lang)

    assert (ended.code, ended.out) == (2, "")
    assert place in ended.err


@pytest.mark.parametrize(
    "words", ["winkeliers'", 'win"kel', "winkel*", "AND:winkel)", "--", "tekst:"]
)
def test_signs_in_a_question_do_no_harm(two, words):
    assert two("lesson", "search", "--", words).code in {0, 2}


def test_next_tells_what_others_learned_here_briefly(two, lang):
    two.done("lesson", "add", "markt", "Lang " * 100)

    shown = two.done("next", "plein", lang=lang).out

    told = "Wat anderen hier leerden" if lang == "nl" else "What others learned here"
    one_line = " ".join(shown.split())
    assert told in shown
    assert f"- {LESSON} (De markt, markt)" in one_line
    assert "Lang ... (De markt, markt)" in one_line


def test_next_is_silent_when_others_learned_nothing_here(two, lang):
    shown = two.done("next", "markt", lang=lang).out

    assert "leerden" not in shown
    assert "learned here" not in shown


def test_the_lessons_are_in_the_document_of_next(two):
    (lesson,) = two.done("next", "plein", "--json").json["lessons"]

    assert (lesson["ref"], lesson["title"], lesson["text"]) == ("markt", "De markt", LESSON)
    assert lesson["phases"] == {"main": "gesprekken"}
