"""The room of the plan: the shortest lawful way to the content, found by rehearsing it."""

from trajecten.planning.plan import Branch, Fork, Need, NeedKind, Plan
from trajecten.planning.planner import plan
from trajecten.planning.telling import unread

__all__ = ["Branch", "Fork", "Need", "NeedKind", "Plan", "plan", "unread"]
