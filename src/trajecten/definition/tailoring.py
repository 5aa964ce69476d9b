"""How a workflow says what may be deviated from, and who decides on that."""

from dataclasses import dataclass

from trajecten.core.deviation import Deciders, DeviationKind, Deviations
from trajecten.core.duration import Duration
from trajecten.definition.compound import ListShape
from trajecten.definition.names import Names
from trajecten.definition.records import Draft, assembled, key, record
from trajecten.definition.report import BROKEN, Broken, Maybe
from trajecten.definition.shapes import (
    DurationShape,
    ReferenceShape,
    TextShape,
    Written,
    one_of,
    word,
)

_ROLES = ListShape(ReferenceShape(), least=1, lone=True, distinct=True)
_DEBT = "How long after the step what was left out must still be done; nothing is owed without it."


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidersDraft(Draft):
    """Who may let relation first be deviated from; without this block nobody may."""

    decided_by: Maybe[tuple[Maybe[Written[str]], ...]] = key(
        _ROLES, "The roles whose holders decide; never the one who asks."
    )
    basis: Maybe[str] = key(TextShape(), "The ground in law or policy.")
    debt: Maybe[Duration] | None = key(DurationShape(), _DEBT, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationsDraft(Draft):
    """What may be deviated from; nothing when left out."""

    allowed: Maybe[tuple[Maybe[DeviationKind], ...]] = key(
        ListShape(one_of(DeviationKind), least=1, lone=True, distinct=True),
        "The kinds of deviation that may be asked for.",
    )
    decided_by: Maybe[tuple[Maybe[Written[str]], ...]] = key(
        _ROLES, "The roles whose holders decide; never the one who asks."
    )
    basis: Maybe[str] | None = key(TextShape(), "The ground in law or policy.", default=None)
    debt: Maybe[Duration] | None = key(DurationShape(), _DEBT, default=None)
    expires_after: Maybe[Duration] | None = key(
        DurationShape(), "How long a decision may be used.", default=None
    )
    approval_motivation: Maybe[str] = key(
        word("required", "optional"),
        "Whether whoever approves must say why; to reject always needs a reason.",
        default="optional",
    )
    relation_first: Maybe[DecidersDraft] | None = key(
        record(DecidersDraft), "Who may let relation first be deviated from.", default=None
    )


def built_deviations(
    draft: Maybe[DeviationsDraft] | None, names: Names
) -> Maybe[Deviations] | None:
    """Return what a workflow allows, with every role that it names looked up."""
    if draft is None or isinstance(draft, Broken):
        return draft
    firm = draft.relation_first
    return assembled(
        Deviations,
        allowed=draft.allowed,
        deciders=_deciders(draft, names),
        expires_after=draft.expires_after,
        motivated=BROKEN
        if isinstance(draft.approval_motivation, Broken)
        else draft.approval_motivation == "required",
        relation_first=_deciders(firm, names) if isinstance(firm, DecidersDraft) else firm,
    )


# Private


def _deciders(draft: DeviationsDraft | DecidersDraft, names: Names) -> Maybe[Deciders]:
    roles: Maybe[tuple[Maybe[str], ...]] = (
        draft.decided_by
        if isinstance(draft.decided_by, Broken)
        else tuple(
            one if isinstance(one, Broken) else names.find("role", one) for one in draft.decided_by
        )
    )
    return assembled(Deciders, roles=roles, basis=draft.basis, debt=draft.debt)
