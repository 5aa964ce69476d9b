"""Text of a file made fit to print: nothing in it can steer a terminal or hide."""

import unicodedata

TAB = "→"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_FORBIDDEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""Return the text with control and format characters written out.

    >>> visible("a\x1b[31m")
    'a\\u{1b}[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_written_out(char) for char in text)


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes.

    >>> cells("é€"), cells("🎉")
    (2, 2)
    """
    return len(text) if text.isascii() else sum(_cell(char) for char in text)


def forbidden(text: str, *, allowed: str = "\t\n\r") -> int | None:
    """Return the index of the first control character that is not allowed, or None."""
    if text.isascii() and text.isprintable():
        return None
    for index, char in enumerate(text):
        if char.isprintable() or char in allowed:
            continue
        if char in _DIRECTION or unicodedata.category(char) in _FORBIDDEN:
            return index
    return None


def quoted(text: str, limit: int = 60) -> str:
    """Return what an author wrote between quotes, on one line, cut when it is long."""
    return f"'{text}'" if len(text) <= limit else f"'{text[: limit - 1]}…'"


# Private


def _written_out(char: str) -> str:
    if char == "\t":
        return TAB
    return f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _HIDDEN else char


def _cell(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
