"""The topics of a trajectory: the criteria, the longlist, who chose what, and what started."""

from dataclasses import dataclass
from gettext import gettext as _

from trajecten import Longlist, TopicChoice, TopicItem, Workflow
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.spoken import bodies


@dataclass(frozen=True, slots=True)
class Topics:
    """The longlist of a trajectory, with the workflow that its names come from."""

    ref: str
    workflow: Workflow
    longlist: Longlist


def document(seen: Topics, language: Language) -> Document:
    """Return the JSON document of a longlist."""
    del language
    return {
        "ref": seen.ref,
        "criteria": seen.longlist.criteria,
        "criteria_at": moment(seen.longlist.criteria_at),
        "topics": [_topic_document(one) for one in seen.longlist.topics],
    }


def show(seen: Topics, screen: Screen) -> None:
    """Show the criteria, and each topic with its choices and the trajectories under it."""
    longlist = seen.longlist
    if longlist.criteria_at is None:
        screen.line(_("No criteria are recorded yet."))
    else:
        screen.line(_("Criteria: {text}").format(text=_kept(longlist.criteria)))
    if not longlist.topics:
        screen.line(_("There are no topics yet."))
    for topic in longlist.topics:
        _show_topic(topic, seen.workflow, screen)


# Private


def _show_topic(topic: TopicItem, workflow: Workflow, screen: Screen) -> None:
    screen.blank()
    screen.line(f"{topic.id}  {_kept(topic.text)}", style="bold")
    if topic.domain is not None:
        domain = screen.words(workflow.name_of("domain", topic.domain))
        screen.line(_("From: {domain}").format(domain=domain), indent=STEP)
    for choice in topic.choices:
        screen.judged(choice.chosen, _said(choice, workflow, screen), indent=STEP)
    if not topic.choices:
        screen.line(_("Nobody chose yet."), indent=STEP)
    if topic.children:
        words = _("Taken up by: {refs}").format(refs=", ".join(topic.children))
        screen.line(words, indent=STEP)


def _said(choice: TopicChoice, workflow: Workflow, screen: Screen) -> str:
    known = bodies(workflow).get(choice.by)
    who = screen.words(known.label) if known else choice.by
    words = _("chosen by {who}: {why}") if choice.chosen else _("declined by {who}: {why}")
    return words.format(who=who, why=_kept(choice.reason))


def _kept(text: str | None) -> str:
    return text if text is not None else _("(erased)")


def _topic_document(topic: TopicItem) -> Document:
    return {
        "id": topic.id,
        "text": topic.text,
        "domain": topic.domain,
        "at": moment(topic.at),
        "choices": [
            {"by": one.by, "chosen": one.chosen, "reason": one.reason, "at": moment(one.at)}
            for one in topic.choices
        ],
        "children": list(topic.children),
    }
