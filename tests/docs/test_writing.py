"""Every step of the tutorial is carried out, in its order, in a folder of its own."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal, catalogues

__all__ = ["catalogues"]

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "writing-a-workflow.md").read_text()
BLOCK = re.compile(r"((?:^<!-- [^\n]* -->\n)*)^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass
class Author:
    """Somebody who follows the page: writes files, types commands, reads the answers."""

    terminal: Terminal
    folder: Path
    read: str = ""

    def follow(self, marks: dict[str, str], language: str, body: str) -> None:
        if name := marks.get("file"):
            (self.folder / name).write_text(body)
        if name := marks.get("add"):
            self.change(name, lambda text: f"{text}\n{body}")
        if copied := marks.get("copy"):
            shutil.copy(*(self.folder / one for one in copied.split(": ")))
        if language == "diff":
            self.change(marks["edit"], lambda text: edited(text, body))
        elif language == "console":
            self.type(marks, body)
        elif language == "text":
            self.compare(body)

    def change(self, name, change):
        file = self.folder / name
        file.write_text(change(file.read_text()))

    def type(self, marks, body):
        name, *slip = marks.get("slip", "").split(": ")
        code = int(marks.get("exit", "1" if slip else "0"))
        kept = (self.folder / name).read_text() if slip else ""
        if slip:
            half = len(slip) // 2
            old, new = ": ".join(slip[:half]), ": ".join(slip[half:])
            self.change(name, lambda text: once(text, old, new))
        for line in body.splitlines():
            program, *words = shlex.split(line.removeprefix("$ "))
            ended = self.terminal(*words, lang="en")
            assert program == "trajecten"
            assert ended.code == code, f"{line}\n{ended.out}{ended.err}"
            self.read = plain(ended.out + ended.err)
        if slip:
            (self.folder / name).write_text(kept)

    def compare(self, body):
        missing = [one for one in body.splitlines() if plain(one) not in self.read]
        assert missing == [], self.read


def edited(text: str, diff: str) -> str:
    lines = [line or " " for line in diff.splitlines()]
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    return once(text, old, new)


def once(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def plain(text: str) -> str:
    return " ".join(text.split())


def blocks() -> Iterator[tuple[dict[str, str], str, str]]:
    for marks, language, body in BLOCK.findall(PAGE):
        yield dict(re.findall(r"<!-- (\w+): (.*) -->", marks)), language, body


@pytest.fixture
def author(sqlite_url, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    return Author(Terminal(sqlite_url, capsys), tmp_path / "folder")


@pytest.mark.slow
def test_every_step_of_the_tutorial_goes_as_it_says(author):
    for marks, language, body in blocks():
        author.follow(marks, language, body)

    assert {one.name for one in author.folder.iterdir()} == {
        "speelplek.yaml", "speelplek-2.yaml", "te-vroeg.yaml", "op-tijd.yaml", "ons-proces.yaml",
    }  # fmt: skip


def test_the_page_has_every_kind_of_step():
    languages = [language for _, language, _ in blocks()]

    assert {"yaml", "diff", "console", "text"} == set(languages)
    assert len(languages) > 25
