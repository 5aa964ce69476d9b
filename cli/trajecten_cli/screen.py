"""The screen: words, lists and tables, readable without colour and in eighty columns."""

import os
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text as Line

from trajecten import Text
from trajecten_cli.blanks import PLAIN_SENTENCE, SENTENCE, Blank
from trajecten_cli.settings import Settings
from trajecten_cli.visible import visible

STEP = 2
"""How many columns each level of a list is moved to the right."""

_MARKS = {True: ("✓", "[x]"), False: ("✗", "[ ]")}
_STYLES = {True: "green", False: "red"}


class Screen:
    """Where an answer is shown; every text goes through `visible` on its way out."""

    def __init__(self, settings: Settings) -> None:
        """Take the width and the colours of the terminal, unless colours are not wanted."""
        self.language = settings.lang
        self.now = settings.clock()
        plain = settings.no_color or bool(os.environ.get("NO_COLOR"))
        self._console = Console(
            markup=False,
            emoji=False,
            highlight=False,
            color_system=None if plain else "auto",
            width=settings.width,
        )
        self._plain = not self._console.encoding.startswith("utf")

    def words(self, text: Text | None) -> str:
        """Return a text of the library in the language of this screen."""
        return text.in_language(self.language) if text else ""

    def mark(self, met: bool) -> str:
        """Return the sign for met or not met, as far as the terminal can show it."""
        return _MARKS[met][self._plain]

    def blank(self) -> None:
        """Show an empty line."""
        self._console.print()

    def heading(self, words: str) -> None:
        """Show the title of a part, with an empty line above."""
        self.blank()
        self.line(words, style="bold")

    def line(self, words: str, *, indent: int = 0, style: str = "") -> None:
        """Show one paragraph, folded to the width."""
        self._show(Line(visible(words), style=style), indent)

    def item(self, words: str, *, sign: str = "-", indent: int = 0, style: str = "") -> None:
        """Show one point of a list: a sign, and the words beside it."""
        grid = Table.grid(padding=(0, 1))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(Line(visible(sign), style=style), Line(visible(words)))
        self._show(grid, indent)

    def judged(self, met: bool, words: str, *, indent: int = 0) -> None:
        """Show something that is met or not, with its sign."""
        self.item(words, sign=self.mark(met), indent=indent, style=_STYLES[met])

    def judged_briefly(self, met: bool, words: str, *, indent: int = 0) -> None:
        """Show something that is met or not on one line, cut short when it does not fit."""
        room = self._console.width - indent - len(self.mark(met)) - 1
        self.judged(met, textwrap.shorten(words, room, placeholder=" ..."), indent=indent)

    def pairs(self, rows: Iterable[tuple[str, str]], *, indent: int = 0) -> None:
        """Show names with what belongs to them, in two columns."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for name, words in rows:
            grid.add_row(Line(visible(name)), Line(visible(words)))
        self._show(grid, indent)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Show a table; cells are folded to the width."""
        grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
        for number, column in enumerate(columns):
            grid.add_column(Line(visible(column)), overflow="fold", no_wrap=number == 0)
        for row in rows:
            grid.add_row(*(Line(visible(cell)) for cell in row))
        self._show(grid)

    def command(self, words: Sequence[str], *, indent: int = 0, prompt: str = "") -> None:
        """Show a command line that can be copied, also when it takes several lines."""
        room = self._console.width - indent
        for row in folded([self._typed(word) for word in words], room, prompt):
            self._show(Line(row, style="cyan"), indent)

    def verbatim(self, lines: str) -> None:
        """Show lines as they are, each made visible and none folded."""
        for line in lines.splitlines():
            self._console.print(Line(visible(line)), soft_wrap=True)

    def _typed(self, word: str) -> str:
        """Return a word as it is typed in a shell; a blank always between quotes."""
        if not isinstance(word, Blank):
            return shlex.quote(visible(word))
        return f"'{PLAIN_SENTENCE}'" if self._plain and word == SENTENCE else f"'{word}'"

    def _show(self, what: RenderableType, indent: int = 0) -> None:
        """Print row by row without white space at the end: a copied command must stay whole."""
        room = self._console.options.update_width(self._console.width - indent)
        for row in self._console.render_lines(what, room, pad=False):
            shown = [Segment(" " * indent), *_trimmed(row)] if _trimmed(row) else []
            self._console.print(Segments([*shown, Segment.line()]), end="")


def folded(words: Sequence[str], room: int, prompt: str = "") -> list[str]:
    r"""Return a command on rows that fit: each but the last ends in a backslash.

    >>> folded(["trajecten", "next", "2026-001"], 18)
    ['trajecten next \\', '    2026-001']
    """
    rows = [prompt + words[0]]
    for part in _parts(words[1:]):
        if len(rows[-1]) + len(part) + len("  \\") > room:
            rows[-1] += " \\"
            rows.append(f"    {part}")
        else:
            rows[-1] += f" {part}"
    return rows


# Private


def _trimmed(row: Sequence[Segment]) -> list[Segment]:
    kept = list(row)
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    return kept


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Return the words of a command, an option together with its value."""
    option = ""
    for word in words:
        if word.startswith("--"):
            if option:
                yield option
            option = word
        else:
            yield f"{option} {word}".lstrip()
            option = ""
    if option:
        yield option
