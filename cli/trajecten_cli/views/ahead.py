"""What can be done now: where you are, guidance, each way forward, what is missing, what helps."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from trajecten import Course, DeviationItem, FoundLesson, Option, Plan, Status, Workflow
from trajecten_cli.blanks import blank
from trajecten_cli.document import Document, moment
from trajecten_cli.language import Language
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.views.findings import Findings, finding_document
from trajecten_cli.views.glance import show_title, show_track
from trajecten_cli.views.lessons import lesson_document, show_briefly
from trajecten_cli.views.planning import plan_document, show_plan
from trajecten_cli.views.tailoring import courses, known_as, show_ahead


@dataclass(frozen=True, slots=True)
class Ahead:
    """The status and the ways forward of a trajectory, with the workflow that names them.

    `lessons` are what other trajectories learned where this one is; `plan` is the way to content.
    """

    status: Status
    options: tuple[Option, ...]
    workflow: Workflow
    plan: Plan
    deviations: tuple[DeviationItem, ...] = ()
    lessons: tuple[FoundLesson, ...] = ()


def document(seen: Ahead, language: Language) -> Document:
    """Return the JSON document of what is next."""
    return {
        "ref": seen.status.ref,
        "seq": seen.status.seq,
        "phases": seen.status.phases,
        "guidance": {
            track.id: [one.in_language(language) for one in track.guidance]
            for track in seen.status.tracks
        },
        "transitions": [_option_document(one, seen, language) for one in seen.options],
        "deviations": [_deviation_document(one) for one in _open(seen)],
        "debts": [
            finding_document(one, seen.status.ref, language)
            for one in seen.status.debts
            if not one.met
        ],
        "lessons": [lesson_document(one, language) for one in seen.lessons],
        "plan": plan_document(seen.plan, seen.status.ref, language),
    }


def show(seen: Ahead, screen: Screen) -> None:
    """Show what is next."""
    show_title(seen.status, screen, debts=False)
    alone = len(seen.status.tracks) == 1
    screen.heading(_("Where you are"))
    for track in seen.status.tracks:
        show_track(track, screen, alone=alone)
        for words in track.guidance:
            screen.item(screen.words(words), indent=2 * STEP)
    show_briefly(seen.lessons, screen)
    findings = Findings(screen, seen.status.ref, seen.workflow)
    _show_debts(seen, screen, findings)
    screen.heading(_("Ways forward"))
    for number, option in enumerate(seen.options):
        if number:
            screen.blank()
        _show_option(option, seen, screen, findings)
    if not seen.options:
        screen.line(_("There are no more steps from here."), indent=STEP)
    show_plan(seen.plan, seen.workflow, screen)
    _show_deviations(seen, screen)


# Private


def _open(seen: Ahead) -> list[DeviationItem]:
    return [one for one in seen.deviations if one.course in {Course.ASKED, Course.APPROVED}]


def _show_debts(seen: Ahead, screen: Screen, findings: Findings) -> None:
    unpaid = [one for one in seen.status.debts if not one.met]
    if unpaid:
        screen.heading(_("Still to be made good"))
        findings.show_owed(unpaid)


def _show_deviations(seen: Ahead, screen: Screen) -> None:
    if not _open(seen):
        return
    screen.heading(_("Deviations"))
    for one in _open(seen):
        words = f"{known_as(one, seen.workflow, screen)}: {courses()[one.course]}"
        screen.item(words, indent=STEP)
        show_ahead(one, seen.status.ref, seen.workflow, screen, indent=2 * STEP)


def _deviation_document(one: DeviationItem) -> Document:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "course": one.course.value,
        "relation": one.relation,
        "expires_at": moment(one.expires_at),
    }


def _show_option(option: Option, seen: Ahead, screen: Screen, findings: Findings) -> None:
    label = screen.words(seen.workflow.name_of("transition", option.transition))
    target = screen.words(seen.workflow.name_of("phase", option.target))
    verdict = _("can be taken now") if option.allowed else _verdict(option)
    words = _("{step} ({id}), to {phase}: {verdict}").format(
        step=label, id=option.transition, phase=target, verdict=verdict
    )
    screen.judged(option.allowed, words, indent=STEP)
    findings.show(option.findings, indent=2 * STEP)
    if option.exemptions:
        name_of = seen.workflow.name_of
        names = "; ".join(screen.words(name_of("exemption", one)) for one in option.exemptions)
        screen.line(_("This step asks for a ground: {names}.").format(names=names), indent=2 * STEP)
    if option.automatic:
        words = _("This step is taken by itself once everything is met (trajecten tick).")
        screen.line(words, indent=2 * STEP)
    if option.motivation:
        screen.line(_("This step needs a motivation: say why you take it."), indent=2 * STEP)
    if option.allowed:
        ground = ("--exemption", blank("exemption")) if option.exemptions else ()
        why = ("--motivation", blank("motivation")) if option.motivation else ()
        line = ("trajecten", "advance", seen.status.ref, option.transition, *ground, *why)
        screen.command(line, indent=2 * STEP)


def _verdict(option: Option) -> str:
    open_ones = sum(not one.met for one in option.findings)
    return ngettext("{n} thing still missing", "{n} things still missing", open_ones).format(
        n=open_ones
    )


def _option_document(option: Option, seen: Ahead, language: Language) -> Document:
    name_of = seen.workflow.name_of
    return {
        "id": option.transition,
        "label": name_of("transition", option.transition).in_language(language),
        "track": option.track,
        "from": option.source,
        "to": option.target,
        "allowed": option.allowed,
        "motivation": option.motivation,
        "exemptions": list(option.exemptions),
        "automatic": option.automatic,
        "roles": list(option.roles),
        "findings": [finding_document(one, seen.status.ref, language) for one in option.findings],
    }
