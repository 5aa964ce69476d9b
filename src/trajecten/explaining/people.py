"""Who plays a part, and how the relation comes first."""

from collections.abc import Iterator

from trajecten.core.guards.people import Approved, RolesFilled
from trajecten.core.text import Text, listed, quoted
from trajecten.core.workflow import Domain, Role, Workflow
from trajecten.explaining.conditions import condition
from trajecten.explaining.explanation import Part, Point
from trajecten.explaining.wording import together


def people(workflow: Workflow) -> Part:
    """Return who is heard, and which roles there are."""
    return Part(
        heading=Text("Wie doet er mee?", "Who takes part?"),
        paragraphs=(
            Point(_HEARD, tuple(Point(_domain(one)) for one in workflow.domains)),
            Point(_ROLES, tuple(Point(_role(one, workflow)) for one in workflow.roles)),
        ),
    )


def relation_first(workflow: Workflow) -> Part:
    """Return what is asked before content may begin, or why it is not asked."""
    heading = Text("Eerst de relatie, dan de inhoud", "The relation first, then the content")
    aside = workflow.relation_first.set_aside
    if aside is not None:
        words = Text(
            "In dit proces hoeft niet eerst in elk domein te zijn geluisterd. De reden: {reason}",
            "This process does not ask to listen in every domain first. The reason: {reason}",
        ).fill(reason=aside.reason)
        ground = Text("De grond daarvoor is: {basis}.", "The ground for it is: {basis}.")
        return Part(
            heading=heading, paragraphs=(Point(words), Point(ground.fill(basis=aside.basis)))
        )
    asked = condition(workflow.relation_first.requirement, workflow)
    return Part(heading=heading, paragraphs=(*_principle(workflow), asked))


# Private

_HEARD = Text(
    "Met deze mensen wordt gesproken, de domeinen:", "These people are heard, the domains:"
)
_ROLES = Text("Dit zijn de rollen, en wat ze doen:", "These are the roles, and what they do:")
_NOTHING = Text("geen vaste taak in dit proces", "no fixed task in this process")


def _domain(domain: Domain) -> Text:
    parts = [domain.label]
    if domain.groups:
        parts.append(
            Text("met deze groepen: {names}", "with these groups: {names}").fill(
                names=listed(one.label for one in domain.groups)
            )
        )
    if domain.layers:
        parts.append(
            Text("met deze lagen: {names}", "with these layers: {names}").fill(
                names=listed(one.label for one in domain.layers)
            )
        )
    return Text(", ".join(one.nl for one in parts), ", ".join(one.en for one in parts))


def _role(role: Role, workflow: Workflow) -> Text:
    tasks = listed(list(_tasks(role.id, workflow)) or [_NOTHING])
    words = Text(f"{role.label.nl}: {tasks.nl}.", f"{role.label.en}: {tasks.en}.")
    if not role.succession:
        return words
    stays = Text(
        "Wie als laatste deze rol heeft, kan niet weg zonder opvolger.",
        "The last one with this role cannot leave without a successor.",
    )
    return together(words, stays)


def _tasks(role: str, workflow: Workflow) -> Iterator[Text]:
    """Return what the holder of a role does in this process, as far as the text asks it."""
    if any(role in one.roles for one in workflow.transitions.values()):
        yield Text("zet stappen", "takes steps")
    guards = [one.guard for one in workflow.requirements()]
    if any(isinstance(one, Approved) and one.role == role for one in guards):
        yield Text("geeft akkoord", "approves")
    if any(isinstance(one, RolesFilled) and role in one.roles for one in guards):
        yield Text("moet er op een bepaald moment zijn", "must be there at some point")
    if role in {getattr(one, "body", None) for one in guards}:
        yield Text("neemt een besluit", "decides")
    allowed = workflow.deviations
    deciders = (allowed.deciders, allowed.relation_first) if allowed else ()
    if any(one is not None and role in one.roles for one in deciders):
        yield Text("beslist of van het proces mag worden afgeweken", "decides on deviations")


def _principle(workflow: Workflow) -> Iterator[Point]:
    names = [
        quoted(one.label)
        for one in workflow.transitions.values()
        if any(workflow.guards_relation(source, one.target) for source in one.sources)
    ]
    if not names:
        words = Text(
            "In dit proces komt geen fase voor over inhoud, besluit of uitvoering.",
            "This process has no phase of content, decision or execution.",
        )
        yield Point(words)
        return
    one = len(names) == 1
    steps = Text("de stap", "the step") if one else Text("de stappen", "the steps")
    words = Text(
        "Eerst wordt er geluisterd, pas daarna gaat het over de inhoud. "
        "Niemand kan {steps} {names} zetten zolang aan het volgende niet is voldaan.",
        "First people are listened to, and only then is it about content. "
        "Nobody can take {steps} {names} as long as the following is not met.",
    )
    yield Point(words.fill(steps=steps, names=listed(names)))
