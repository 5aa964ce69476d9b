"""A commented workflow to start from, in Dutch or English."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from trajecten.core.text import Language
from trajecten.definition.shapes import IDENTIFIER
from trajecten.definition.visible import quoted, visible
from trajecten.errors import InputError

_TEMPLATE = "starter.yaml.jinja"


def starter(identifier: str, *, language: Language = "nl") -> str:
    """Return a workflow file with this id that passes its own check, explained in a language.

    Raises:
        InputError: the id is not one that a workflow can have.
    """
    if not IDENTIFIER.fits(identifier):
        wrong = IDENTIFIER.complaint.fill(text=quoted(visible(identifier)))
        raise InputError(
            f"{wrong.nl}: {IDENTIFIER.remedy.nl}", f"{wrong.en}: {IDENTIFIER.remedy.en}"
        )
    environment = Environment(
        loader=PackageLoader("trajecten.definition"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 (the output is YAML, not HTML)
    )
    return environment.get_template(_TEMPLATE).render(identifier=identifier, language=language)
