"""Rules on how it ends: no dead end, no waiting for ever, no loop without a way out."""

from collections.abc import Iterator
from dataclasses import dataclass

from trajecten.checking.space import Space, Step
from trajecten.checking.study import Study, told
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Track
from trajecten.definition.places import Spot
from trajecten.definition.problem import Problem, Severity
from trajecten.definition.visible import quoted


def dead_ends(study: Study) -> Iterator[Problem]:
    """A phase that no transition leaves must be final; a warning where the process goes on."""
    severity = Severity.WARNING if study.workflow.continuous else Severity.ERROR
    for track in study.workflow.tracks:
        space = study.space(track.id)
        for phase in _dead_ends(track):
            here = space.at(track.id, (phase,))
            if not here & space.reached:
                continue
            message = Text(
                "geen overgang verlaat de fase {phase}, en het is geen eindfase",
                "no transition leaves the phase {phase}, and it is not final",
            ).fill(phase=quoted(phase))
            yield study.places.problem(
                Spot("phase", phase),
                "dead-end",
                message,
                remedy=Text(
                    "voeg een overgang toe, of 'final: true'", "add a transition, or 'final: true'"
                ),
                severity=severity,
                witness=_witness(space, here),
            )


def waiting_for_ever(study: Study) -> Iterator[Problem]:
    """From every configuration each track can still leave its phase, one day, unless it ends.

    Silent on a phase that only contradictory transitions leave: that is told of them.
    """
    told_of: set[frozenset[str]] = set()
    for track in study.workflow.tracks:
        space = study.space(track.id)
        stuck = stuck_in(space, track) & space.at(track.id, _left_by_steps(space, track))
        if not stuck:
            continue
        wait = _wait(space, track, space.path(stuck)[1])
        if wait.circle and frozenset(wait.circle) in told_of:
            continue
        told_of.add(frozenset(wait.circle))
        yield _waiting(study, space, track, wait, _severity(space, stuck))


def loops_without_end(study: Study) -> Iterator[Problem]:
    """From every configuration each track can still end; one without an end, begin anew."""
    for track in study.workflow.tracks:
        space = study.space(track.id)
        endless = endless_in(space, track, continuous=study.workflow.continuous)
        explained = stuck_in(space, track) | space.at(track.id, _dead_ends(track))
        loop = endless & ~space.leading_to(explained)
        if loop:
            yield _loop(study, space, track, loop)


def stuck_in(space: Space, track: Track) -> int:
    """Return the reachable configurations in which a track never moves again, though it should."""
    reached = space.reached
    moving = 0
    for step in space.steps:
        if step.track == track.id:
            moving |= space.open(step)
    resting = {one.id for one in track.phases if one.final} | set(_dead_ends(track))
    able = space.leading_to(moving) | space.at(track.id, resting)
    return reached & ~able


def endless_in(space: Space, track: Track, *, continuous: bool) -> int:
    """Return the reachable configurations from which a track cannot end (or begin anew)."""
    return space.reached & ~space.leading_to(
        space.at(track.id, ends_of(track, continuous=continuous))
    )


def ends_of(track: Track, *, continuous: bool) -> set[str]:
    """Return the phases a track must always be able to get to."""
    final = {one.id for one in track.phases if one.final}
    return final | {track.initial} if continuous else final


# Private


@dataclass(frozen=True, slots=True)
class _Wait:
    """A track that waits: at which moment, for which tracks, and the circle if there is one."""

    moment: int
    phase: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    circle: tuple[str, ...]


def _dead_ends(track: Track) -> tuple[str, ...]:
    left = {source for one in track.transitions for source in one.sources}
    return tuple(one.id for one in track.phases if not one.final and one.id not in left)


def _left_by_steps(space: Space, track: Track) -> set[str]:
    return {one.source for one in space.steps if one.track == track.id}


def _witness(space: Space, goal: int) -> tuple[str, ...]:
    return tuple(one.transition for one in space.path(goal)[0])


def _wait(space: Space, track: Track, moment: int) -> _Wait:
    phase = space.phase_in(moment, track.id)
    steps = [one for one in space.steps if one.track == track.id and one.source == phase]
    return _Wait(moment, phase, _wanted(space, steps, moment), _circle(space, track.id, moment))


def _wanted(
    space: Space, steps: list[Step], moment: int
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which tracks stand elsewhere than these steps ask, and where they should be."""
    found: dict[str, set[str]] = {}
    for step in steps:
        for track, phases in step.where:
            if space.phase_in(moment, track) not in phases:
                found.setdefault(track, set()).update(phases)
    return tuple((track, tuple(sorted(phases))) for track, phases in sorted(found.items()))


def _circle(space: Space, track: str, moment: int) -> tuple[str, ...]:
    """Return the tracks that wait for each other from this one on; none when it is no circle."""
    way = [track]
    while True:
        phase = space.phase_in(moment, way[-1])
        steps = [one for one in space.steps if one.track == way[-1] and one.source == phase]
        wanted = [one for one, _ in _wanted(space, steps, moment)]
        if not wanted:
            return ()
        if track in wanted and len(way) > 1:
            return tuple(way)
        following = next((one for one in wanted if one not in way), None)
        if following is None:
            return ()
        way.append(following)


def _severity(space: Space, configurations: int) -> Severity:
    """Return how bad it is: less when it takes a fact that no gate on the way asks for."""
    return Severity.ERROR if space.by_itself & configurations else Severity.WARNING


def _waiting(study: Study, space: Space, track: Track, wait: _Wait, severity: Severity) -> Problem:
    code, message = "waits-for-ever", _forever(track, wait)
    if wait.circle:
        code, message = "deadlock", _deadlock(space, wait)
    elif not wait.wanted:
        code, message = "too-late", _too_late(space, track, wait)
    return study.places.problem(
        Spot("phase", wait.phase),
        code,
        message,
        remedy=Text(
            "geef elk spoor een uitweg die niet op het andere wacht",
            "give each track a way on that does not wait for the other",
        )
        if wait.wanted
        else None,
        severity=severity,
        witness=_witness(space, wait.moment),
    )


def _deadlock(space: Space, wait: _Wait) -> Text:
    parts: list[Text] = []
    for track in wait.circle:
        phase = space.phase_in(wait.moment, track)
        steps = [one for one in space.steps if one.track == track and one.source == phase]
        parts.extend(
            Text(
                "{track} wacht in {phase} tot {other} in {wanted} is",
                "{track} waits in {phase} until {other} is in {wanted}",
            ).fill(
                track=quoted(track),
                phase=quoted(phase),
                other=quoted(other),
                wanted=listed(map(quoted, wanted), Text("of", "or")),
            )
            for other, wanted in _wanted(space, steps, wait.moment)
            if other in wait.circle
        )
    return Text(
        "de sporen {tracks} wachten op elkaar: {parts}",
        "the tracks {tracks} wait for each other: {parts}",
    ).fill(tracks=listed(map(quoted, wait.circle)), parts=listed(parts))


def _forever(track: Track, wait: _Wait) -> Text:
    return Text(
        "het spoor {track} blijft voor altijd in {phase}: het wacht op {wanted}, en dat komt niet "
        "meer",
        "the track {track} stays in {phase} for ever: it waits for {wanted}, which will not come",
    ).fill(
        track=quoted(track.id),
        phase=quoted(wait.phase),
        wanted=listed(
            Text("{track} in {phases}", "{track} in {phases}").fill(
                track=quoted(one), phases=listed(map(quoted, phases), Text("of", "or"))
            )
            for one, phases in wait.wanted
        ),
    )


def _too_late(space: Space, track: Track, wait: _Wait) -> Text:
    facts = {
        fact
        for one in space.steps
        if one.track == track.id and one.source == wait.phase
        for fact in one.fails
    }
    return Text(
        "het spoor {track} kan {phase} niet meer verlaten als dit er eenmaal is: {facts}",
        "the track {track} cannot leave {phase} any more once this is there: {facts}",
    ).fill(
        track=quoted(track.id),
        phase=quoted(wait.phase),
        facts=listed(map(told, sorted(facts, key=repr))),
    )


def _loop(study: Study, space: Space, track: Track, loop: int) -> Problem:
    continuous = study.workflow.continuous
    phases = tuple(space.phases_in(loop, track.id))
    moment = space.path(loop)[1]
    message = Text(
        "uit {phases} is er geen weg naar een eindfase",
        "there is no way from {phases} to a final phase",
    )
    if continuous:
        message = Text(
            "uit {phases} is er geen weg terug naar {initial}, en ook geen eindfase",
            "there is no way from {phases} back to {initial}, nor to a final phase",
        )
    return study.places.problem(
        Spot("phase", space.phase_in(moment, track.id)),
        "loop-without-end",
        message.fill(phases=listed(map(quoted, phases)), initial=quoted(track.initial)),
        remedy=Text("voeg een overgang toe die eruit gaat", "add a transition that leads out"),
        severity=Severity.WARNING if continuous else _severity(space, loop),
        witness=_witness(space, moment),
    )
