"""What `docs/ledger.md` says of entries is so."""

import re
from pathlib import Path

from trajecten import Action
from trajecten.ledger import entry

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text()


def rows(heading: str) -> list[str]:
    section = PAGE.partition(f"## {heading}")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([a-z_.]+)` \|", section, re.MULTILINE)


def test_every_action_has_its_data_described():
    assert set(rows("The data of each action")) == {one.value for one in Action}


def test_every_field_of_an_entry_is_described():
    assert set(rows("An entry")) == entry._REQUIRED | entry._OPTIONAL
