"""One answer in the form that was asked for: words on a screen, or a JSON document."""

from collections.abc import Callable
from typing import TypeVar

from trajecten_cli.document import Document, print_document
from trajecten_cli.language import Language
from trajecten_cli.screen import Screen
from trajecten_cli.settings import current

T = TypeVar("T")


def answer(
    value: T, document: Callable[[T, Language], Document], show: Callable[[T, Screen], None]
) -> None:
    """Print a value, as its document or as its screen."""
    settings = current()
    if settings.as_json:
        print_document(document(value, settings.lang))
    else:
        show(value, Screen(settings))
