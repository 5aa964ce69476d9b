"""The part of a trajectory's facts whose size does not grow with its history.

`State` is kept beside the trajectory, so that a step reads one row; `after` is the one function
that says how an event changes it, for the live store and for a replay of the ledger alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from trajecten.core import pending
from trajecten.core.events import Action, Recorded
from trajecten.core.facts import (
    ActionFact,
    Approval,
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
from trajecten.core.finding import Json
from trajecten.core.topics import with_choice


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything bounded that conditions ask about.

    `counters` holds, per noun, how many objects were made: the next number is one more; `waiting`
    counts the contributions that wait for a disposition or for feedback; `deviations` are those not
    settled, `relation_waivers` those by which relation first was laid aside, and `adaptations`
    those that gave the trajectory a workflow text of its own.
    """

    tracks: Mapping[str, Visit] = field(default_factory=dict)
    visits: Mapping[str, int] = field(default_factory=dict)
    entered: Mapping[str, Entrance] = field(default_factory=dict)
    tallies: tuple[Tally, ...] = ()
    artefacts: Mapping[str, ArtefactFact] = field(default_factory=dict)
    holdings: tuple[Holding, ...] = ()
    actions: tuple[ActionFact, ...] = ()
    actions_finished: int = 0
    decisions: Mapping[str, DecisionFact] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    deviations: tuple[DeviationFact, ...] = ()
    relation_waivers: tuple[RelationWaiver, ...] = ()
    adaptations: tuple[str, ...] = ()
    topics: tuple[TopicFact, ...] = ()
    criteria: bool = False
    terms: Mapping[str, TermFact] = field(default_factory=dict)
    choices: Mapping[str, ChoiceFact] = field(default_factory=dict)

    @property
    def contributions(self) -> int:
        """How many contributions were received."""
        return self.counters.get("contribution", 0)

    @property
    def loops(self) -> int:
        """How often a phase was entered again: going round or back is legal, and counted (R9)."""
        return sum(number - 1 for number in self.visits.values())

    def next_number(self, noun: str) -> int:
        """Return the number for the next object of this kind."""
        return self.counters.get(noun, 0) + 1


def after(state: State, recorded: Recorded) -> State:
    """Return the state after an event; events that change nothing bounded return it as it is."""
    change = _CHANGES.get(recorded.event.action)
    changed = change(state, recorded) if change else state
    return _timed(changed, recorded)


# Private


def _started(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    phases = cast("dict[str, str]", data["phases"])
    roles = cast("list[dict[str, str]]", data["roles"])
    return replace(
        state,
        tracks={
            track: Visit(phase=phase, since=recorded.recorded_at, seq=recorded.seq)
            for track, phase in phases.items()
        },
        visits=dict.fromkeys(phases.values(), 1),
        entered=dict.fromkeys(phases.values(), _entrance(state, recorded)),
        holdings=tuple(Holding(one["role"], one["person"]) for one in roles),
    )


def _entrance(state: State, recorded: Recorded) -> Entrance:
    return Entrance(recorded.seq, recorded.recorded_at, state.contributions)


def _advanced(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    track, phase = str(data["track"]), str(data["to"])
    visits, passed = dict(state.visits), (*cast("list[str]", data.get("through", [])), phase)
    for each in passed:
        visits[each] = visits.get(each, 0) + 1
    entered = {**state.entered, **dict.fromkeys(passed, _entrance(state, recorded))}
    visit = Visit(phase=phase, since=recorded.recorded_at, seq=recorded.seq, number=visits[phase])
    moved = replace(state, tracks={**state.tracks, track: visit}, visits=visits, entered=entered)
    return _by_deviation(moved, recorded) if "deviation" in data else moved


def _by_deviation(state: State, recorded: Recorded) -> State:
    waivers = pending.waivers(state.deviations, recorded)
    return replace(
        state,
        deviations=pending.used(state.deviations, recorded),
        relation_waivers=(*state.relation_waivers, *waivers),
    )


def _deviation_asked(state: State, recorded: Recorded) -> State:
    counted = _count(state, "deviation")
    return replace(counted, deviations=pending.asked(state.deviations, recorded))


def _deviation_decided(state: State, recorded: Recorded) -> State:
    old = pending.found(state.deviations, recorded.event.object)
    changed = replace(state, deviations=pending.decided(state.deviations, recorded))
    if pending.adopted(recorded.event.action, recorded.event.data) is None:
        return changed
    waivers = (RelationWaiver(old.id),) if old.relation else ()
    return replace(
        changed,
        relation_waivers=(*state.relation_waivers, *waivers),
        adaptations=(*state.adaptations, old.id),
    )


def _deviation_forgiven(state: State, recorded: Recorded) -> State:
    return replace(state, deviations=pending.without(state.deviations, recorded.event.object))


def _migrated(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    names = cast("dict[str, str]", data["renamed"])
    phases = cast("dict[str, str]", data["placed"])
    visits: dict[str, int] = {}
    for phase, number in state.visits.items():
        name = names.get(phase, phase)
        visits[name] = visits.get(name, 0) + number
    # Of several phases that become one, it was last entered when the last of them was.
    earlier = sorted(state.entered.items(), key=lambda one: one[1].seq)
    entered = {names.get(phase, phase): entrance for phase, entrance in earlier}
    begun = {track: phase for track, phase in phases.items() if track not in state.tracks}
    fresh = {
        track: Visit(phase=phase, since=recorded.recorded_at, seq=recorded.seq)
        for track, phase in begun.items()
    }
    return replace(
        state,
        tracks={
            track: fresh[track] if track in fresh else replace(state.tracks[track], phase=phase)
            for track, phase in phases.items()
        },
        visits={**visits, **dict.fromkeys(begun.values(), 1)},
        entered={**entered, **dict.fromkeys(begun.values(), _entrance(state, recorded))},
        deviations=pending.lapsed(state.deviations),
    )


def _contact_recorded(state: State, recorded: Recorded) -> State:
    counted = _count(state, "contact")
    return replace(counted, tallies=_tallied(state.tallies, recorded.event.data, 1))


def _contact_corrected(state: State, recorded: Recorded) -> State:
    was = cast("Mapping[str, Json]", recorded.event.data["was"])
    lowered = _tallied(state.tallies, was, -1)
    return replace(state, tallies=_tallied(lowered, recorded.event.data, 1))


def _contact_retracted(state: State, recorded: Recorded) -> State:
    was = cast("Mapping[str, Json]", recorded.event.data["was"])
    contact = recorded.event.object
    return replace(
        state,
        tallies=_tallied(state.tallies, was, -1),
        artefacts={
            kind: replace(paper, broken=(*paper.broken, contact))
            if contact in paper.cites
            else paper
            for kind, paper in state.artefacts.items()
        },
    )


def _artefact_registered(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    paper = ArtefactFact(
        id=recorded.event.object,
        version=int(cast("int", data["version"])),
        seq=recorded.seq,
        fields=tuple(cast("list[str]", data["fields"])),
        cites=tuple(cast("list[str]", data["cites"])),
    )
    counted = _count(state, "artefact")
    return replace(counted, artefacts={**state.artefacts, str(data["type"]): paper})


def _endorsed(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    kind, by = str(data["type"]), str(data["by"])
    paper = state.artefacts[kind]
    if data["as"] == "domain":
        paper = replace(paper, domains=(*(d for d in paper.domains if d != by), by))
    else:
        paper = replace(paper, roles=(*(r for r in paper.roles if r != by), by))
    return replace(state, artefacts={**state.artefacts, kind: paper})


def _role_assigned(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    new = Holding(str(data["role"]), str(data["person"]))
    ended = data.get("succeeds")
    kept = (
        one for one in state.holdings if one != new and (one.role, one.person) != (new.role, ended)
    )
    return _given(replace(state, holdings=(*kept, new)), new, recorded)


def _role_ended(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    old = Holding(str(data["role"]), str(data["person"]))
    return replace(state, holdings=tuple(one for one in state.holdings if one != old))


def _role_handed_over(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    old = Holding(str(data["role"]), str(data["person"]))
    new = Holding(str(data["role"]), str(data["successor"]))
    kept = (one for one in state.holdings if one != old)
    return _given(replace(state, holdings=(*kept, new)), new, recorded)


def _given(state: State, new: Holding, recorded: Recorded) -> State:
    told = pending.appointed(state.deviations, recorded, new.role, new.person)
    return replace(state, deviations=told)


def _action_added(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    action = ActionFact(recorded.event.object, data["owner"] is not None, data["due"] is not None)
    return replace(_count(state, "action"), actions=(*state.actions, action))


def _action_finished(state: State, recorded: Recorded) -> State:
    left = tuple(one for one in state.actions if one.id != recorded.event.object)
    return replace(state, actions=left, actions_finished=state.actions_finished + 1)


def _lesson_recorded(state: State, recorded: Recorded) -> State:
    none = bool(recorded.event.data["none"])
    tracks = {
        track: replace(visit, no_lesson=True) if none else replace(visit, lessons=visit.lessons + 1)
        for track, visit in state.tracks.items()
    }
    return replace(_count(state, "lesson"), tracks=tracks)


def _decision_recorded(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    decision = DecisionFact(
        recorded.event.object, str(data["body"]), str(data["outcome"]), recorded.seq
    )
    counted = _count(state, "decision")
    return replace(counted, decisions={**state.decisions, decision.body: decision})


def _approved(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    track = str(data["track"])
    visit = state.tracks[track]
    approval = Approval(str(data["transition"]), str(data["role"]), str(data["person"]))
    others = (one for one in visit.approvals if one != approval)
    return replace(
        state, tracks={**state.tracks, track: replace(visit, approvals=(*others, approval))}
    )


def _contribution_received(state: State, recorded: Recorded) -> State:
    del recorded
    return replace(_count(state, "contribution"), waiting=state.waiting + 1)


def _contribution_disposed(state: State, recorded: Recorded) -> State:
    return replace(state, waiting=state.waiting + (1 if recorded.event.data["reopened"] else 0))


def _feedback_sent(state: State, recorded: Recorded) -> State:
    answered = cast("list[list[str]]", recorded.event.data["answered"])
    return replace(state, waiting=state.waiting - len(answered))


def _topic_added(state: State, recorded: Recorded) -> State:
    topic = TopicFact(recorded.event.object, recorded.seq)
    return replace(_count(state, "topic"), topics=(*state.topics, topic))


def _criteria_set(state: State, recorded: Recorded) -> State:
    del recorded
    return replace(state, criteria=True)


def _topic_chosen(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    choice = (str(data["topic"]), str(data["by"]))
    return replace(state, topics=with_choice(state.topics, *choice, chosen=data["chosen"] is True))


def _term_extended(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    return _with_term(state, str(data["term"]), extended_by=str(data["length"]))


def _term_suspended(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    return _with_term(state, str(data["term"]), suspended_on=date.fromisoformat(str(data["on"])))


def _term_resumed(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    term = str(data["term"])
    days = state.terms[term].suspended_days + int(cast("int", data["days"]))
    until = date.fromisoformat(str(data["on"]))
    return _with_term(state, term, suspended_on=None, suspended_days=days, resumed_on=until)


def _choice_made(state: State, recorded: Recorded) -> State:
    data = recorded.event.data
    made = ChoiceFact(str(data["option"]), recorded.seq)
    return replace(state, choices={**state.choices, str(data["choice"]): made})


_CHANGES: Mapping[Action, Callable[[State, Recorded], State]] = {
    Action.STARTED: _started,
    Action.ADVANCED: _advanced,
    Action.CONTACT_RECORDED: _contact_recorded,
    Action.CONTACT_CORRECTED: _contact_corrected,
    Action.CONTACT_RETRACTED: _contact_retracted,
    Action.ARTEFACT_REGISTERED: _artefact_registered,
    Action.CONTRIBUTION_RECEIVED: _contribution_received,
    Action.CONTRIBUTION_DISPOSED: _contribution_disposed,
    Action.FEEDBACK_SENT: _feedback_sent,
    Action.ENDORSED: _endorsed,
    Action.ROLE_ASSIGNED: _role_assigned,
    Action.ROLE_ENDED: _role_ended,
    Action.ROLE_HANDED_OVER: _role_handed_over,
    Action.ACTION_ADDED: _action_added,
    Action.ACTION_FINISHED: _action_finished,
    Action.LESSON_RECORDED: _lesson_recorded,
    Action.DECISION_RECORDED: _decision_recorded,
    Action.APPROVED: _approved,
    Action.DEVIATION_ASKED: _deviation_asked,
    Action.DEVIATION_DECIDED: _deviation_decided,
    Action.DEVIATION_FORGIVEN: _deviation_forgiven,
    Action.MIGRATED: _migrated,
    Action.TOPIC_ADDED: _topic_added,
    Action.CRITERIA_SET: _criteria_set,
    Action.TOPIC_CHOSEN: _topic_chosen,
    Action.TERM_EXTENDED: _term_extended,
    Action.TERM_SUSPENDED: _term_suspended,
    Action.TERM_RESUMED: _term_resumed,
    Action.CHOICE_MADE: _choice_made,
}


def _timed(state: State, recorded: Recorded) -> State:
    """Return the state with the terms that an event ends and starts, whatever its action."""
    data = recorded.event.data
    for term, day in cast("Mapping[str, str]", data.get("terms_ended", {})).items():
        state = _with_term(state, term, ended=date.fromisoformat(day))
    passed = cast("Mapping[str, str]", data.get("terms_passed", {}))
    started = {
        term: TermFact(
            id=term,
            started=date.fromisoformat(day),
            seq=recorded.seq,
            ended=date.fromisoformat(passed[term]) if term in passed else None,
        )
        for term, day in cast("Mapping[str, str]", data.get("terms", {})).items()
    }
    return replace(state, terms={**state.terms, **started}) if started else state


def _with_term(state: State, term: str, **changes: Any) -> State:  # noqa: ANN401
    changed = replace(state.terms[term], **changes)
    return replace(state, terms={**state.terms, term: changed})


def _count(state: State, noun: str) -> State:
    return replace(state, counters={**state.counters, noun: state.next_number(noun)})


def _tallied(tallies: tuple[Tally, ...], data: Mapping[str, Json], by: int) -> tuple[Tally, ...]:
    key = (str(data["domain"]), _text(data["group"]), _text(data["layer"]), str(data["purpose"]))
    table = {(one.domain, one.group, one.layer, one.purpose): one.contacts for one in tallies}
    table[key] = table.get(key, 0) + by
    return tuple(Tally(*key, number) for key, number in table.items() if number)


def _text(value: Json) -> str | None:
    return None if value is None else str(value)
