"""The facts that are read from the bounded state, whoever keeps it."""

from collections.abc import Mapping, Sequence

from trajecten.core.facts import (
    ActionFact,
    ArtefactFact,
    ChoiceFact,
    DecisionFact,
    DeviationFact,
    Entrance,
    Holding,
    RelationWaiver,
    Tally,
    TermFact,
    TopicFact,
    Visit,
)
from trajecten.core.state import State


class BoundedFacts:
    """The part of `Facts` that a state answers; what grows with the history is left to others."""

    seen: Mapping[str, int] | None = None
    """The number of the last entry of each child, by its identity; None if none were asked."""

    def __init__(self, state: State) -> None:
        """Answer from a state."""
        self.state = state

    @property
    def tracks(self) -> Mapping[str, Visit]:
        """The present visit of each track."""
        return self.state.tracks

    @property
    def visits(self) -> Mapping[str, int]:
        """How often each phase was entered."""
        return self.state.visits

    @property
    def entered(self) -> Mapping[str, Entrance]:
        """When each phase was last entered."""
        return self.state.entered

    @property
    def tallies(self) -> Sequence[Tally]:
        """Contacts that stand, over the whole history."""
        return self.state.tallies

    @property
    def artefacts(self) -> Mapping[str, ArtefactFact]:
        """The current version of each artefact."""
        return self.state.artefacts

    @property
    def contributions(self) -> int:
        """How many contributions were received."""
        return self.state.contributions

    @property
    def holdings(self) -> Sequence[Holding]:
        """Who holds which role."""
        return self.state.holdings

    @property
    def actions(self) -> Sequence[ActionFact]:
        """Actions that are not finished."""
        return self.state.actions

    @property
    def actions_finished(self) -> int:
        """How many actions were finished."""
        return self.state.actions_finished

    @property
    def decisions(self) -> Mapping[str, DecisionFact]:
        """The latest decision of each body."""
        return self.state.decisions

    @property
    def deviations(self) -> Sequence[DeviationFact]:
        """Deviations that are not settled."""
        return self.state.deviations

    @property
    def relation_waivers(self) -> Sequence[RelationWaiver]:
        """The deviations by which relation first was laid aside."""
        return self.state.relation_waivers

    @property
    def adaptations(self) -> Sequence[str]:
        """The deviations that gave the trajectory a workflow text of its own."""
        return self.state.adaptations

    @property
    def topics(self) -> Sequence[TopicFact]:
        """The topics on the longlist."""
        return self.state.topics

    @property
    def criteria(self) -> bool:
        """Whether the criteria were recorded."""
        return self.state.criteria

    @property
    def terms(self) -> Mapping[str, TermFact]:
        """The terms that were started."""
        return self.state.terms

    @property
    def choices(self) -> Mapping[str, ChoiceFact]:
        """What was chosen last of each choice that was made."""
        return self.state.choices

    def next_number(self, noun: str) -> int:
        """Return the number for the next object of this kind."""
        return self.state.next_number(noun)
