"""Guards on people: roles that are filled, approvals that others gave (R14, R15)."""

from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import Facts
from trajecten.core.finding import Finding, Missing, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, counted, listed
from trajecten.core.workflow import Situation

_APPROVAL = (Text("akkoord", "approval"), Text("akkoorden", "approvals"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesFilled:
    """Somebody holds each of these roles now."""

    kind: ClassVar[str] = "roles_filled"

    roles: tuple[str, ...] = param(ParamKind.ROLES, "The roles that must be filled.")

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return which roles nobody holds."""
        held = {one.role for one in facts.holdings}
        missing = tuple(
            Missing(one, situation.workflow.name_of("role", one))
            for one in self.roles
            if one not in held
        )
        counts = {"filled": len(self.roles) - len(missing), "asked": len(self.roles)}
        if not missing:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "De gevraagde rollen zijn vervuld.", "The roles asked for are filled."
                ),
                facts=dict(counts),
            )
        return Finding(
            guard=self.kind,
            met=False,
            message=Text("Nog niet vervuld: {names}.", "Not filled yet: {names}.").fill(
                names=listed(one.label for one in missing)
            ),
            missing=missing,
            remedies=tuple(
                Remedy(
                    Text("Wijs aan wie {role} is.", "Assign the role of {role}.").fill(
                        role=one.label
                    ),
                    "AssignRole",
                    (("role", one.id),),
                )
                for one in missing
            ),
            facts=dict(counts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """Enough different persons who hold a role approved, none of them the one who asks.

    An approval counts for the present visit to the phase only, and only while its giver still
    holds the role.
    """

    kind: ClassVar[str] = "approved"

    role: str = param(ParamKind.ROLE, "The role whose holders may approve.")
    by: int = param(ParamKind.COUNT, "How many different persons must approve.", default=1)

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return how many approvals count."""
        label = situation.workflow.name_of("role", self.role)
        holders = {one.person for one in facts.holdings if one.role == self.role}
        givers = {
            one.person
            for one in situation.visit.approvals
            if one.transition == situation.transition and one.role == self.role
        }
        counting = (givers & holders) - {situation.asker}
        short = max(0, self.by - len(counting))
        if not short:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text("Akkoord gegeven door {role}.", "Approved by {role}.").fill(
                    role=label
                ),
                facts={"approvals": len(counting), "asked": self.by},
            )
        own = Text("", "")
        if situation.asker in givers:
            own = Text(
                " Wie de stap vraagt, telt zelf niet mee.",
                " Whoever asks for the step does not count.",
            )
        return Finding(
            guard=self.kind,
            met=False,
            message=Text(
                "Nog {n} nodig van {role}.{own}", "{n} still needed from {role}.{own}"
            ).fill(n=counted(short, *_APPROVAL), role=label, own=own),
            missing=(Missing(self.role, label),),
            remedies=(
                Remedy(
                    Text(
                        "Vraag {role} om akkoord op deze stap.",
                        "Ask {role} to approve this step.",
                    ).fill(role=label),
                    "Approve",
                    (("transition", situation.transition), ("role", self.role)),
                ),
            ),
            facts={"approvals": len(counting), "asked": self.by},
        )
