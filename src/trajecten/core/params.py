"""How a guard declares the parameters a workflow author may give it."""

from dataclasses import Field, dataclass, field, fields
from enum import StrEnum
from typing import Any

from trajecten.core.fitting import checked
from trajecten.core.kinds import DataClass

_KEY = "trajecten"

SINCE = "Only what was recorded since this phase was last entered counts; or `this_visit`."
"""What the parameter `since` means, of whichever guard."""


class ParamKind(StrEnum):
    """What an author may write for a parameter, and which names in it must exist."""

    COUNT = "count"
    FLAG = "flag"
    WORDS = "words"
    OUTCOMES = "outcomes"
    DURATION = "duration"
    DATE = "date"
    PURPOSE = "purpose"
    DOMAINS = "domains"
    COUNT_PER_DOMAIN = "count_per_domain"
    GROUPS_PER_DOMAIN = "groups_per_domain"
    LAYERS_PER_DOMAIN = "layers_per_domain"
    ROLE = "role"
    ROLES = "roles"
    BODY = "body"
    ARTEFACT = "artefact"
    FIELDS = "fields"
    TRACK = "track"
    PHASES = "phases"
    SINCE = "since"
    KINDS = "kinds"
    TERM = "term"
    CHOICE = "choice"
    OPTIONS = "options"
    REQUIREMENTS = "requirements"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a guard: its kind, whether it must be given, what it means.

    `key` is its name in the file where that is not the name of the field.
    """

    kind: ParamKind
    required: bool
    doc: str
    key: str = ""


@checked
def param(kind: ParamKind, doc: str, *, key: str = "", **options: Any) -> Any:  # noqa: ANN401
    """Return a dataclass field that is a parameter in the workflow file.

    Without `default` (or `default_factory`) the author must give it. `key` is its name in the file
    where that cannot be the name of a field, such as `from`.
    """
    required = not options.keys() & {"default", "default_factory"}
    return field(metadata={_KEY: Param(kind, required, doc, key)}, **options)


@checked
def params_of(guard: DataClass) -> dict[str, Param]:
    """Return the parameters of a guard class by field, in the order of the class."""
    declared: tuple[Field[Any], ...] = fields(guard)
    return {one.name: one.metadata[_KEY] for one in declared if _KEY in one.metadata}
