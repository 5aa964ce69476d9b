"""The rule on waiting for ever, and why a track waits: for whom, for what, or because of what."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from trajecten.checking.atoms import Atom
from trajecten.checking.conditions import Where
from trajecten.checking.ending import severity_of, stuck_in, witness_of
from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study, told
from trajecten.core.text import Text, listed
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted

_OR = Text("of", "or")


@dataclass(frozen=True, slots=True)
class Never:
    """What a step asks, and what never comes any more: tracks in phases without facts, at once."""

    where: Where
    fails: frozenset[Atom] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A track that stays in a phase from one configuration on, the moment, and why.

    `circle` are the tracks that wait for each other, this one first; `never` is what it waits for;
    `there` the facts that keep it where it is.
    """

    track: str
    phase: str
    moment: int
    severity: Severity
    circle: tuple[str, ...] = ()
    never: tuple[Never, ...] = ()
    there: frozenset[Atom] = frozenset()


def waiting_for_ever(study: Study) -> Iterator[Problem]:
    """From every configuration each track can still leave its phase, one day, unless it ends.

    Silent on a phase that only contradictory transitions leave: that is told of them.
    """
    told_of: set[frozenset[str]] = set()
    stuck = {one.id: stuck_in(study.space(one.id), one) for one in study.workflow.tracks}
    for track in study.workflow.tracks:
        space = study.space(track.id)
        wait = wait_of(space, track.id, stuck)
        if wait is None or (wait.circle and frozenset(wait.circle) in told_of):
            continue
        told_of.add(frozenset(wait.circle))
        yield _waiting(study, space, wait)


def wait_of(space: Space, track: str, stuck: Mapping[str, int]) -> Wait | None:
    """Return the first moment from which a track stays where it is, though steps would lead on.

    `stuck` are the configurations in which each track is stuck.
    """
    left = {one.source for one in space.steps if one.track == track}
    here = stuck[track] & space.at(track, left)
    if not here:
        return None
    moment = space.path(here)[1]
    phase = space.phase_in(moment, track)
    halted = {one.id for one in space.tracks if moment & stuck[one.id]}
    return Wait(
        track=track,
        phase=phase,
        moment=moment,
        severity=severity_of(space, here),
        circle=_circle(space, track, moment, halted),
        never=tuple(_never(space, track, moment)),
        there=frozenset(
            fact
            for one in _steps_from(space, track, phase)
            for fact in one.fails
            if moment & space.holding(fact)
        ),
    )


# Private


def _steps_from(space: Space, track: str, phase: str) -> list[Step]:
    return [one for one in space.steps if one.track == track and one.source == phase]


def _not_barred(space: Space, track: str, moment: int) -> list[Step]:
    """Return the steps that a track could take one day, as far as facts go: they stay."""
    steps = _steps_from(space, track, space.phase_in(moment, track))
    return [one for one in steps if not any(moment & space.holding(fact) for fact in one.fails)]


def _never(space: Space, track: str, moment: int) -> Iterator[Never]:
    """Return what a track waits for in vain: single tracks if that tells it, else all together."""
    later = space.reach(space.steps, moment)
    for step in _not_barred(space, track, moment):
        gone = [(one, phases) for one, phases in step.where if not later & space.at(one, phases)]
        if not gone:
            yield Never(step.where, step.fails)
        for each in gone:
            yield Never((each,))


def _wanted(space: Space, track: str, moment: int) -> Mapping[str, set[str]]:
    """Return which tracks stand elsewhere than a track needs them, and where they should be."""
    found: dict[str, set[str]] = {}
    for step in _not_barred(space, track, moment):
        for other, phases in step.where:
            if space.phase_in(moment, other) not in phases:
                found.setdefault(other, set()).update(phases)
    return dict(sorted(found.items()))


def _circle(space: Space, track: str, moment: int, halted: Set[str]) -> tuple[str, ...]:
    """Return the fewest tracks that wait for each other from this one on; none without a circle.

    A track that can still move, perhaps by another way, waits for nobody.
    """
    ways: list[tuple[str, ...]] = [(track,)]
    known = {track}
    for way in ways:  # It grows while it is walked: short ways come first.
        wanted = _wanted(space, way[-1], moment)
        if track in wanted:
            return way
        following = [one for one in wanted if one in halted and one not in known]
        known.update(following)
        ways += [(*way, one) for one in following]
    return ()


def _waiting(study: Study, space: Space, wait: Wait) -> Problem:
    code, message = "too-late", _too_late(wait)
    if wait.circle:
        code, message = "deadlock", _deadlock(space, wait)
    elif wait.never:
        code, message = "waits-for-ever", _forever(wait)
    return study.places.problem(
        Spot("phase", wait.phase),
        code,
        message,
        remedy=Text(
            "geef elk spoor een uitweg die niet op het andere wacht",
            "give each track a way on that does not wait for the other",
        )
        if wait.never
        else None,
        severity=wait.severity,
        witness=witness_of(space, wait.moment),
    )


def _deadlock(space: Space, wait: Wait) -> Text:
    parts = [
        Text(
            "{track} wacht in {phase} tot {other} in {wanted} is",
            "{track} waits in {phase} until {other} is in {wanted}",
        ).fill(
            track=quoted(track),
            phase=quoted(space.phase_in(wait.moment, track)),
            other=quoted(other),
            wanted=_phases(wanted),
        )
        for track in wait.circle
        for other, wanted in _wanted(space, track, wait.moment).items()
        if other in wait.circle
    ]
    return Text(
        "de sporen {tracks} wachten op elkaar: {parts}",
        "the tracks {tracks} wait for each other: {parts}",
    ).fill(tracks=listed(map(quoted, wait.circle)), parts=listed(parts))


def _forever(wait: Wait) -> Text:
    single: dict[str, frozenset[str]] = {}
    together: list[Text] = []
    for one in wait.never:
        if len(one.where) == 1 and not one.fails:
            track, phases = one.where[0]
            single[track] = single.get(track, frozenset()) | phases
        else:
            together.append(_at_once(one))
    parts = [*(_place(track, phases) for track, phases in sorted(single.items())), *together]
    return Text(
        "het spoor {track} blijft voor altijd in {phase}: het wacht op {wanted}, en dat komt niet "
        "meer",
        "the track {track} stays in {phase} for ever: it waits for {wanted}, which will not come",
    ).fill(
        track=quoted(wait.track),
        phase=quoted(wait.phase),
        wanted=listed(dict.fromkeys(parts), _OR if together else None),
    )


def _at_once(never: Never) -> Text:
    parts = [_place(track, phases) for track, phases in never.where]
    parts += [
        Text("geen {fact}", "no {fact}").fill(fact=told(fact))
        for fact in sorted(never.fails, key=repr)
    ]
    return Text("{parts} tegelijk", "{parts} at the same time").fill(parts=listed(parts))


def _place(track: str, phases: frozenset[str]) -> Text:
    return Text("{track} in {phases}", "{track} in {phases}").fill(
        track=quoted(track), phases=_phases(phases)
    )


def _phases(phases: Iterable[str]) -> Text:
    return listed(map(quoted, sorted(phases)), _OR)


def _too_late(wait: Wait) -> Text:
    return Text(
        "het spoor {track} kan {phase} niet meer verlaten als dit er eenmaal is: {facts}",
        "the track {track} cannot leave {phase} any more once this is there: {facts}",
    ).fill(
        track=quoted(wait.track),
        phase=quoted(wait.phase),
        facts=listed(map(told, sorted(wait.there, key=repr))),
    )
