"""What the messages of the YAML parser mean, in plain words."""

import yaml

from trajecten.core.text import Text
from trajecten.definition.page import START, Page, Place, RefusedError

_COLON = (
    Text("hier klopt een dubbele punt niet", "a colon is out of place here"),
    Text(
        "staat er ': ' in een tekst? zet dan aanhalingstekens om die tekst",
        "is there a ': ' in a text? then put quotes around that text",
    ),
)
_INDENT = (
    Text("deze regel springt anders in dan verwacht", "this line is not indented as expected"),
    Text(
        "zet sleutels die bij elkaar horen precies onder elkaar",
        "put keys that belong together exactly below each other",
    ),
)
_STRAY_QUOTE = (
    Text(
        "de tekst hield op bij het aanhalingsteken hiervoor",
        "the text ended at the quote before this",
    ),
    Text(
        "een aanhalingsteken in een tekst? zet dan het andere soort om de tekst",
        "a quote within a text? then put the other kind around the text",
    ),
)
_TAB = (
    Text("hier staat een tab om in te springen", "a tab is used to indent here"),
    Text("spring in met spaties", "indent with spaces"),
)
_START_CHARACTER = (
    Text("een tekst mag niet met dit teken beginnen", "a text cannot begin with this character"),
    Text("zet aanhalingstekens om de tekst", "put quotes around the text"),
)
_BRACKET = (
    Text("hier ontbreekt een komma of een sluithaak", "a comma or closing bracket is missing here"),
    Text("de haak gaat open op regel {line}", "the bracket opens on line {line}"),
)
_QUOTE = (
    Text("deze aanhalingstekens worden niet gesloten", "these quotes are not closed"),
    Text("zet er aan het eind van de tekst ook een", "put one at the end of the text too"),
)
_NO_COLON = (
    Text("achter deze sleutel ontbreekt een dubbele punt", "a colon is missing after this key"),
    Text("schrijf 'sleutel: waarde'", "write 'key: value'"),
)
_ESCAPE = (
    Text(
        "achter deze schuine streep staat geen bekend teken",
        "what follows this backslash is not known",
    ),
    Text("gebruik enkele aanhalingstekens, of schrijf \\\\", "use single quotes, or write \\\\"),
)
_VERSION = (
    Text("deze regel met % is niet bekend", "this line with % is not known"),
    Text("haal de regel weg", "remove the line"),
)
_TAG = (
    Text("een type-aanduiding (!) is niet toegestaan", "a tag (!) is not allowed"),
    Text("zet aanhalingstekens om de tekst", "put quotes around the text"),
)
_ALIAS = (
    Text(
        "ankers en verwijzingen (& en *) zijn niet toegestaan",
        "anchors and aliases (& and *) are not allowed",
    ),
    Text("zet aanhalingstekens om de tekst", "put quotes around the text"),
)

_KNOWN: tuple[tuple[str, tuple[Text, Text]], ...] = (
    ("tab character", _TAB),
    ("'\\t'", _TAB),
    ("cannot start any token", _START_CHARACTER),
    ("not allowed in this context", _COLON),
    ("not allowed here", _COLON),
    ("expected ':'", _NO_COLON),
    ("unexpected end of stream", _QUOTE),
    ("unexpected document", _QUOTE),
    ("',' or", _BRACKET),
    ("escape", _ESCAPE),
    ("hexdecimal", _ESCAPE),
    ("hexadecimal", _ESCAPE),
    ("directive", _VERSION),
    ("incompatible", _VERSION),
    ("tag", _TAG),
    ("alphabetic or numeric", _ALIAS),
    ("expected key", _INDENT),
    ("'-' indicator", _INDENT),
    ("<block end>", _INDENT),
    ("node content", _INDENT),
    ("<document start>", _INDENT),
)
"""A part of the parser's message, and what it means with what to do; the first match counts."""

_QUOTES = ("'", '"')
_AFTER_QUOTE = (_INDENT, _BRACKET)
"""The messages that mean something else right after a quote."""

_AT_CONTEXT = (_QUOTE, _NO_COLON)
"""The messages whose place is where the thing began, not where the parser gave up."""


def explained(error: yaml.YAMLError, page: Page) -> RefusedError:
    """Return the parser's complaint as one problem in plain words, at the right place."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return RefusedError(START, "syntax", *_unknown(str(error)))
    meaning = _meaning(error, page)
    words = meaning or _unknown(error.problem or str(error))
    mark = error.problem_mark
    if meaning in _AT_CONTEXT and error.context_mark is not None:
        mark = error.context_mark
    opened = error.context_mark or mark
    message, remedy = words
    return RefusedError(
        _place(mark, page), "syntax", message, remedy.fill(line=opened.line + 1 if opened else 1)
    )


# Private


def _meaning(error: yaml.MarkedYAMLError, page: Page) -> tuple[Text, Text] | None:
    mark = error.problem_mark
    if mark and page.line(mark.line + 1)[mark.column : mark.column + 1] == "\t":
        return _TAB
    if mark and page.line(mark.line + 1)[: mark.column].endswith("\t"):
        return _TAB
    complaint = error.problem or ""
    found = next((meaning for part, meaning in _KNOWN if part in complaint), None)
    if mark and found in _AFTER_QUOTE and page.line(mark.line + 1)[: mark.column].endswith(_QUOTES):
        return _STRAY_QUOTE
    return found


def _unknown(complaint: str) -> tuple[Text, Text]:
    first = complaint.splitlines()[0] if complaint else "?"
    message = Text("dit is geen geldige YAML ({why})", "this is not valid YAML ({why})")
    remedy = Text(
        "kijk naar haakjes, aanhalingstekens en inspringen vlak hiervoor",
        "look at brackets, quotes and indentation just before this",
    )
    return message.fill(why=first[:200]), remedy


def _place(mark: yaml.Mark | None, page: Page) -> Place:
    """Return the place of a mark; past the last line, the end of the last line with text."""
    if mark is None:
        return START
    number = mark.line + 1
    if page.line(number).strip() or number < len(page.lines):
        return Place(number, mark.column + 1)
    while number > 1 and not page.line(number).strip():
        number -= 1
    return Place(number, len(page.line(number)) + 1)
