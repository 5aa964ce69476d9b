"""Rewrite what is made from the code: `python -m tests.definition.renew`.

The expected problems of the files in `bad/`, the JSON Schema, and the table of guards in the
documentation. Read the difference before you keep it.
"""

import re
from pathlib import Path

from trajecten.core.guards import BUILTIN
from trajecten.core.params import params_of
from trajecten.core.text import LANGUAGES, Language
from trajecten.definition import find_problems, schema_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA = ROOT / "workflows" / "trajecten_workflows" / "trajecten-1.schema.json"
MANUAL = ROOT / "docs" / "workflow-format.md"
TABLE = re.compile(r"(?<=<!-- guards -->\n).*(?=<!-- end of guards -->)", re.DOTALL)
BAD = sorted((HERE / "bad").glob("*.yaml"))
GOOD = sorted((HERE / "good").glob("*.yaml"))


def rendered(file: Path, language: Language) -> str:
    """Return every problem of a file as it is printed."""
    problems = find_problems(file.read_bytes(), name=file.name)
    return "".join(f"{one.render(language)}\n" for one in problems)


def expected(file: Path, language: Language) -> Path:
    """Return where the expected problems of a file stand."""
    return file.with_suffix(f".{language}.txt")


def guard_table() -> str:
    """Return the guards with their parameters, as the manual shows them."""
    rows = ["| guard | parameter | must | what it means |", "| --- | --- | --- | --- |"]
    for name, guard in BUILTIN.items():
        rows.append(f"| `{name}` | | | {(guard.__doc__ or '').strip().splitlines()[0]} |")
        for param, one in params_of(guard).items():
            must = "yes" if one.required else ""
            rows.append(f"| | `{one.key or param}` ({one.kind}) | {must} | {one.doc} |")
    return "\n".join(rows) + "\n"


def renew() -> None:
    """Write everything anew."""
    for file in BAD:
        for language in LANGUAGES:
            expected(file, language).write_text(rendered(file, language), "utf-8")
    SCHEMA.write_text(schema_text(), "utf-8")
    manual = MANUAL.read_text("utf-8")
    MANUAL.write_text(TABLE.sub(lambda _: guard_table(), manual), "utf-8")


if __name__ == "__main__":
    renew()
