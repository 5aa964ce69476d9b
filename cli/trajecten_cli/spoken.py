"""How people who speak Dutch call what has an English id: for the commands that are shown."""

from collections.abc import Mapping

from trajecten import InputError, Named, Workflow, find_named
from trajecten_cli.choices import PURPOSES


def spoken(workflow: Workflow, field: str, value: str, given: Mapping[str, str]) -> str:
    """Return the Dutch word for the value of a field, next to the other fields given."""
    names = _names(workflow, field, given.get("choice" if field == "option" else "domain"))
    return dutch_name(names, value) if value in names else value


def dutch_name(names: Mapping[str, Named], identifier: str) -> str:
    """Return a short Dutch name that means one thing only; the id when there is none.

    An alias that is a part of the label comes first, for what it stands for can be seen.

    >>> from trajecten import Text
    >>> council = Named(id="council", label=Text("Gemeenteraad", "Council"), aliases=("raad",))
    >>> dutch_name({"council": council}, "council")
    'raad'
    """
    named = names[identifier]
    label = named.label.nl.lower()
    words = dict.fromkeys(one.lower() for one in (label, *named.aliases))
    usable = [one for one in words if _means(names, one, identifier)]
    return min(usable, key=lambda one: (_distance(one, label), len(one)), default=identifier)


# Private


def _names(workflow: Workflow, field: str, whole: str | None) -> Mapping[str, Named]:
    """Return the names for a field; `whole` is the domain or the choice that it is a part of."""
    if field in {"group", "layer"} and whole in workflow.names("domain"):
        place = workflow.domain(str(whole))
        return {one.id: one for one in (place.groups if field == "group" else place.layers)}
    if field == "option" and whole in workflow.names("choice"):
        return {one.id: one for one in workflow.choice(str(whole)).options}
    tables: dict[str, Mapping[str, Named]] = {
        "domain": workflow.names("domain"),
        "role": workflow.names("role"),
        "type": workflow.names("artefact"),
        "artefact": workflow.names("artefact"),
        "purpose": PURPOSES,
        "by": bodies(workflow),
        "body": bodies(workflow),
        "term": workflow.names("term"),
        "exemption": workflow.names("exemption"),
        "choice": workflow.names("choice"),
        "outcome": workflow.names("outcome"),
    }
    return tables.get(field, {})


def bodies(workflow: Workflow) -> Mapping[str, Named]:
    """Return who can decide or endorse: the domains, and then the roles."""
    domains = workflow.names("domain")
    return {**domains, **workflow.names("role"), **domains}


def _distance(word: str, label: str) -> int:
    if " " in word:
        return 2
    return 0 if word in label else 1


def _means(names: Mapping[str, Named], word: str, identifier: str) -> bool:
    if not (word[:1].isalnum() and word.isprintable()):
        return False
    try:
        return find_named(names, word, field="") == identifier
    except InputError:
        return False
