"""Text made fit for a terminal: nothing stored can steer it or hide in it."""

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NOT_PLAIN = re.compile(r"[^\x20-\x7e]")


def visible(text: str) -> str:
    r"""Return the text on one line, with control and format characters written out.

    >>> visible("a\x1b[31m")
    'a\\u{1b}[31m'
    """
    return _NOT_PLAIN.sub(lambda found: _written_out(found[0]), text)


def visible_lines(text: str) -> str:
    """Return the text with its line ends kept and everything else as `visible` does."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def escaped_json(text: str) -> str:
    r"""Return JSON text with control and format characters as \uXXXX, so that it prints safely."""
    return re.sub(r"[^\x00-\x7e]", lambda found: _as_json_escape(found[0]), text)


# Private


def _written_out(char: str) -> str:
    return f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _HIDDEN else char


def _as_json_escape(char: str) -> str:
    if unicodedata.category(char) not in _HIDDEN:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
