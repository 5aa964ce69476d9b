"""Rewrite what is made from the code: `python -m tests.checking.renew`.

The expected problems of the files in `bad/`, and the table of mutants in the documentation. Read
the difference before you keep it.
"""

import re
from pathlib import Path

from tests.checking.mutants import table
from trajecten import Language, check_text
from trajecten.core.text import LANGUAGES

HERE = Path(__file__).parent
MANUAL = HERE.parents[1] / "docs" / "checker.md"
TABLE = re.compile(r"(?<=<!-- mutants -->\n).*(?=<!-- end of mutants -->)", re.DOTALL)
BAD = sorted((HERE / "bad").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))


def rendered(file: Path, language: Language) -> str:
    """Return every problem of a file as it is printed."""
    problems = check_text(file.read_bytes(), name=file.name)
    return "".join(f"{one.render(language)}\n" for one in problems)


def expected(file: Path, language: Language) -> Path:
    """Return where the expected problems of a file stand."""
    return file.with_suffix(f".{language}.txt")


def renew() -> None:
    """Write everything anew."""
    for file in BAD:
        for language in LANGUAGES:
            expected(file, language).write_text(rendered(file, language), "utf-8")
    manual = MANUAL.read_text("utf-8")
    MANUAL.write_text(TABLE.sub(lambda _: table(), manual), "utf-8")


if __name__ == "__main__":
    renew()
