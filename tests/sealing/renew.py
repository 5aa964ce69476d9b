"""Rewrite what is made from the list of attacks: `python -m tests.sealing.renew`.

Read the difference before you keep it.
"""

import re
from pathlib import Path

from tests.sealing.attacks import ATTACKS, Attack

PAGE = Path(__file__).resolve().parents[2] / "docs" / "attacks.md"
TABLE = re.compile(r"(?<=<!-- attacks -->\n).*(?=<!-- end of attacks -->)", re.DOTALL)


def table() -> str:
    """Return every attack as a row."""
    head = (
        "| nr | attack | found as | the check says | a bundle shows it |\n|---|---|---|---|---|\n"
    )
    return head + "".join(_row(one) for one in ATTACKS)


def renewed(page: str) -> str:
    """Return the page with the table as it is now."""
    return TABLE.sub(lambda _: table(), page)


# Private


def _row(one: Attack) -> str:
    found = f"`{one.damage}`" if one.damage else "**not found**"
    shown = "yes" if one.outsider else "no"
    return f"| {one.number} | {one.name} | {found} | “{one.says}” | {shown} |\n"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
