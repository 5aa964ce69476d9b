"""A whole workflow in plain words."""

from collections.abc import Iterator

from trajecten.core.fitting import checked
from trajecten.core.text import Text, same
from trajecten.core.workflow import Source, Workflow
from trajecten.explaining.course import course
from trajecten.explaining.explanation import Explanation, Point
from trajecten.explaining.people import people, relation_first
from trajecten.explaining.remarks import remarks, warning
from trajecten.explaining.statute import choices, deviations, exemptions, terms


@checked
def explain(workflow: Workflow) -> Explanation:
    """Return a workflow in plain words: what it is for, who takes part, how it goes, by when."""
    return Explanation(
        id=workflow.id,
        version=workflow.version,
        digest=workflow.digest,
        title=workflow.label,
        paragraphs=tuple(_opening(workflow)),
        parts=(
            people(workflow),
            relation_first(workflow),
            *choices(workflow),
            *course(workflow),
            *terms(workflow),
            *exemptions(workflow),
            deviations(workflow),
            *remarks(workflow),
        ),
    )


# Private


def _opening(workflow: Workflow) -> Iterator[Point]:
    if workflow.summary is not None:
        yield Point(workflow.summary)
    if workflow.source is not None:
        source = same(_source(workflow.source))
        yield Point(Text("Waar het vandaan komt: {s}.", "Where it comes from: {s}.").fill(s=source))
    if workflow.basis is not None:
        yield Point(Text("Waar het op rust: {b}.", "What it rests on: {b}.").fill(b=workflow.basis))
    if workflow.continuous:
        yield Point(
            Text(
                "Het proces houdt niet op: na de laatste fase begint een nieuwe ronde.",
                "The process does not stop: after the last phase a new round begins.",
            )
        )
    yield Point(
        Text(
            "Achter een zin staat tussen haakjes op welke regel of afspraak hij rust.",
            "After a sentence stands between brackets on which rule or agreement it rests.",
        )
    )
    yield from warning(workflow)


def _source(source: Source) -> str:
    year = str(source.year) if source.year is not None else None
    whose = source.organisation
    if whose is not None and whose in source.title:
        whose = None
    parts = (source.title, whose, year, source.article)
    return ", ".join(one for one in parts if one)
