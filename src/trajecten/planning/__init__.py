"""The room of the plan: the shortest lawful way to the content, found by rehearsing it."""

from trajecten.planning.plan import Need, NeedKind, Plan
from trajecten.planning.planner import plan

__all__ = ["Need", "NeedKind", "Plan", "plan"]
