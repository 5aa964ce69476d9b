"""Our XES is what the standard says, and what the tools of others read."""

import io
from pathlib import Path

import pytest

from tests.engine.kit import desk_at, furnish
from tests.exporting.hostile import hostile_desk
from trajecten import ExportForm

etree = pytest.importorskip("lxml.etree")
NAMESPACE = "http://www.xes-standard.org/"


@pytest.fixture(scope="module")
def schema(outside_data: Path):
    """Return the XSD of IEEE 1849-2016, told which namespace it is about."""
    text = (outside_data / "xes-ieee-1849-2016.xsd").read_text()
    told = f'<xs:schema xmlns="{NAMESPACE}" targetNamespace="{NAMESPACE}" '
    return etree.XMLSchema(etree.fromstring(text.replace("<xs:schema ", told, 1).encode()))


def exported(desk):
    target = io.BytesIO()
    desk.engine.export(target, ExportForm.XES)
    return target.getvalue()


@pytest.mark.outside
def test_every_action_that_there_is_gives_xes_that_is_valid(schema, sqlite_url):
    with desk_at(sqlite_url) as desk:
        furnish(desk)
        content = exported(desk)

    schema.assertValid(etree.fromstring(content))


@pytest.mark.outside
def test_so_does_a_ledger_full_of_hostile_text(schema, sqlite_url):
    with hostile_desk(sqlite_url) as desk:
        content = exported(desk)

    schema.assertValid(etree.fromstring(content))


@pytest.mark.outside
def test_the_schema_would_tell(schema):
    assert not schema.validate(etree.fromstring(b"<log/>"))
