"""The guard on the choice of topics: enough of them, by every domain, by known criteria (R19)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from trajecten.core.facts import Facts, TopicFact
from trajecten.core.finding import Finding, Json, Missing, Remedy
from trajecten.core.params import ParamKind, param
from trajecten.core.text import Text, counted, joined, listed
from trajecten.core.workflow import Domain, Situation

_TOPIC = (Text("onderwerp", "topic"), Text("onderwerpen", "topics"))
_SHOWN = 5
"""How many topics a message tells of; the others it counts."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A topic that not all the domains asked chose, and the domains that still have to."""

    topic: TopicFact
    lacking: tuple[Domain, ...]

    @property
    def distance(self) -> tuple[int, int]:
        """How far it is from being chosen: a domain that declined it weighs more than silence."""
        declined = sum(one.id in self.topic.declined_by for one in self.lacking)
        return declined, len(self.lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsChosen:
    """Enough topics are each chosen by all these domains, by criteria that were recorded (R19)."""

    kind: ClassVar[str] = "topics_chosen"

    min: int = param(ParamKind.COUNT, "How many topics at the least; 1 when left out.", default=1)
    domains: tuple[str, ...] | None = param(
        ParamKind.DOMAINS,
        "The domains that must each choose the topic; all of them when left out.",
        default=None,
    )
    criteria: bool = param(
        ParamKind.FLAG, "Whether the criteria must be recorded; true when left out.", default=True
    )

    def evaluate(self, facts: Facts, situation: Situation) -> Finding:
        """Return how many topics are chosen, and which domains still have to choose which."""
        waiting = self._waiting(facts, situation)
        chosen = len(facts.topics) - len(waiting)
        short = max(0, self.min - chosen)
        uncriteria = self.criteria and not facts.criteria
        counts: dict[str, Json] = {
            "topics": len(facts.topics),
            "chosen": chosen,
            "asked": self.min,
            "criteria": facts.criteria,
        }
        number = counted(chosen, *_TOPIC)
        if not short and not uncriteria:
            return Finding(
                guard=self.kind,
                met=True,
                message=Text(
                    "Door alle gevraagde domeinen gekozen: {n}.",
                    "Chosen by all the domains asked: {n}.",
                ).fill(n=number),
                facts=counts,
            )
        gap = _Gap(uncriteria, short, waiting if short else ())
        return Finding(
            guard=self.kind,
            met=False,
            message=joined(gap.messages(number, self.min), " "),
            missing=tuple(gap.missing()),
            remedies=tuple(gap.remedies()),
            facts=counts,
        )

    def _waiting(self, facts: Facts, situation: Situation) -> tuple[_Open, ...]:
        workflow = situation.workflow
        domains = tuple(map(workflow.domain, self.domains or ())) or workflow.domains
        found = (
            _Open(topic, tuple(one for one in domains if one.id not in topic.chosen_by))
            for topic in facts.topics
        )
        return tuple(sorted((one for one in found if one.lacking), key=lambda one: one.distance))


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is missing: the criteria, so many topics, and the open ones, the nearest first."""

    uncriteria: bool
    short: int
    waiting: Sequence[_Open]

    def messages(self, chosen: Text, needed: int) -> Iterator[Text]:
        """Return a sentence on each thing that is missing."""
        if self.uncriteria:
            yield Text(
                "De criteria voor de keuze zijn nog niet vastgelegd.",
                "The criteria for the choice are not recorded yet.",
            )
        if self.short:
            yield Text(
                "Door alle gevraagde domeinen gekozen: {n}; nodig: {min}{open}.",
                "Chosen by all the domains asked: {n}; needed: {min}{open}.",
            ).fill(n=chosen, min=needed, open=self._open())

    def missing(self) -> Iterator[Missing]:
        """Return what is missing: a choice is written as topic/domain."""
        if self.uncriteria:
            yield Missing("criteria", Text("de criteria", "the criteria"))
        if len(self.waiting) < self.short:
            yield Missing("topic", Text("een onderwerp", "a topic"))
        for one in self.waiting:
            for domain in one.lacking:
                label = Text("{topic} ({domain})", "{topic} ({domain})")
                yield Missing(
                    f"{one.topic.id}/{domain.id}",
                    label.fill(topic=one.topic.id, domain=domain.label),
                )

    def remedies(self) -> Iterator[Remedy]:
        """Return what would help: of the open topics, those that are nearest."""
        if self.uncriteria:
            yield Remedy(
                Text(
                    "Leg vast volgens welke criteria onderwerpen worden gekozen.",
                    "Record by which criteria topics are chosen.",
                ),
                "SetCriteria",
            )
        if len(self.waiting) < self.short:
            words = Text("Zet een onderwerp op de lijst.", "Put a topic on the longlist.")
            yield Remedy(words, "AddTopic")
        for one in self.waiting[: self.short]:
            yield from (_choice(one.topic, domain) for domain in one.lacking)

    def _open(self) -> Text:
        if not self.waiting:
            return Text("", "")
        told = [
            Text("{topic} door {names}", "{topic} by {names}").fill(
                topic=one.topic.id, names=listed(domain.label for domain in one.lacking)
            )
            for one in self.waiting[:_SHOWN]
        ]
        if more := len(self.waiting) - len(told):
            told.append(Text("nog {n} andere", "{n} others").fill(n=more))
        return Text("; nog te kiezen: {told}", "; still to be chosen: {told}").fill(
            told=joined(told, "; ")
        )


def _choice(topic: TopicFact, domain: Domain) -> Remedy:
    words = (
        Text(
            "Leg vast als {domain} {topic} alsnog kiest, en waarom.",
            "Record it if {domain} chooses {topic} after all, and why.",
        )
        if domain.id in topic.declined_by
        else Text(
            "Leg vast of {domain} {topic} kiest, en waarom.",
            "Record whether {domain} chooses {topic}, and why.",
        )
    )
    return Remedy(
        words.fill(domain=domain.label, topic=topic.id),
        "ChooseTopic",
        (("topic", topic.id), ("by", domain.id)),
    )
