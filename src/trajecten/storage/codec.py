"""The bounded state of a trajectory as the text that its row keeps."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from trajecten.core.deviation import DeviationKind
from trajecten.core.events import moment_of, moment_text
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
    Standing,
    Tally,
    TermFact,
    TopicFact,
    Visit,
    Waived,
)
from trajecten.core.state import State

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def state_text(state: State) -> str:
    """Return a state as JSON text; equal states give equal texts."""
    later = {"terms": [_term_data(state.terms[one]) for one in sorted(state.terms)]}
    return _ENCODER.encode(
        _later(state)
        | {
            "tracks": {key: _visit_data(visit) for key, visit in state.tracks.items()},
            "visits": dict(state.visits),
            "tallies": [
                [one.domain, one.group, one.layer, one.purpose, one.contacts]
                for one in state.tallies
            ],
            "artefacts": {key: _paper_data(paper) for key, paper in state.artefacts.items()},
            "holdings": [[one.role, one.person] for one in state.holdings],
            "actions": [[one.id, one.owned, one.dated] for one in state.actions],
            "finished": state.actions_finished,
            "decisions": [
                [one.id, one.body, one.outcome, one.seq] for one in state.decisions.values()
            ],
            "counters": dict(state.counters),
            "waiting": state.waiting,
            # Keys that came later are left out when empty: a row that has none keeps its bytes.
            **{key: value for key, value in later.items() if value},
        }
    )


def state_of(text: str) -> State:
    """Return the state that `state_text` wrote."""
    data: Mapping[str, Any] = json.loads(text)
    return State(
        tracks={key: _visit_of(one) for key, one in data["tracks"].items()},
        visits=data["visits"],
        tallies=tuple(Tally(*one) for one in data["tallies"]),
        artefacts={key: _paper_of(one) for key, one in data["artefacts"].items()},
        holdings=tuple(Holding(*one) for one in data["holdings"]),
        actions=tuple(ActionFact(*one) for one in data["actions"]),
        actions_finished=data["finished"],
        decisions={one[1]: DecisionFact(*one) for one in data["decisions"]},
        counters=data["counters"],
        waiting=data["waiting"],
        deviations=tuple(_deviation_of(one) for one in data.get("deviations", ())),
        relation_waivers=tuple(_waiver_of(one) for one in data.get("waivers", ())),
        adaptations=tuple(data.get("adaptations", ())),
        topics=tuple(_topic_of(one) for one in data.get("topics", ())),
        criteria=data.get("criteria", False),
        terms={one[0]: _term_of(one) for one in data.get("terms", ())},
        choices={one: ChoiceFact(*made) for one, made in data.get("choices", {}).items()},
        entered={one: _entrance_of(entrance) for one, entrance in data.get("entered", {}).items()},
    )


# Private


def _deviation_data(one: DeviationFact) -> list[object]:
    waives = [_waived_data(waived) for waived in one.waives]
    moments = [moment_text(at) if at else None for at in (one.expires_at, one.due)]
    way = [one.track, one.visit, one.source, one.target, list(one.transitions)]
    whose = [one.id, one.kind, one.standing, one.asked_by, one.definition]
    given = [list(pair) for pair in one.appointed]
    return [*whose, *way, waives, one.relation, one.adopts, given, *moments, list(one.owed)]


def _deviation_of(data: list[Any]) -> DeviationFact:
    identifier, kind, standing, asked_by, definition, *rest = data
    track, visit, source, target, transitions, waives, relation, adopts, *later = rest
    given, expires, due, owed = later
    return DeviationFact(
        id=identifier,
        kind=DeviationKind(kind),
        standing=Standing(standing),
        asked_by=asked_by,
        definition=definition,
        track=track,
        visit=visit,
        source=source,
        target=target,
        transitions=tuple(transitions),
        waives=tuple(_waived_of(one) for one in waives),
        relation=relation,
        adopts=adopts,
        appointed=tuple((role, person) for role, person in given),
        expires_at=moment_of(expires) if expires else None,
        owed=tuple(owed),
        due=moment_of(due) if due else None,
    )


def _waiver_of(data: list[Any]) -> RelationWaiver:
    deviation, waived = data
    return RelationWaiver(deviation, _waived_of(waived) if waived else None)


def _waived_data(one: Waived) -> list[object]:
    counted = [list(pair) for pair in one.counted]
    return [one.place, one.number, one.guard, list(one.missing), counted]


def _waived_of(data: list[Any]) -> Waived:
    place, number, guard, missing, counted = data
    return Waived(
        place=place,
        number=number,
        guard=guard,
        missing=tuple(missing),
        counted=tuple((domain, contacts) for domain, contacts in counted),
    )


def _later(state: State) -> dict[str, object]:
    """Return what states did not hold from the start: left out where there is nothing of it."""
    data = {
        "topics": [
            [one.id, one.seq, list(one.chosen_by), list(one.declined_by)] for one in state.topics
        ],
        "criteria": state.criteria,
        "deviations": [_deviation_data(one) for one in state.deviations],
        "waivers": [
            [one.deviation, _waived_data(one.waived) if one.waived else None]
            for one in state.relation_waivers
        ],
        "adaptations": list(state.adaptations),
        "entered": {key: _entrance_data(one) for key, one in state.entered.items()},
        "choices": {key: [one.option, one.seq] for key, one in state.choices.items()},
    }
    return {key: value for key, value in data.items() if value}


def _topic_of(data: list[Any]) -> TopicFact:
    identifier, seq, chosen, declined = data
    return TopicFact(identifier, seq, tuple(chosen), tuple(declined))


def _visit_data(visit: Visit) -> list[object]:
    approvals = [[one.transition, one.role, one.person] for one in visit.approvals]
    since = moment_text(visit.since)
    return [
        visit.phase, since, visit.seq, visit.number, visit.lessons, visit.no_lesson, approvals
    ]  # fmt: skip


def _visit_of(data: list[Any]) -> Visit:
    phase, since, seq, number, lessons, no_lesson, approvals = data
    return Visit(
        phase=phase,
        since=moment_of(since),
        seq=seq,
        number=number,
        lessons=lessons,
        no_lesson=no_lesson,
        approvals=tuple(Approval(*one) for one in approvals),
    )


def _entrance_data(one: Entrance) -> list[object]:
    return [one.seq, moment_text(one.at), one.contributions]


def _entrance_of(data: list[Any]) -> Entrance:
    seq, at, contributions = data
    return Entrance(seq, moment_of(at), contributions)


def _term_data(term: TermFact) -> list[object]:
    days = (term.suspended_on, term.resumed_on, term.ended)
    return [
        term.id,
        term.started.isoformat(),
        term.seq,
        term.extended_by,
        term.suspended_days,
        *(day.isoformat() if day else None for day in days),
    ]


def _term_of(data: list[Any]) -> TermFact:
    identifier, started, seq, extended_by, suspended_days, *days = data
    suspended_on, resumed_on, ended = (date.fromisoformat(day) if day else None for day in days)
    return TermFact(
        id=identifier,
        started=date.fromisoformat(started),
        seq=seq,
        extended_by=extended_by,
        suspended_on=suspended_on,
        suspended_days=suspended_days,
        resumed_on=resumed_on,
        ended=ended,
    )


def _paper_data(paper: ArtefactFact) -> list[object]:
    lists = (paper.fields, paper.cites, paper.broken, paper.domains, paper.roles)
    return [paper.id, paper.version, paper.seq, *(list(one) for one in lists)]


def _paper_of(data: list[Any]) -> ArtefactFact:
    identifier, version, seq, fields, cites, broken, domains, roles = data
    return ArtefactFact(
        id=identifier,
        version=version,
        seq=seq,
        fields=tuple(fields),
        cites=tuple(cites),
        broken=tuple(broken),
        domains=tuple(domains),
        roles=tuple(roles),
    )
