"""Write the page on the norms: `python -m tests.docs.norms`.

What each norm asks, where it comes from, what the ledger cannot tell and which settings it looks
at, in each language. Read the difference before you keep it.
"""

from collections.abc import Iterator
from pathlib import Path

from trajecten import NORMS, Norm, Text, Thresholds
from trajecten.auditing.norms import NORMS_NOT_CHECKED, threshold_words
from trajecten.core.text import LANGUAGES, Language

PAGE = Path(__file__).resolve().parents[2] / "docs" / "norms.md"
MADE = "<!-- Made by `python -m tests.docs.norms`: change the norms, not this page. -->"
LANGUAGE_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}

INTRODUCTION = Text(
    "`trajecten audit norms REF` (of `--all`) legt een traject langs wat rekenkamers, de ombudsman "
    "en de wet vragen. Elke norm wordt beoordeeld uit het logboek alleen, en zegt *voldaan*, "
    "*bevinding* of *niet te beoordelen*, met de nummers van de regels waar dat op rust. Wat het "
    "logboek niet weet, is nooit *voldaan*. Met `--format md`, `csv` of `json` gaat het mee in een "
    "rapport. De exitcode is 1 als er een bevinding is.",
    "`trajecten audit norms REF` (or `--all`) holds a trajectory against what courts of audit, the "
    "ombudsman and the law ask. Each norm is judged from the ledger alone, and says *met*, "
    "*finding* or *not applicable*, with the numbers of the entries that it rests on. What the "
    "ledger does not know is never *met*. With `--format md`, `csv` or `json` it goes into a "
    "report. The exit code is 1 when there is a finding.",
)
ALL = Text("De normen", "The norms")
COLUMNS = Text(
    "Norm | Wat wordt gevraagd | Bron | Wat het logboek niet weet | Instellingen",
    "Norm | What is asked | Source | What the ledger does not know | Settings",
)
UNSEEN = Text("Wat niet wordt nagekeken", "What is not checked")
OWN = Text("Eigen instellingen", "Settings of your own")
IN_A_FILE = Text(
    "In een bestand in TOML, met `--thresholds BESTAND`. De namen zijn die van de werkwijze; wie "
    "zijn stukken anders noemt, zet die hier. Wat het bestand weglaat, blijft zoals hieronder. Een "
    "onbekende sleutel of een verkeerde waarde is een fout, met het bestand en de sleutel.",
    "In a file in TOML, with `--thresholds FILE`. The names are those of the workflow; who calls "
    "papers otherwise, says so here. What the file leaves out stays as below. An unknown key or a "
    "wrong value is an error, with the file and the key.",
)
EXAMPLE = """```toml
feedback_days = 14
goal_fields = ["doel", "opgave"]
```"""
SETTINGS = Text("Sleutel | Wat | Waarde", "Key | What | Value")
PLUGGED = Text("Eigen normen", "Norms of your own")
BY_ENTRY_POINT = Text(
    "Een pakket voegt een norm toe met het entry point `trajecten.norms`: de naam is de id van de "
    "norm, de waarde een `trajecten.Norm`. Wat die vraagt, is een functie van de feiten, het "
    "logboek en de werkwijze die een `trajecten.NormResult` geeft. Een norm die een fout geeft of "
    "niet te laden is, is een bevinding: hij kon niet worden beoordeeld.",
    "A package adds a norm by the entry point `trajecten.norms`: its name is the id of the norm, "
    "its value a `trajecten.Norm`. What that asks is a function of the facts, the ledger and the "
    "workflow that gives a `trajecten.NormResult`. A norm that raises or cannot be loaded is a "
    "finding: it could not be judged.",
)
CODE = """```python
from trajecten import Norm, NormResult, NormVerdict, Text


def signed(facts, ledger, workflow):
    papers = [one.seq for one in ledger.entries if one.action == "artefact.registered"]
    verdict = NormVerdict.PASS if papers else NormVerdict.NOT_APPLICABLE
    return NormResult(verdict=verdict, message=Text("Stukken", "Papers"), entries=tuple(papers))


SIGNED = Norm(
    id="signed",
    asks=Text("Zijn er stukken?", "Are there papers?"),
    source=Text("Eigen afspraak", "Our own agreement"),
    judge=signed,
)
```"""
IN_PYPROJECT = """```toml
[project.entry-points."trajecten.norms"]
signed = "our_package:SIGNED"
```"""


def page() -> str:
    """Return the whole page."""
    rows = [MADE, "", "# De normen · The norms", ""]
    rows += [" · ".join(f"[{one}](#{one.lower()})" for one in LANGUAGE_NAMES.values())]
    for language in LANGUAGES:
        rows += ["", f"## {LANGUAGE_NAMES[language]}", ""]
        rows += part(language)
    return "\n".join(rows) + "\n"


def part(language: Language) -> Iterator[str]:
    """Return the page in one language."""

    def heading(text: Text) -> tuple[str, ...]:
        return "", f"### {text.in_language(language)}", ""

    yield INTRODUCTION.in_language(language)
    yield from heading(ALL)
    yield from (f"| {COLUMNS.in_language(language)} |", "| --- | --- | --- | --- | --- |")
    yield from (row(one, language) for one in NORMS)
    yield from heading(UNSEEN)
    yield from (f"- {one.in_language(language)}" for one in NORMS_NOT_CHECKED)
    yield from heading(OWN)
    yield from (IN_A_FILE.in_language(language), "", EXAMPLE, "")
    yield from (f"| {SETTINGS.in_language(language)} |", "| --- | --- | --- |")
    yield from (
        f"| `{key}` | {words.in_language(language)} | {value(key)} |"
        for key, words in threshold_words().items()
    )
    yield from heading(PLUGGED)
    yield from (BY_ENTRY_POINT.in_language(language), "", CODE, "", IN_PYPROJECT)


def row(norm: Norm, language: Language) -> str:
    """Return one norm as a row."""
    limit = norm.limit.in_language(language) if norm.limit else ""
    settings = ", ".join(f"`{one}`" for one in norm.thresholds)
    cells = (norm.id, norm.asks.in_language(language), norm.source.in_language(language))
    return f"| {' | '.join(cells)} | {limit} | {settings} |"


def value(key: str) -> str:
    """Return what a setting is without a file, as TOML writes it."""
    found = getattr(Thresholds(), key)
    if isinstance(found, int):
        return f"`{found}`"
    return "`" + str(list(found)).replace("'", '"') + "`"


if __name__ == "__main__":
    PAGE.write_text(page())
