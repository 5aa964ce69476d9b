"""Saying yes or no to a deviation that somebody else asked for, and letting go of what is owed."""

from collections.abc import Iterator, Mapping

from trajecten.core.dates import end_of_day
from trajecten.core.deviation import Deciders
from trajecten.core.events import Action, Event, moment_text
from trajecten.core.facts import DeviationFact, Standing
from trajecten.core.finding import Finding, Json, Missing
from trajecten.core.tailoring import DecideDeviation, ForgiveDebt
from trajecten.core.text import Text, listed
from trajecten.deciding.decision import Decision
from trajecten.deciding.deviating import debt_for, deciders_of, pending
from trajecten.deciding.lapsing import lapsed
from trajecten.deciding.recording import Asking
from trajecten.deciding.rewriting import fits
from trajecten.deciding.rules import optional_words, rule, words
from trajecten.machine import Asked

_OR = Text("of", "or")


def decide_deviation(asking: Asking, command: DecideDeviation) -> Decision:
    """Decide on the decision itself: by a holder of a deciding role, never by the asker.

    Raises:
        NotFoundError: there is no such deviation, or it is settled.
        InputError: a rejection without a reason.
    """
    deviation = pending(asking.facts, command.deviation)
    deciders = deciders_of(asking.workflow, relation=deviation.relation)
    role = _role(asking, deviation, deciders)
    expires = asking.workflow.deviations.expires_after if asking.workflow.deviations else None
    motivation = optional_words(command.motivation, field="motivation")
    adopts = deviation.adopts if command.approved else ""
    until = (
        end_of_day(expires.after(asking.now))
        if expires and command.approved and not adopts
        else None
    )
    data: dict[str, Json] = {
        "kind": deviation.kind.value,
        "approved": command.approved,
        "relation": deviation.relation,
        "expires_at": moment_text(until) if until else None,
        "adopts": adopts,
    }
    if adopts and deviation.relation:
        left = [Asked("relation_first", asking.workflow.relation_first.requirement)]
        data |= debt_for(deciders, left, asking.now)
    event = Event(
        action=Action.DEVIATION_DECIDED,
        object=deviation.id,
        at=asking.now,
        data=data,
        personal=motivation
        if command.approved
        else {"motivation": words(command.motivation, field="motivation")},
    )
    findings = (
        _undecided(deviation),
        _holds(asking, deviation, deciders, role),
        _not_the_asker(asking, deviation),
        _motivated(asking, command, motivation),
        *(_approvable(asking, deviation, role) if command.approved else ()),
    )
    unmet = tuple(one for one in findings if not one.met)
    return Decision(
        accepted=not unmet, event=event, findings=unmet, role=role or asking.request.role
    )


def forgive_debt(asking: Asking, command: ForgiveDebt) -> Decision:
    """Decide on letting go of a debt: by one who may decide on the deviation, with a reason.

    Raises:
        NotFoundError: there is no such deviation, or it is settled.
        InputError: no reason is given.
    """
    deviation = pending(asking.facts, command.deviation)
    deciders = deciders_of(asking.workflow, relation=deviation.relation)
    role = _role(asking, deviation, deciders)
    event = Event(
        action=Action.DEVIATION_FORGIVEN,
        object=deviation.id,
        at=asking.now,
        data={"kind": deviation.kind.value, "relation": deviation.relation},
        personal={"motivation": words(command.motivation, field="motivation")},
    )
    owing = rule(
        "debt_open",
        met=deviation.standing is Standing.OWING,
        unmet=Text("Voor {id} staat niets open.", "Nothing is owed for {id}.").fill(
            id=deviation.id
        ),
    )
    findings = (
        owing,
        _holds(asking, deviation, deciders, role),
        _not_the_asker(asking, deviation),
        _not_by_the_asker(asking, deviation, role),
    )
    unmet = tuple(one for one in findings if not one.met)
    return Decision(
        accepted=not unmet, event=event, findings=unmet, role=role or asking.request.role
    )


# Private


def _role(asking: Asking, deviation: DeviationFact, deciders: Deciders | None) -> str | None:
    """Return the deciding role that the person holds, that which they claim before any other.

    A role that whoever asked gave them since, only when there is no other.
    """
    roles = deciders.roles if deciders else ()
    actor, claimed = asking.request.actor, asking.request.role
    held = {one.role for one in asking.facts.holdings if one.person == actor}
    able = [one for one in roles if one in held]
    free = [one for one in able if (one, actor) not in deviation.appointed] or able
    return claimed if claimed in free else next(iter(free), None)


def _undecided(deviation: DeviationFact) -> Finding:
    return rule(
        "deviation_undecided",
        met=deviation.standing is Standing.ASKED,
        unmet=Text("Over {id} is al besloten.", "{id} was decided on already.").fill(
            id=deviation.id
        ),
    )


def _holds(
    asking: Asking, deviation: DeviationFact, deciders: Deciders | None, role: str | None
) -> Finding:
    workflow = asking.workflow
    labels = tuple(
        Missing(one, workflow.name_of("role", one)) for one in (deciders.roles if deciders else ())
    )
    names = listed((one.label for one in labels), _OR) if labels else Text("niemand", "nobody")
    return rule(
        "may_decide",
        met=role is not None,
        unmet=Text(
            "Over {what} besluit {roles}; jij hebt die rol niet.",
            "{roles} decides on {what}; you do not hold that role.",
        )
        .fill(
            what=Text("een afwijking van relatie eerst", "a deviation from relation first")
            if deviation.relation
            else Text("deze afwijking", "this deviation"),
            roles=names,
        )
        .capitalised,
        missing=labels,
        remedy=Text("Vraag {roles} om te besluiten.", "Ask {roles} to decide.").fill(roles=names),
    )


def _not_the_asker(asking: Asking, deviation: DeviationFact) -> Finding:
    return rule(
        "not_the_asker",
        met=asking.request.actor != deviation.asked_by,
        unmet=Text(
            "Wie een afwijking vraagt, besluit er niet over.",
            "Whoever asks for a deviation does not decide on it.",
        ),
        remedy=Text("Laat een ander besluiten.", "Have somebody else decide."),
    )


def _motivated(asking: Asking, command: DecideDeviation, motivation: Mapping[str, str]) -> Finding:
    rules = asking.workflow.deviations
    return rule(
        "approval_motivated",
        met=bool(motivation) or not (rules and rules.motivated and command.approved),
        unmet=Text(
            "Wie deze afwijking toestaat, geeft daarbij een reden.",
            "Whoever lets this deviation happen gives a reason for it.",
        ),
        remedy=Text("Geef aan waarom.", "Say why."),
        command="DecideDeviation",
        arguments=(("deviation", command.deviation), ("motivation", "")),
    )


def _not_by_the_asker(asking: Asking, deviation: DeviationFact, role: str | None) -> Finding:
    given = role is not None and (role, asking.request.actor) in deviation.appointed
    label = asking.workflow.name_of("role", role or "")
    return rule(
        "not_appointed_by_the_asker",
        met=not given,
        unmet=Text(
            "Wie de afwijking vroeg, gaf je daarna de rol {role}; wie vraagt, kiest niet wie "
            "besluit.",
            "Whoever asked for the deviation gave you the role {role} afterwards; who asks does "
            "not choose who decides.",
        ).fill(role=label),
        remedy=Text(
            "Laat een ander besluiten, of laat een ander de rol toewijzen.",
            "Have somebody else decide, or have somebody else assign the role.",
        ),
    )


def _approvable(asking: Asking, deviation: DeviationFact, role: str | None) -> Iterator[Finding]:
    """Return what is asked of an approval only: a rejection lets nothing pass."""
    yield _not_by_the_asker(asking, deviation, role)
    yield from lapsed(asking.workflow, asking.facts, deviation)
    if deviation.adopts:
        yield from fits(asking, asking.request.text(deviation.adopts), {})
