"""The one JSON document of an answer."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias

import click

from trajecten_cli.visible import escaped_json

Document: TypeAlias = Mapping[str, object]


def print_document(document: Document) -> None:
    """Print one JSON document on stdout, in which no character can steer a terminal."""
    click.echo(escaped_json(json.dumps(document, ensure_ascii=False, indent=2)))


def moment(at: datetime | None) -> str | None:
    """Return an aware instant as RFC 3339 writes it in UTC.

    >>> moment(datetime(2026, 5, 12, 9, 30, tzinfo=UTC))
    '2026-05-12T09:30:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
