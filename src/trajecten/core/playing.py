"""Holding a story to its word: what came of a step beside what is written."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trajecten.core.finding import Finding
from trajecten.core.fitting import checked
from trajecten.core.story import Story, StoryEnd, StoryStep
from trajecten.core.text import Language, Text, listed, same

_JOINED = frozenset({"all", "any", "not"})
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NOWHERE = Text("er is geen traject met die referentie", "there is no trajectory by that reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a step; `refused` names the guards that refused it, None when nothing did."""

    code: int
    printed: str = ""
    refused: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Where a story did not go as written (line and column from one), and how it went instead."""

    line: int
    column: int
    wanted: Text
    came: Text


@checked
def refusing(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the guards that stand in the way, sorted; of joined ones, the guards joined."""
    return tuple(sorted({name for one in findings if not one.passes for name in _guards(one)}))


@checked
def held_to(step: StoryStep, came: Came, language: Language) -> Mismatch | None:
    """Return how a step went otherwise than written, or None; `language` is that of the answer."""
    wanted, got = _way(step.exit_code, step.refused), _way(came.code, came.refused)
    if wanted != got:
        return Mismatch(line=step.line, column=step.column, wanted=wanted, came=got)
    printed = _plain(came.printed)
    for one in step.shows:
        if isinstance(one, Text) or language == "nl":
            sought = one if isinstance(one, str) else one.in_language(language)
            if _plain(sought) not in printed:
                return _unread(step, sought)
    return None


@checked
def held_to_end(end: StoryEnd, phases: Mapping[str, str] | None) -> Mismatch | None:
    """Return how a trajectory ended elsewhere than written, or None; `phases` is where it is.

    None for `phases` says that there is no such trajectory.
    """
    there = {track: (phases or {}).get(track) for track in end.phases}
    if phases is not None and there == end.phases:
        return None
    wanted = Text("{ref} eindigt in {phases}", "{ref} ends in {phases}")
    came = _NOWHERE if phases is None else same(_places(phases))
    return Mismatch(
        line=end.line,
        column=end.column,
        wanted=wanted.fill(ref=end.ref, phases=_places(end.phases)),
        came=came,
    )


@checked
def lacking_workflow(story: Story, why: Text) -> Mismatch:
    """Return that a story tells of a workflow that cannot be had, and why not."""
    wanted = Text("de werkwijze {id}", "the workflow {id}").fill(id=story.workflow)
    return Mismatch(line=story.line, column=story.column, wanted=wanted, came=why)


# Private


def _guards(finding: Finding) -> Iterable[str]:
    if finding.guard not in _JOINED or not finding.parts:
        yield finding.guard
        return
    for part in finding.parts:
        if finding.guard == "not" or not part.met:
            yield from _guards(part)


def _way(code: int, refused: tuple[str, ...] | None) -> Text:
    if refused is not None:
        names = listed(sorted(refused))
        return Text("geweigerd door {names}", "refused by {names}").fill(names=names)
    if code == 0:
        return Text("uitgevoerd", "done")
    return Text("geëindigd met code {code}", "ended with code {code}").fill(code=code)


def _unread(step: StoryStep, sought: str) -> Mismatch:
    wanted = Text("in het antwoord staat '{text}'", "the answer holds '{text}'")
    return Mismatch(
        line=step.line,
        column=step.column,
        wanted=wanted.fill(text=sought),
        came=Text("dat staat er niet", "it does not"),
    )


def _plain(printed: str) -> str:
    """Return what was printed without colours and folds: a sentence is where it was broken."""
    return " ".join(_COLOUR.sub("", printed).split())


def _places(phases: Mapping[str, str]) -> str:
    return ", ".join(f"{track}: {phase}" for track, phase in phases.items())
