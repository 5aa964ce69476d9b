"""The ground that a step rests on, where its workflow asks for one of a closed list."""

from trajecten.core.finding import Finding, Missing
from trajecten.core.text import Text, listed
from trajecten.core.workflow import Transition, Workflow
from trajecten.deciding.rules import rule


def ground_lacking(
    workflow: Workflow, transition: Transition, given: str | None
) -> tuple[Finding, ...]:
    """Return what is wrong with the ground that was named: nothing when all is well.

    A step that asks for a ground gets one of its own list; any other step gets none.
    """
    if given in transition.exemptions or (given is None and not transition.exemptions):
        return ()
    if not transition.exemptions:
        return (_not_asked(),)
    grounds = tuple(Missing(one, _label(workflow, one)) for one in transition.exemptions)
    names = listed((one.label for one in grounds), Text("of", "or"))
    finding = rule(
        "exemption_given",
        met=False,
        unmet=Text(
            "Deze stap vraagt een uitzonderingsgrond: {names}.",
            "This step asks for a ground of exemption: {names}.",
        ).fill(names=names)
        if given is None
        else Text(
            "{given} is geen grond voor deze stap; wel: {names}.",
            "{given} is no ground for this step; what is: {names}.",
        ).fill(given=_label(workflow, given).capitalised, names=names),
        missing=grounds,
        remedy=Text(
            "Noem een van de gronden, met een motivering: {names}.",
            "Name one of the grounds, with a motivation: {names}.",
        ).fill(names=names),
        command="Advance",
        arguments=(
            ("transition", transition.id),
            ("exemption", transition.exemptions[0] if len(transition.exemptions) == 1 else ""),
            ("motivation", ""),
        ),
    )
    return (finding,)


# Private


def _not_asked() -> Finding:
    return rule(
        "exemption_given",
        met=False,
        unmet=Text(
            "Deze stap vraagt geen uitzonderingsgrond.",
            "This step asks for no ground of exemption.",
        ),
        remedy=Text("Laat de grond weg.", "Leave out the ground."),
    )


def _label(workflow: Workflow, exemption: str) -> Text:
    return workflow.name_of("exemption", exemption)
