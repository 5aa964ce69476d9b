"""What has a name."""

from dataclasses import dataclass

from trajecten.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something people call by a name: an id for the files, a label for readers, other names."""

    id: str
    label: Text
    aliases: tuple[str, ...] = ()
