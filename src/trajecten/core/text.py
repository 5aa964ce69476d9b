"""Text that exists in Dutch and in English, always both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["nl", "en"]

LANGUAGES: tuple[Language, ...] = ("nl", "en")

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; neither may be missing.

    >>> Text("Raad", "Council").in_language("nl")
    'Raad'
    """

    nl: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words in one language."""
        return self.nl if language == "nl" else self.en

    def fill(self, **parts: "Text | str | int") -> "Text":
        """Return the text with its `{placeholders}` filled, each language with its own part.

        >>> Text("nog {n} uit {d}", "{n} more from {d}").fill(n=2, d=Text("Raad", "Council")).en
        '2 more from Council'
        """
        return Text(
            self.nl.format_map({key: _part(value, "nl") for key, value in parts.items()}),
            self.en.format_map({key: _part(value, "en") for key, value in parts.items()}),
        )

    @property
    def capitalised(self) -> "Text":
        """The text as a sentence begins: with a capital, in Dutch both letters of "ij".

        >>> Text("ijkpunt", "benchmark").capitalised
        Text(nl='IJkpunt', en='Benchmark')
        """
        nl = "IJ" + self.nl[2:] if self.nl.startswith("ij") else self.nl[:1].upper() + self.nl[1:]
        return Text(nl, self.en[:1].upper() + self.en[1:])

    def __add__(self, other: "Text") -> "Text":
        """Return both texts, one after the other, with a space between."""
        return Text(f"{self.nl} {other.nl}", f"{self.en} {other.en}")


def same(word: str) -> Text:
    """Return a text that reads the same in both languages, such as an id."""
    return Text(word, word)


def quoted(name: Text) -> Text:
    """Return a name between quotes, so that it is told apart from the sentence around it.

    >>> quoted(Text("Raad", "Council")).nl
    "'Raad'"
    """
    return Text(f"'{name.nl}'", f"'{name.en}'")


def counted(number: int, one: Text, many: Text, none: Text | None = None) -> Text:
    """Return the number with its noun in the right form; `none` replaces "geen …"/"no …".

    >>> counted(1, Text("gesprek", "conversation"), Text("gesprekken", "conversations")).nl
    '1 gesprek'
    """
    if not number:
        return none or Text(f"geen {many.nl}", f"no {many.en}")
    noun = one if number == 1 else many
    return Text(f"{number} {noun.nl}", f"{number} {noun.en}")


def listed(items: Iterable["Text | str"], last: Text | None = None) -> Text:
    """Return the items as a sentence would: "a, b en c"; `last` replaces "en"/"and".

    >>> listed(["a", "b", "c"]).en
    'a, b and c'
    """
    texts = [same(item) if isinstance(item, str) else item for item in items]
    joint = last or Text("en", "and")
    return Text(
        _sentence([text.nl for text in texts], joint.nl),
        _sentence([text.en for text in texts], joint.en),
    )


def abridged(words: "Sequence[Text | str]", last: Text | None = None) -> Text:
    """Return words as a sentence would, the first ten by name and the rest as a number.

    >>> abridged(list("abcdefghijkl")).en
    'a, b, c, d, e, f, g, h, i, j and 2 more'
    """
    more = len(words) - _NAMED
    if more <= 0:
        return listed(words, last)
    return listed([*words[:_NAMED], Text("nog {n}", "{n} more").fill(n=more)], last)


def joined(texts: Iterable[Text], by: str) -> Text:
    """Return the texts one after the other, each language with its own, `by` between them.

    >>> joined([Text("een", "one"), Text("twee", "two")], "; ").nl
    'een; twee'
    """
    texts = tuple(texts)
    return Text(by.join(one.nl for one in texts), by.join(one.en for one in texts))


def has_surrogate(text: str) -> bool:
    r"""Return whether a text holds half of a letter, which has no place in UTF-8.

    >>> has_surrogate("\ud800"), has_surrogate("é")
    (True, False)
    """
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)


def _sentence(words: Sequence[str], joint: str) -> str:
    if len(words) < 2:  # noqa: PLR2004 (one word or none needs no joint)
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def _part(value: "Text | str | int", language: Language) -> str:
    return value.in_language(language) if isinstance(value, Text) else str(value)
