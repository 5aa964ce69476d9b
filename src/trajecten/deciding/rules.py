"""The rules that commands themselves must keep, each a function that returns a finding."""

from collections.abc import Iterable
from datetime import UTC, datetime

from trajecten.core.dates import moment_words
from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.naming import unknown
from trajecten.core.text import Text, abridged, listed, same
from trajecten.core.workflow import Named, Noun, Workflow
from trajecten.errors import InputError

PLACE = "command"

_FIRST_YEAR = 1950
"""What is said to have happened before is a slip of the pen."""

_LAST_YEAR = 9998
"""The last year that is whole in every time zone."""


def instant(on: datetime | None, now: datetime) -> datetime:
    """Return when something happened, in UTC: now, when nobody said otherwise.

    Raises:
        InputError: the instant is in a year that cannot be meant.
    """
    if on is None:
        return now
    if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
        raise InputError(
            f"on: het jaar {on.year} ligt niet tussen {_FIRST_YEAR} en {_LAST_YEAR}.",
            f"on: the year {on.year} is not between {_FIRST_YEAR} and {_LAST_YEAR}.",
            instance="on",
        )
    return on.astimezone(UTC)


def not_in_future(at: datetime, now: datetime) -> Finding:
    """Return whether something is not said to happen later than now."""
    return rule(
        "not_in_future",
        met=at <= now,
        unmet=Text(
            "{day} ligt in de toekomst; alleen wat al gebeurd is, kan worden vastgelegd.",
            "{day} is in the future; only what has happened can be recorded.",
        ).fill(day=moment_words(at)),
        remedy=Text("Geef de dag waarop het was.", "Give the day on which it was."),
    )


def role_held(workflow: Workflow, facts: Facts, actor: str, role: str) -> Finding:
    """Return whether the person who asks holds the role they act in."""
    held = any(one.role == role and one.person == actor for one in facts.holdings)
    label = workflow.name_of("role", role)
    return rule(
        "role_held",
        met=held,
        unmet=Text("Je hebt de rol {role} niet.", "You do not hold the role {role}.").fill(
            role=label
        ),
        missing=(Missing(role, label),),
        remedy=Text("Laat de rol {role} aan je toewijzen.", "Have the role {role} assigned.").fill(
            role=label
        ),
        command="AssignRole",
        arguments=(("role", role),),
    )


def claimed(
    workflow: Workflow, facts: Facts, actor: str | None, role: str | None
) -> tuple[Finding, ...]:
    """Return what stands in the way of acting in a role: nothing when it is held, or none claimed.

    Raises:
        NotFoundError: the workflow has no such role.
    """
    if role is None:
        return ()
    known(workflow, "role", role, field="role")
    held = role_held(workflow, facts, actor or "", role)
    return () if held.met else (held,)


def contacts_stand(facts: Facts, cites: Iterable[str]) -> Finding:
    """Return whether all contacts cited exist and are not retracted (R6)."""
    missing: list[str] = []
    retracted: list[str] = []
    for one in cites:
        contact = facts.contact(one)
        if contact is None:
            missing.append(one)
        elif contact.retracted:
            retracted.append(one)
    found = (
        (Text("onbekend: {ids}", "unknown: {ids}"), missing),
        (Text("ingetrokken: {ids}", "retracted: {ids}"), retracted),
    )
    parts = [text.fill(ids=abridged(ids)) for text, ids in found if ids]
    return rule(
        "contacts_stand",
        met=not parts,
        unmet=Text(
            "Niet alle genoemde gesprekken gelden; {why}.", "Not all contacts cited stand; {why}."
        ).fill(why=listed(parts)),
        missing=tuple(Missing(one, same(one)) for one in (*missing, *retracted)),
        remedy=Text(
            "Noem alleen gesprekken die zijn vastgelegd en niet ingetrokken.",
            "Cite only contacts that are recorded and not retracted.",
        ),
    )


def rule(
    name: str,
    *,
    met: bool,
    unmet: Text,
    missing: tuple[Missing, ...] = (),
    remedy: Text | None = None,
    command: str | None = None,
    arguments: tuple[tuple[str, str], ...] = (),
) -> Finding:
    """Return the finding of a rule; a rule that is met needs no words."""
    if met:
        return Finding(guard=name, met=True, message=Text("", ""), place=PLACE)
    return Finding(
        guard=name,
        met=False,
        message=unmet,
        missing=missing,
        remedies=(Remedy(remedy, command, arguments),) if remedy else (),
        place=PLACE,
    )


def known(workflow: Workflow, noun: Noun, identifier: str, *, field: str) -> Named:
    """Return what the workflow calls by an id.

    Raises:
        NotFoundError: it knows nothing of this kind by that id.
    """
    named = workflow.names(noun).get(identifier)
    if named is None:
        raise unknown(identifier, workflow.names(noun).values(), field=field)
    return named


def is_domain(workflow: Workflow, body: str, *, field: str) -> bool:
    """Return whether a body is a domain; else it is a role.

    Raises:
        NotFoundError: the workflow knows neither by that id.
    """
    if body in workflow.names("domain"):
        return True
    if body in workflow.names("role"):
        return False
    names = (*workflow.names("domain").values(), *workflow.names("role").values())
    raise unknown(body, names, field=field)


def words(text: str | None, *, field: str, limit: int = 10_000) -> str:
    """Return a text that must be given, without white space around it.

    Raises:
        InputError: it is empty, or longer than `limit` characters.
    """
    stripped = (text or "").strip()
    if not stripped:
        raise InputError(
            f"{field}: hier hoort een tekst.", f"{field}: a text is needed.", instance=field
        )
    if len(stripped) > limit:
        raise InputError(
            f"{field}: {len(stripped)} tekens; hoogstens {limit}.",
            f"{field}: {len(stripped)} characters; at most {limit}.",
            instance=field,
        )
    return stripped


def optional_words(text: str | None, *, field: str) -> dict[str, str]:
    """Return a text by its field; nothing when it is empty or not given."""
    return {field: words(text, field=field)} if text and text.strip() else {}
