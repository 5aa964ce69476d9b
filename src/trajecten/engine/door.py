"""How the engine reaches the database: its own connections, or the one that a host has open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from trajecten.storage.database import speaking_plainly

Joinable: TypeAlias = Connection | Session
"""What a host may hand over: its transaction stays its own to commit or roll back."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way to the database; `own` says whether transactions are ours to begin and end."""

    target: Database | Joinable

    @property
    def own(self) -> bool:
        """Whether the engine begins and ends its own transactions."""
        return isinstance(self.target, Database)

    @contextmanager
    def opened(self) -> Iterator[Connection]:
        """Give a connection; errors of the database leave as errors of trajecten."""
        with speaking_plainly():
            if isinstance(self.target, Database):
                with self.target.connect() as connection:
                    yield connection
            elif isinstance(self.target, Session):
                yield self.target.connection()
            else:
                yield self.target
