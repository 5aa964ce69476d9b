"""The errors of trajecten, grouped by who can repair them; each is shaped like RFC 9457.

    TrajectenError
    ├── InputError              the caller: something given cannot be understood (400)
    │   ├── NotFoundError       no such trajectory, contact, transition, … (404)
    │   ├── AmbiguousNameError  a name that fits several things (400)
    │   ├── WorkflowError       the author of a workflow: every problem in the file (422)
    │   └── StoryError          the author of a story: every problem in the file (422)
    ├── ConflictError           the caller, by looking again: somebody else was first (409)
    ├── StoreError              the operator: the database does not answer (503)
    │   └── SchemaError         the operator: the database has another schema (503)
    └── IntegrityError          the auditor: what is stored is not what was written (500)

A step that is *refused* is no error: it is an answer, an `Outcome` whose `accepted` is False.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

_TYPE_PREFIX = "urn:trajecten:error:"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A message of an error in both languages."""

    nl: str
    en: str


class _Words(Protocol):
    """Anything with words in both languages."""

    @property
    def nl(self) -> str: ...
    @property
    def en(self) -> str: ...


class TrajectenError(Exception):
    """Base of every error that trajecten raises on purpose.

    `detail` carries the message in Dutch and English; `instance` names what it is about, such as a
    trajectory's reference or a place in a file.
    """

    slug: ClassVar[str] = "error"
    title: ClassVar[Bilingual] = Bilingual("Fout", "Error")
    status: ClassVar[int] = 500

    def __init__(self, nl: str, en: str, *, instance: str | None = None) -> None:
        """Keep the message in both languages, and what it is about."""
        super().__init__(en)
        self.detail = Bilingual(nl, en)
        self.instance = instance

    @classmethod
    def of(cls, words: _Words, *, instance: str | None = None) -> "TrajectenError":
        """Return the error with a message that already exists in both languages."""
        return cls(words.nl, words.en, instance=instance)

    def as_problem(self, language: str = "en") -> dict[str, object]:
        """Return the members of an RFC 9457 problem: type, title, status, detail, instance."""
        dutch = language == "nl"
        return {
            "type": _TYPE_PREFIX + self.slug,
            "title": self.title.nl if dutch else self.title.en,
            "status": self.status,
            "detail": self.detail.nl if dutch else self.detail.en,
            "instance": self.instance,
        }


class InputError(TrajectenError):
    """Something given cannot be understood; `instance` names the field or option."""

    slug = "input"
    title = Bilingual("Ongeldige invoer", "Invalid input")
    status = 400


class NotFoundError(InputError):
    """What is asked for does not exist."""

    slug = "not-found"
    title = Bilingual("Niet gevonden", "Not found")
    status = 404


class AmbiguousNameError(InputError):
    """A name fits several things; `candidates` are their ids."""

    slug = "ambiguous"
    title = Bilingual("Niet eenduidig", "Ambiguous")

    def __init__(
        self, nl: str, en: str, *, candidates: Sequence[str] = (), instance: str | None = None
    ) -> None:
        """Keep the ids that the name could mean."""
        super().__init__(nl, en, instance=instance)
        self.candidates = tuple(candidates)


class WorkflowError(InputError):
    """A workflow file has problems; `problems` holds all of them, in the order of the file."""

    slug = "workflow"
    title = Bilingual("Ongeldige workflow", "Invalid workflow")
    status = 422

    def __init__(self, problems: Sequence[object], *, instance: str | None = None) -> None:
        """Keep every problem found."""
        words = _problems_in(Bilingual("de workflow", "the workflow"), problems)
        super().__init__(words.nl, words.en, instance=instance)
        self.problems = tuple(problems)


class StoryError(InputError):
    """The file of a story has problems; `problems` holds all of them, in the order of the file."""

    slug = "story"
    title = Bilingual("Ongeldig verhaal", "Invalid story")
    status = 422

    def __init__(self, problems: Sequence[object], *, instance: str | None = None) -> None:
        """Keep every problem found."""
        words = _problems_in(Bilingual("het verhaal", "the story"), problems)
        super().__init__(words.nl, words.en, instance=instance)
        self.problems = tuple(problems)


class ConflictError(TrajectenError):
    """Somebody else was first; nothing was written."""

    slug = "conflict"
    title = Bilingual("Iemand anders was eerder", "Somebody else was first")
    status = 409


class StoreError(TrajectenError):
    """The database does not answer, or not as it should."""

    slug = "store"
    title = Bilingual("Database niet beschikbaar", "Database unavailable")
    status = 503


class SchemaError(StoreError):
    """The database has a schema that this version does not work with."""

    slug = "schema"
    title = Bilingual("Ander databaseschema", "Other database schema")


class IntegrityError(TrajectenError):
    """What is stored is not what was written."""

    slug = "integrity"
    title = Bilingual("Logboek beschadigd", "Ledger damaged")
    status = 500


# Private


def _problems_in(what: Bilingual, problems: Sequence[object]) -> Bilingual:
    count = len(problems)
    lines = "\n".join(str(one) for one in problems)
    return Bilingual(
        f"{count} {'probleem' if count == 1 else 'problemen'} in {what.nl}:\n{lines}",
        f"{count} {'problem' if count == 1 else 'problems'} in {what.en}:\n{lines}",
    )
