"""What is kept of a person, and what is there although it was erased."""

from gettext import gettext as _
from gettext import ngettext

from trajecten import ErasedButKept, PersonalData
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.outcomes import action_words


def kept_document(found: PersonalData, language: Language) -> Document:
    """Return the JSON document of what is kept of a person."""
    del language
    return {
        "ref": found.ref,
        "party": found.party,
        "name": found.name,
        "texts": [
            {
                "seq": one.seq,
                "field": one.field,
                "action": one.action,
                "text": one.text,
                "goes": one.goes,
            }
            for one in found.items
        ],
    }


def show_kept(found: PersonalData, screen: Screen) -> None:
    """Show the texts that go with an erasure, and those that only name the person."""
    name = found.name if found.name is not None else _("(erased)")
    screen.line(f"{name}  {found.party}", style="bold")
    _show_items(found, screen, _("Goes when this person is erased"), goes=True)
    _show_items(found, screen, _("Names this person; goes only with --text"), goes=False)
    if not found.items:
        screen.line(_("There are no texts by or about this person."), indent=STEP)


def left_document(found: tuple[ErasedButKept, ...], language: Language) -> Document:
    """Return the JSON document of what was erased and is there."""
    del language
    return {"kept": [{"ref": one.ref, "seq": one.seq, "field": one.field} for one in found]}


def show_left(found: tuple[ErasedButKept, ...], screen: Screen) -> None:
    """Show what is there although it was erased, and how to erase it again."""
    for one in found:
        words = _("{ref}: {place} was erased, but it is there").format(
            ref=one.ref, place=f"{one.seq}.{one.field}"
        )
        screen.judged(False, words)
    if found:
        screen.line(_("A backup may have been put back. Erase it again:"))
        screen.command(("trajecten", "privacy", "erase", "--again"), indent=STEP)
    else:
        screen.judged(True, _("Nothing is there of what was erased."))


def show_erased_again(found: tuple[ErasedButKept, ...], screen: Screen) -> None:
    """Show how much was erased again."""
    words = ngettext("Erased again: {n} text.", "Erased again: {n} texts.", len(found))
    screen.judged(True, words.format(n=len(found)))


# Private


def _show_items(found: PersonalData, screen: Screen, heading: str, *, goes: bool) -> None:
    items = [one for one in found.items if one.goes is goes]
    if items:
        screen.heading(heading)
    for one in items:
        what = action_words().get(one.action, one.action)
        screen.line(f"{one.seq}.{one.field} ({what}): {one.text}", indent=STEP)
