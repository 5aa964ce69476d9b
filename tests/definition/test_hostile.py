"""Hostile and broken files: one clear problem each, in bounded time, and never a traceback."""

import time

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.definition.renew import GOOD
from trajecten.definition import find_problems, json_schema, load_workflow, reading
from trajecten.definition.nodes import plain
from trajecten.definition.page import Page
from trajecten.definition.report import Broken, Report
from trajecten.errors import WorkflowError

EVERYTHING = next(file for file in GOOD if file.stem == "everything").read_bytes()
SMALL = next(file for file in GOOD if file.stem == "small").read_bytes()
BOMB = b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a, *a]\n" % (n, n) for n in range(9))

OTHERS = [b"[]", b"{}", b"all", b"0", b"true", b"null", b"[x]", b"{a: b}", b'""', b"P1D", b"-1"]
SCHEMA = jsonschema.Draft202012Validator(json_schema())

CASES = {
    "alias bomb": (BOMB, "alias", 1, 4),
    "loop": (b"a: &a [*a]\n", "alias", 1, 4),
    "merge key": (b"a: &x {b: c}\nd: {<<: *x}\n", "alias", 1, 4),
    "alias alone": (SMALL + b"basis: *x\n", "alias", 21, 8),
    "deep list": (b"[" * 100_000, "too-deep", 1, 33),
    "deep block": (b"{a: " * 50_000, "too-deep", 1, 129),
    "deep dashes": (b"- " * 50_000, "too-deep", 1, 65),
    "deep keys": (b"? " * 50_000, "too-deep", 1, 65),
    "large": (b"#" * 2 * 1024 * 1024, "too-large", 1, 1),
    "many parts": (b"a: [" + b"x," * 30_000 + b"]", "too-many-parts", 1, 39_999),
    "utf-16": (SMALL.decode().encode("utf-16"), "encoding", 1, 1),
    "utf-16 without a mark": (SMALL.decode().encode("utf-16-be"), "encoding", 1, 1),
    "latin-1": ("schema: trajecten/1\nid: café\n".encode("latin-1"), "encoding", 2, 8),
    "nul": (b"schema: traj\0ecten/1", "control-character", 1, 13),
    "escape character": ("a: é\x1b[31m".encode(), "control-character", 1, 5),
    "right to left": ("a: b\n\u202ecd: e".encode(), "control-character", 2, 1),
    "image": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "encoding", 1, 1),
    "binary": (bytes(range(9, 256)), "encoding", 3, 115),
    "tab": (SMALL + b"source:\n\ttitle: x\n", "syntax", 22, 1),
    "duplicate key": (SMALL + b"id: other\n", "duplicate-key", 21, 1),
    "python tag": (b'!!python/object/apply:os.system ["ls"]', "tag", 1, 1),
    "plain tag": (b"a: !!str 5", "tag", 1, 4),
    "several documents": (SMALL + b"---\n" + SMALL, "several-documents", 21, 1),
    "empty": (b"", "empty", 1, 1),
    "only a mark": (b"\xef\xbb\xbf", "empty", 1, 1),
    "only comments": (b"# nothing\n", "empty", 1, 1),
    "null": (b"null", "empty", 1, 1),
    "a word": (b"hello", "not-a-workflow", 1, 1),
    "a list": (b"- a\n- b\n", "not-a-workflow", 1, 1),
    "another format": (b"schema: trajecten/2\nx: y\n", "unknown-format", 1, 9),
    "an overlay": (b"schema: trajecten-overlay/1\nadapts: x\n", "overlay", 1, 9),
    "an overlay that does not say so": (b"phases: []\nadapts: x\n", "overlay", 2, 9),
    "open quote": (SMALL + b'basis: "open\n', "syntax", 21, 8),
    "open bracket": (b"a: [b, c\nd: e\n", "syntax", 2, 2),
    "quote in quotes": (SMALL + b"basis: 'it's'\n", "syntax", 21, 12),
    "colon": (SMALL + b"basis: a: b\n", "syntax", 21, 9),
    "no colon": (SMALL + b"basis\nx: y\n", "syntax", 21, 1),
    "indentation": (SMALL + b"source:\n  title: x\n year: 2\n", "syntax", 23, 2),
    "at sign": (SMALL + b"basis: @x\n", "syntax", 21, 8),
    "backslash": (SMALL + b'basis: "\\q"\n', "syntax", 21, 9),
    "directive": (b"%YAML 9.9\n---\na: b\n", "syntax", 1, 1),
}


def document_of(content: bytes) -> object:
    """Return the content of a file as JSON would hold it; None when it cannot be read."""
    page = Page(name="a.yaml", text=content.decode())
    node = reading.read_nodes(page, Report(page))
    return None if isinstance(node, Broken) else plain(node)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_hostile_file_gives_one_problem_at_once(case: str):
    content, code, line, column = CASES[case]
    began = time.perf_counter()

    problems = find_problems(content)

    assert time.perf_counter() - began < 2
    assert [(one.code, one.line, one.column) for one in problems] == [(code, line, column)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_problem_can_be_printed_and_shows_no_control_character(case: str):
    (problem,) = find_problems(CASES[case][0])

    for text in (problem.render("nl"), problem.render("en"), str(problem)):
        assert all(char.isprintable() or char == "\n" for char in text)
        assert max(map(len, text.splitlines())) < 400
    assert problem.message.nl != problem.message.en


@pytest.mark.parametrize("case", ["alias bomb", "deep list", "deep block", "tab", "colon", "empty"])
def test_the_slow_parser_says_the_same(case: str, monkeypatch: pytest.MonkeyPatch):
    content, code, line, _ = CASES[case]
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)

    (problem,) = find_problems(content)

    assert (problem.code, problem.line) == (code, line)


def test_thousands_of_unknown_names_take_little_time():
    lines = b"".join(b"  - {id: t%d, from: inteke%d, to: itnake}\n" % (n, n) for n in range(2400))
    phases = b"".join(b"  - {id: intake%d, kind: relation}\n" % n for n in range(600))
    began = time.perf_counter()

    problems = find_problems(b"schema: trajecten/1\nphases:\n" + phases + b"transitions:\n" + lines)

    assert len(problems) > 5000
    assert time.perf_counter() - began < 2


@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_a_workflow_error(content: bytes):
    with pytest.raises(WorkflowError):
        load_workflow(content)


@given(st.text(alphabet="ab:-[]{},#&*!|>'\"%@`?\n\t \\\r\u2028\x85é🎉0", max_size=60))
def test_no_text_raises_anything_but_a_workflow_error(text: str):
    with pytest.raises(WorkflowError):
        load_workflow(text.encode())


@given(st.data())
def test_no_change_to_a_good_file_raises_anything_but_a_workflow_error(data: st.DataObject):
    content = EVERYTHING
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        stop = min(len(content), start + data.draw(st.integers(0, 40)))
        other = data.draw(st.sampled_from([b"", b"x", b"\n", b"  ", b"- ", b": ", content[7:60]]))
        content = content[:start] + other + content[stop:]

    problems = find_problems(content)

    assert all(one.render("nl") and one.render("en") for one in problems)


@given(st.data())
def test_with_swapped_values_what_the_schema_refuses_the_loader_refuses_too(data: st.DataObject):
    words = EVERYTHING.split(b" ")
    for _ in range(data.draw(st.integers(1, 3))):
        index = data.draw(st.integers(0, len(words) - 1))
        words[index] = data.draw(
            st.sampled_from(
                [b"[]", b"{}", b"all", b"0", b"true", b"null", b"[x]", b"{a: b}", b'""']
            )
        )

    content = b" ".join(words)

    problems = find_problems(content)
    refused = list(SCHEMA.iter_errors(document_of(content)))

    assert problems or not refused
