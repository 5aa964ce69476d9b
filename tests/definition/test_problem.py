"""How a problem is printed."""

from trajecten.core.text import Text
from trajecten.definition import Problem, Severity


def problem(line_text: str, column: int = 1, width: int = 1, **more: object) -> Problem:
    fields = {
        "file": "a.yaml",
        "line": 6,
        "code": "x",
        "message": Text("onbekende fase 'inteke'", "unknown phase 'inteke'"),
        "remedy": Text("bedoelde u 'intake'?", "did you mean 'intake'?"),
    }
    return Problem(**(fields | {"line_text": line_text, "column": column, "width": width} | more))


def test_a_problem_is_printed_as_a_compiler_would():
    assert problem("    to: inteke", 9, 6, line=16).render("nl") == (
        "a.yaml:16:9: fout: onbekende fase 'inteke'\n"
        "    |\n"
        " 16 |     to: inteke\n"
        "    |         ^^^^^^ bedoelde u 'intake'?"
    )


def test_a_warning_says_so():
    rendered = problem("x", severity=Severity.WARNING)

    assert rendered.render("en").startswith("a.yaml:6:1: warning: ")
    assert rendered.render("nl").startswith("a.yaml:6:1: waarschuwing: ")


def test_on_one_line_a_problem_is_in_english():
    assert str(problem("x")) == "a.yaml:6:1: unknown phase 'inteke'"


def test_control_characters_are_written_out_everywhere():
    hostile = problem(
        "a\x1b[31m\tb", 3, 1, file="\x1b.yaml", message=Text("\x07", "\x07"), remedy=None
    )

    assert hostile.render("en") == (
        "\\u{1b}.yaml:6:3: error: \\u{7}\n   |\n 6 | a\\u{1b}[31m→b\n   |        ^"
    )


def test_the_caret_stands_under_wide_characters():
    _, _, shown, caret = problem("🎉é: x", 5, 1, remedy=None).render("en").splitlines()

    assert (shown, caret) == (" 6 | 🎉é: x", "   |      ^")


def test_a_long_line_is_cut_around_the_place():
    _, _, shown, caret = problem("a" * 500 + "HERE" + "b" * 500, 501, 4).render("en").splitlines()

    assert len(shown) < 120
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "HERE"
    assert shown.count("…") == 2


def test_a_place_that_is_wider_than_the_cut_stays_within_it():
    _, _, shown, caret = problem("a" * 5000, 1, 5000, remedy=None).render("en").splitlines()

    assert len(caret) <= len(shown) < 120


def test_without_a_line_to_show_the_remedy_follows():
    assert problem("").render("en") == (
        "a.yaml:6:1: error: unknown phase 'inteke'\n   = did you mean 'intake'?"
    )
