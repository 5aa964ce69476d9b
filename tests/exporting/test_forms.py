"""Every form holds what it says, whatever was in the ledger, and its own readers can read it."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import pytest

from tests.engine.kit import NAMES, REF, TEXTS, desk_at, furnish
from tests.exporting.hostile import ENTRIES, FORMULAS, STEERING, hostile_desk, refused_at_the_door
from trajecten import ExportForm, InputError, IntegrityError, NotFoundError
from trajecten.exporting import workbook
from trajecten.exporting.delimited import harmless
from trajecten.exporting.workbook import MOST_LETTERS, fitting

openpyxl = pytest.importorskip("openpyxl")
XES = "{http://www.xes-standard.org/}"


@pytest.fixture
def desk(database_url):
    """Give a desk with everything hostile that can be in a ledger."""
    with hostile_desk(database_url) as desk:
        yield desk


@pytest.fixture
def furnished(database_url):
    """Give a desk with every action that there is, and a second trajectory."""
    with desk_at(database_url) as desk:
        furnish(desk)
        desk.start("B-1")
        yield desk


def sent(desk, form, ref=None, **style):
    target = io.BytesIO()
    desk.engine.export(target, ExportForm(form), ref, **style)
    return target.getvalue()


def text_of(content):
    """Return all the text in a file, of a workbook that of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(one).decode() for one in parts.namelist())


def cells(desk, **style):
    return list(csv.reader(io.StringIO(sent(desk, "csv", **style).decode(), newline="")))


def sheet_rows(content, sheet):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return list(book[sheet].iter_rows())


def events_of(content):
    root = ElementTree.fromstring(content)  # noqa: S314 (our own)
    return [
        {one.get("key"): one.get("value") for one in event} for event in root.iter(f"{XES}event")
    ]


# JSON Lines


def test_a_line_is_the_very_bytes_that_were_hashed(desk):
    header, *lines = sent(desk, "jsonl").removesuffix(b"\n").split(b"\n")

    assert [one.decode() for one in lines] == desk.bodies()
    prev = ""
    for line in lines:
        assert json.loads(line)["prev"] == prev
        prev = hashlib.sha256(b"\x00" + line).hexdigest()
    assert json.loads(header)["head"] == prev
    assert json.loads(header)["entries"] == len(lines) == ENTRIES


def test_every_trajectory_has_its_own_header_in_json_lines(furnished):
    lines = [json.loads(one) for one in sent(furnished, "jsonl").splitlines()]

    assert [one["ref"] for one in lines if "chain" in one] == ["A-1", "B-1"]
    assert list(lines[0]) == ["chain", "entries", "head", "log", "ref"]


def test_one_trajectory_leaves_without_the_others(furnished):
    assert sent(furnished, "jsonl", "B-1").count(b"\n") == 2
    assert len(events_of(sent(furnished, "xes", "B-1"))) == 0


# CSV


def test_no_cell_can_be_taken_for_a_formula(desk):
    header, *rows = cells(desk)

    assert len(rows) == ENTRIES
    assert {len(one) for one in rows} == {len(header)}
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \u00a0\u200b").startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert {f"'{one}" for one in FORMULAS} <= {row[header.index("origin")] for row in rows}


@pytest.mark.parametrize(
    "text", ["=1", " =1", "\u00a0+1", "\u200b=1", "\t1", "\r1", "-1", "@x", "\uff0b1"]
)
def test_what_begins_as_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["1", "a=1", "", "'=1", "2026-01-01"])
def test_what_does_not_is_left_as_it_is(text):
    assert harmless(text) == text


def test_nothing_in_a_table_steers_a_program_or_breaks_a_row(desk):
    content = sent(desk, "csv").decode()

    assert content.count("\r\n") == content.count("\n") == content.count("\r") == ENTRIES + 1
    assert not set(content) & set("\x1b\x07\u202e\u2028\u2029\x85\ufeff\ufffe\u200d\u200b")
    assert "\\u{1b}]0;x\\u{7}\\u{202e}<script>" in content


def test_the_hash_of_every_entry_is_in_its_row(furnished):
    header, *rows = cells(furnished)

    place = header.index("hash"), header.index("prev")
    assert [one[place[0]] for one in rows if one[0] == REF][-1] == furnished.engine.log(REF)[
        -1
    ].hash
    assert rows[1][place[1]] == rows[0][place[0]]


def test_dutch_excel_gets_its_semicolon_and_its_mark(desk):
    content = sent(desk, "csv", separator=";", bom=True)

    assert content.startswith(b"\xef\xbb\xbfref;seq;")
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert {len(one) for one in rows} == {17}


def test_a_separator_that_is_none_is_an_error(desk):
    with pytest.raises(InputError, match="separator"):
        sent(desk, "csv", separator="x")


# XLSX


def test_every_cell_of_a_workbook_is_text(desk):
    content = sent(desk, "xlsx")
    rows = sheet_rows(content, "entries")

    assert len(rows) == ENTRIES + 1
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} <= {"s"}
    values = {cell.value for row in rows for cell in row}
    assert set(FORMULAS) <= values
    assert "<f>" not in text_of(content)


def test_a_workbook_has_a_sheet_of_trajectories(furnished):
    rows = sheet_rows(sent(furnished, "xlsx"), "trajectories")

    assert [[cell.value for cell in row][:3] for row in rows] == [
        ["ref", "workflow", "version"],
        ["A-1", "klein", "1.0.0"],
        ["B-1", "klein", "1.0.0"],
    ]


def test_what_does_not_fit_in_a_cell_is_cut_and_says_so():
    long = "\U0001f469" * MOST_LETTERS

    cut = fitting(long)

    assert len(cut.encode("utf-16-le")) <= 2 * MOST_LETTERS
    assert cut.startswith("\U0001f469\U0001f469")
    assert cut.endswith("[afgekapt, truncated]")
    assert fitting("kort") == "kort"


def test_rows_that_do_not_fit_on_a_sheet_go_on_the_next(desk, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 10)

    content = sent(desk, "xlsx")

    assert len(sheet_rows(content, "entries")) == 10
    assert [one.value for one in sheet_rows(content, "entries 2")[0]][:2] == ["ref", "seq"]


def test_without_openpyxl_it_is_said_what_to_install(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(InputError, match=r"install trajecten\[xlsx\]"):
        sent(desk, "xlsx")


# XES


def test_an_event_is_an_accepted_entry_and_the_start_is_the_trace(furnished):
    events = events_of(sent(furnished, "xes", REF))

    log = furnished.engine.log(REF)
    told = [one for one in log if one.result == "accepted" and one.action != "trajectory.started"]
    assert [one["trajecten:hash"] for one in events] == [one.hash for one in told]
    assert [one["org:resource"] for one in events] == [one.actor_ref for one in told]


def test_the_name_of_an_event_is_the_step_or_else_the_action(furnished):
    names = [one["concept:name"] for one in events_of(sent(furnished, "xes", REF))]

    assert names[0] == "contact.recorded"
    assert [one for one in names if "." not in one] == ["choose", "back"]


def test_what_xml_cannot_hold_is_written_out(desk):
    content = sent(desk, "xes").decode()

    assert not set(content) & set("\x1b\x07\ufffe")
    assert len(events_of(content.encode())) == ENTRIES - 2


# All forms


@pytest.mark.parametrize("form", list(ExportForm))
def test_no_name_and_no_text_of_people_leaves(furnished, form):
    content = text_of(sent(furnished, form))

    assert [one for one in (*NAMES, *TEXTS) if one in content] == []


@pytest.mark.parametrize("form", list(ExportForm))
def test_what_is_secret_in_a_hostile_ledger_does_not_leave_either(desk, form):
    assert "geheim" not in text_of(sent(desk, form))


@pytest.mark.parametrize("text", ["a\x00b", "geheim =1+1 " * 87_000, "\ud800"])
def test_what_no_form_could_hold_never_gets_into_the_ledger(desk, text):
    assert refused_at_the_door(desk, text)


@pytest.mark.parametrize("form", list(ExportForm))
def test_an_empty_ledger_gives_a_file_that_can_be_read(database_url, form):
    with desk_at(database_url) as desk:
        content = sent(desk, form)

    readers = {
        "jsonl": lambda: content == b"",
        "csv": lambda: len(list(csv.reader(io.StringIO(content.decode())))) == 1,
        "xlsx": lambda: len(sheet_rows(content, "entries")) == 1,
        "xes": lambda: events_of(content) == [],
    }
    assert readers[form]()


@pytest.mark.parametrize("form", list(ExportForm))
def test_an_entry_that_was_changed_is_not_passed_on(sqlite_url, form):
    with desk_at(sqlite_url) as desk:
        desk.start()
        desk.hear()
        desk.run("DROP TRIGGER trajecten_entry_no_update")
        changed = "CAST(REPLACE(body, 'community', 'bommunity') AS BLOB)"
        desk.run(f"UPDATE trajecten_entry SET body = {changed}")  # noqa: S608

        with pytest.raises(IntegrityError, match="A-1: entry 3"):
            sent(desk, form)


def test_a_chain_that_was_cut_short_is_not_passed_on(sqlite_url):
    with desk_at(sqlite_url) as desk:
        desk.start()
        desk.hear()
        desk.run("DROP TRIGGER trajecten_entry_no_delete")
        desk.run("DELETE FROM trajecten_entry WHERE seq = 3")

        with pytest.raises(IntegrityError, match="A-1: entry 3"):
            sent(desk, "jsonl")


def test_a_trajectory_that_is_not_there_cannot_leave(desk):
    with pytest.raises(NotFoundError):
        sent(desk, "csv", "nergens")


def test_what_was_written_is_counted(furnished):
    target = io.BytesIO()

    exported = furnished.engine.export(target, ExportForm.CSV)

    assert (exported.trajectories, exported.entries) == (2, 30)
    assert not exported.verifiable
    assert ExportForm.JSONL.verifiable


def test_nothing_that_a_form_alone_needs_is_loaded_with_the_library():
    program = (
        "import sys, trajecten; print(sys.modules.keys() & {'openpyxl', 'defusedxml', 'lxml'})"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert ended.stdout == "set()\n"


def test_steering_text_is_in_the_verifiable_form_as_it_was(desk):
    commands = [json.loads(one).get("command") for one in sent(desk, "jsonl").split(b"\n")[:-1]]

    assert STEERING in commands
