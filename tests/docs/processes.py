"""Write the pages on the processes that come along: `python -m tests.docs.processes`.

One page for each bundled workflow, in each language, and an index. Read the difference before you
keep it.
"""

from collections.abc import Iterator
from pathlib import Path

from trajecten import (
    Text,
    Workflow,
    bundled_stories,
    bundled_story,
    bundled_workflow,
    bundled_workflows,
    diagram,
    explain,
    load_story,
    load_workflow,
)
from trajecten.core.text import LANGUAGES, Language
from trajecten.core.workflow import Source
from trajecten_cli.views.explaining import markdown

ROOT = Path(__file__).resolve().parents[2]
INDEX = ROOT / "docs" / "processes.md"
PAGES = ROOT / "docs" / "processes"
WORKFLOWS = Path("workflows") / "trajecten_workflows"
STORIES = Path("tests") / "stories"

MADE = "<!-- Made by `python -m tests.docs.processes`: change the workflow, not this page. -->"

IN_SHORT = Text("In het kort", "In short")
NAME = Text("Naam", "Name")
VERSION = Text("Versie", "Version")
OTHER_VERSIONS = Text("Andere versies", "Other versions")
THE_SOURCE = Text("Bron", "Source")
THE_FILE = Text("Bestand", "File")
TOLD = Text("Verhalen", "Stories")
TO_START = Text("Beginnen", "To start")
THE_PICTURE = Text("Het proces in beeld", "The process in a picture")
DASHED = Text(
    "Pijlen zijn stappen; de kleur zegt waar een fase over gaat.",
    "Arrows are steps; the colour tells what a phase is about.",
)

INTRODUCTION = Text(
    "De processen die met trajecten meekomen. Elke pagina zegt waar het proces vandaan komt, hoe "
    "het verloopt, wat elke stap vraagt en op welke grond, welke termijnen er zijn en wie meedoet. "
    "Deze pagina's zijn uit de bestanden gemaakt; [de werkwijzen](../workflows/README.md) zegt hoe "
    "je er een aanpast.",
    "The processes that come with trajecten. Each page says where the process comes from, how it "
    "goes, what each step asks and on what ground, which terms there are and who takes part. These "
    "pages are made from the files; [the workflows](../workflows/README.md) says how to adapt one.",
)
LANGUAGE_NAMES: dict[Language, str] = {"nl": "Nederlands", "en": "English"}
COLUMNS = Text(
    "Proces | Bron | Fasen | Relatie eerst", "Process | Source | Phases | Relation first"
)
KEPT = Text("ja", "kept")
ASIDE = Text("opzij gezet", "laid aside")


def pages() -> dict[Path, str]:
    """Return the text of every page, by its path."""
    found = {INDEX: index()}
    for language in LANGUAGES:
        for name in names():
            found[PAGES / language / f"{name}.md"] = page(name, language)
    return found


def names() -> tuple[str, ...]:
    """Return every bundled workflow by name, older versions after the newest."""
    return tuple(name for one in bundled_workflows() for name in (one.id, *one.older))


def index() -> str:
    """Return the page that leads to the others, in both languages."""
    rows = [MADE, "", "# De processen · The processes", ""]
    rows += [" · ".join(f"[{one}](#{one.lower()})" for one in LANGUAGE_NAMES.values())]
    for language in LANGUAGES:
        rows += ["", f"## {LANGUAGE_NAMES[language]}", "", INTRODUCTION.in_language(language), ""]
        rows += table(language)
    return "\n".join(rows) + "\n"


def table(language: Language) -> Iterator[str]:
    """Return the table of all processes."""
    yield f"| {COLUMNS.in_language(language)} |"
    yield "| --- | --- | --- | --- |"
    for name in names():
        workflow = load(name)
        label = f"[{workflow.label.in_language(language)}](processes/{language}/{name}.md)"
        first = KEPT if workflow.relation_first.set_aside is None else ASIDE
        phases = " + ".join(str(len(one.phases)) for one in workflow.tracks)
        source = origin(workflow.source)
        yield f"| {label} | {source} | {phases} | {first.in_language(language)} |"


def page(name: str, language: Language) -> str:
    """Return the page on one process: in short, in a picture, in words."""
    workflow = load(name)
    opening, rest = split(markdown(explain(workflow), language))
    rows = [MADE, "", opening, f"## {IN_SHORT.in_language(language)}", ""]
    rows += [*facts(name, workflow, language), ""]
    rows += [f"## {THE_PICTURE.in_language(language)}", "", DASHED.in_language(language), ""]
    rows += [
        "```mermaid",
        diagram(workflow, "mermaid", language).rstrip(),
        "```",
        "",
        rest.rstrip(),
    ]
    return "\n".join(rows) + "\n"


def split(text: str) -> tuple[str, str]:
    """Return a page of Markdown as its opening, and the rest from its first heading on."""
    opening, mark, rest = text.partition("\n## ")
    return f"{opening.rstrip()}\n", f"{mark.lstrip()}{rest}"


def facts(name: str, workflow: Workflow, language: Language) -> Iterator[str]:
    """Return what there is to know of the file, as the rows of a table."""
    rows = [
        (NAME, f"`{name}`"),
        (VERSION, workflow.version),
        (OTHER_VERSIONS, ", ".join(f"[{one}]({one}.md)" for one in others(name))),
        (THE_SOURCE, origin(workflow.source)),
        (THE_FILE, link(WORKFLOWS / f"{name}.yaml")),
        (TOLD, ", ".join(link(one) for one in told(name))),
        (TO_START, f"`trajecten start {name} …`"),
    ]
    yield "| | |"
    yield "| --- | --- |"
    for label, words in rows:
        if words:
            yield f"| {label.in_language(language)} | {words} |"


def others(name: str) -> tuple[str, ...]:
    """Return the other versions of the same workflow, by name."""
    identifier = name.partition("@")[0]
    return tuple(one for one in names() if one.partition("@")[0] == identifier and one != name)


def origin(source: Source | None) -> str:
    """Return where a process comes from, with a link if there is one."""
    if source is None:
        return ""
    year = str(source.year) if source.year else None
    title = f"[{source.title}]({source.url})" if source.url else source.title
    parts = (title, source.organisation, year, source.article)
    return ", ".join(one for one in parts if one).replace("|", "\\|")


def told(name: str) -> Iterator[Path]:
    """Return the stories of a workflow, by their path from the top of the project."""
    for one in sorted((ROOT / STORIES).glob("*.yaml")):
        if load_story(one.read_bytes(), name=one.name).workflow == name:
            yield STORIES / one.name
    for each in bundled_stories():
        if bundled_story(each).workflow == name:
            yield WORKFLOWS / "stories" / f"{each}.yaml"


def link(path: Path) -> str:
    """Return a link from a page to a file of the project."""
    return f"[{path.name}](../../../{path.as_posix()})"


def load(name: str) -> Workflow:
    """Return a bundled workflow."""
    return load_workflow(bundled_workflow(name), name=f"{name}.yaml")


def write() -> None:
    """Write every page anew, and remove the pages of workflows that are gone."""
    wanted = pages()
    for gone in set(PAGES.rglob("*.md")) - wanted.keys():
        gone.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
