"""Texts in both languages, as a file holds them."""

from trajecten.core.text import Text
from trajecten.definition.compound import DefinedShape
from trajecten.definition.page import Place
from trajecten.definition.records import Key, RecordShape
from trajecten.definition.report import BROKEN, Broken, Maybe
from trajecten.definition.shapes import Shape, TextShape


def _text(*, place: Place, nl: Maybe[str], en: Maybe[str]) -> Maybe[Text]:
    del place
    return BROKEN if isinstance(nl, Broken) or isinstance(en, Broken) else Text(nl, en)


def _bilingual(doc: str, *, one_line: bool) -> Shape[Text]:
    shape = TextShape(one_line)
    keys = {
        "nl": Key(shape, "In Dutch.", required=True),
        "en": Key(shape, "In English.", required=True),
    }
    return RecordShape(keys, _text, doc)


NAME = DefinedShape("name", _bilingual("A name, in Dutch and English.", one_line=True))
"""A name in both languages, on one line."""

PROSE = DefinedShape("text", _bilingual("A text, in Dutch and English.", one_line=False))
"""A text in both languages, over as many lines as it takes."""
