"""What an explanation consists of: parts under a heading, paragraphs, points below them."""

from dataclasses import dataclass

from trajecten.core.text import Text


@dataclass(frozen=True, slots=True)
class Point:
    """One or more sentences, and the points that belong to them."""

    words: Text
    points: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part under a heading: paragraphs (with their points), and then smaller parts."""

    heading: Text
    paragraphs: tuple[Point, ...] = ()
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A workflow in plain words; `digest` is that of the text explained."""

    id: str
    version: str
    digest: str
    title: Text
    paragraphs: tuple[Point, ...]
    parts: tuple[Part, ...]
