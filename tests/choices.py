"""A workflow in which people choose, for the tests of every layer."""

from tests.building import house
from trajecten.core.workflow import Workflow

CHOICES = """\
choices:
  initiative:
    label: {nl: wie het initiatief neemt, en: who takes the initiative}
    aliases: [begin]
    basis: Verordening art. 2
    options:
      municipality: {label: {nl: Gemeente, en: Municipality}}
      residents: {label: {nl: Inwoners, en: Residents}, aliases: [bewoners]}
      together: {label: {nl: Samen, en: Together}}
"""


def choosing(*changes: tuple[str, str]) -> Workflow:
    """Return the house with a choice in it, of which pieces are replaced."""
    text = CHOICES
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return house(("continuous: true\n", text))
