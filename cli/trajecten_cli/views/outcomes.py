"""How a command ended: what was recorded, or why it was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _

import click

from trajecten import Action, Course, DeviationItem, Noun, Outcome, Workflow
from trajecten_cli.answer import answer
from trajecten_cli.codes import REFUSED
from trajecten_cli.document import Document
from trajecten_cli.language import Language
from trajecten_cli.output import UnprintedError
from trajecten_cli.screen import STEP, Screen
from trajecten_cli.settings import current
from trajecten_cli.views.findings import Findings, finding_document
from trajecten_cli.views.tailoring import decided_words, known_as, show_ahead


@dataclass(frozen=True, slots=True)
class Ended:
    """An outcome with the workflow that its names come from, and the deviation it is about."""

    outcome: Outcome
    workflow: Workflow
    deviation: DeviationItem | None = None


def report(outcome: Outcome, workflow: Workflow, deviation: DeviationItem | None = None) -> None:
    """Tell how a command ended; a refusal ends the run with exit code 1."""
    if heard := current().heard:
        heard(outcome)
    try:
        answer(Ended(outcome, workflow, deviation), document, show)
    except UnprintedError as error:
        if not outcome.accepted:
            error.words = _("Refused and recorded, but the answer could not be printed")
        raise
    if not outcome.accepted:
        raise click.exceptions.Exit(REFUSED)


def document(ended: Ended, language: Language) -> Document:
    """Return the JSON document of an outcome."""
    outcome = ended.outcome
    return {
        "ref": outcome.ref,
        "result": outcome.result,
        "seq": outcome.seq,
        "action": outcome.action,
        "object": outcome.object,
        "phases": dict(outcome.phases),
        "findings": [finding_document(one, outcome.ref, language) for one in outcome.findings],
        "hash": outcome.hash,
        "repeated": outcome.repeated,
    }


def show(ended: Ended, screen: Screen) -> None:
    """Show what was recorded and what comes next, or what stands in the way."""
    if ended.outcome.accepted:
        _show_accepted(ended, screen)
    else:
        _show_refused(ended, screen)
    if ended.outcome.repeated:
        screen.line(_("This command had been sent before; nothing was done again."))


def action_words() -> Mapping[str, str]:
    """Return each action in words, as the ledger and the outcomes name it."""
    return {
        Action.STARTED: _("trajectory started"),
        Action.ADVANCED: _("step"),
        Action.CONTACT_RECORDED: _("conversation recorded"),
        Action.CONTACT_CORRECTED: _("conversation corrected"),
        Action.CONTACT_RETRACTED: _("conversation taken back"),
        Action.ARTEFACT_REGISTERED: _("paper registered"),
        Action.CONTRIBUTION_RECEIVED: _("contribution received"),
        Action.CONTRIBUTION_DISPOSED: _("contribution weighed"),
        Action.FEEDBACK_SENT: _("feedback sent"),
        Action.ENDORSED: _("paper endorsed"),
        Action.ROLE_ASSIGNED: _("role given"),
        Action.ROLE_ENDED: _("role ended"),
        Action.ROLE_HANDED_OVER: _("role handed over"),
        Action.ACTION_ADDED: _("action recorded"),
        Action.ACTION_FINISHED: _("action finished"),
        Action.LESSON_RECORDED: _("lesson recorded"),
        Action.DECISION_RECORDED: _("decision recorded"),
        Action.APPROVED: _("step approved"),
        Action.NOTED: _("remark recorded"),
        Action.DEVIATION_ASKED: _("deviation asked for"),
        Action.DEVIATION_DECIDED: _("deviation decided on"),
        Action.DEVIATION_FORGIVEN: _("debt forgiven"),
        Action.MIGRATED: _("brought to another version"),
        Action.TOPIC_ADDED: _("topic listed"),
        Action.CRITERIA_SET: _("criteria recorded"),
        Action.TOPIC_CHOSEN: _("choice of topic recorded"),
        Action.TERM_EXTENDED: _("term extended"),
        Action.TERM_SUSPENDED: _("term suspended"),
        Action.TERM_RESUMED: _("term runs on"),
        Action.CHOICE_MADE: _("choice recorded"),
        Action.ERASED: _("personal data erased"),
    }


def attempt_words() -> Mapping[str, str]:
    """Return each action in words, as something that was tried and refused."""
    return {
        Action.STARTED: _("to start a trajectory"),
        Action.ADVANCED: _("to take a step"),
        Action.CONTACT_RECORDED: _("to record a conversation"),
        Action.CONTACT_CORRECTED: _("to correct a conversation"),
        Action.CONTACT_RETRACTED: _("to take back a conversation"),
        Action.ARTEFACT_REGISTERED: _("to register a paper"),
        Action.CONTRIBUTION_RECEIVED: _("to receive a contribution"),
        Action.CONTRIBUTION_DISPOSED: _("to weigh a contribution"),
        Action.FEEDBACK_SENT: _("to send feedback"),
        Action.ENDORSED: _("to endorse a paper"),
        Action.ROLE_ASSIGNED: _("to give a role"),
        Action.ROLE_ENDED: _("to end a role"),
        Action.ROLE_HANDED_OVER: _("to hand a role over"),
        Action.ACTION_ADDED: _("to record an action"),
        Action.ACTION_FINISHED: _("to finish an action"),
        Action.LESSON_RECORDED: _("to record a lesson"),
        Action.DECISION_RECORDED: _("to record a decision"),
        Action.APPROVED: _("to approve a step"),
        Action.NOTED: _("to record a remark"),
        Action.DEVIATION_ASKED: _("to ask for a deviation"),
        Action.DEVIATION_DECIDED: _("to decide on a deviation"),
        Action.DEVIATION_FORGIVEN: _("to forgive a debt"),
        Action.MIGRATED: _("to go to another version"),
        Action.TOPIC_ADDED: _("to list a topic"),
        Action.CRITERIA_SET: _("to record criteria"),
        Action.TOPIC_CHOSEN: _("to choose or decline a topic"),
        Action.TERM_EXTENDED: _("to extend a term"),
        Action.TERM_SUSPENDED: _("to suspend a term"),
        Action.TERM_RESUMED: _("to let a term run on"),
        Action.CHOICE_MADE: _("to record a choice"),
        Action.ERASED: _("to erase personal data"),
    }


def attempted(workflow: Workflow, action: str, identifier: str, screen: Screen) -> str:
    """Return what was tried in words; on what, unless it would only have come to be."""
    words = attempt_words().get(action, action)
    if action in _MAKES or action in _WITHOUT_OBJECT:
        return words
    return f"{words} ({subject(workflow, action, identifier, screen)})"


def subject(workflow: Workflow, action: str, identifier: str, screen: Screen) -> str:
    """Return what an entry is about, by the name that people use for it."""
    if action in _NOUNS:
        return screen.words(workflow.name_of(_NOUNS[action], identifier))
    if action in {Action.ADVANCED, Action.APPROVED}:
        repeated = identifier not in workflow.transitions and identifier in workflow.phases
        noun: Noun = "phase" if repeated else "transition"
        return screen.words(workflow.name_of(noun, identifier))
    if action == Action.ERASED and identifier == _TEXTS:
        return _("texts")
    return identifier


def placed(workflow: Workflow, phases: Mapping[str, str], screen: Screen) -> str:
    """Return the phase of each track, in the order of the file; of several, with its track."""
    several = len(workflow.tracks) > 1
    return ", ".join(
        screen.words(workflow.name_of("phase", phases[one.id]))
        + (f" ({screen.words(one.label)})" if several else "")
        for one in workflow.tracks
        if one.id in phases
    )


# Private

_TEXTS = "texts"
"""What an erasure is about that is about no person."""
_NOUNS: Mapping[str, Noun] = {
    Action.ENDORSED: "artefact",
    Action.ROLE_ASSIGNED: "role",
    Action.ROLE_ENDED: "role",
    Action.ROLE_HANDED_OVER: "role",
    Action.TERM_EXTENDED: "term",
    Action.TERM_SUSPENDED: "term",
    Action.TERM_RESUMED: "term",
    Action.CHOICE_MADE: "choice",
}
"""What the object of an action is the id of, for most actions."""
_WITHOUT_OBJECT = frozenset({Action.FEEDBACK_SENT, Action.NOTED, Action.CRITERIA_SET})
_MAKES = frozenset(
    {
        Action.STARTED,
        Action.CONTACT_RECORDED,
        Action.ARTEFACT_REGISTERED,
        Action.CONTRIBUTION_RECEIVED,
        Action.ACTION_ADDED,
        Action.LESSON_RECORDED,
        Action.DECISION_RECORDED,
        Action.DEVIATION_ASKED,
        Action.TOPIC_ADDED,
    }
)
"""The actions that make something new: refused, there is nothing to name."""


def _show_accepted(ended: Ended, screen: Screen) -> None:
    outcome = ended.outcome
    if outcome.action == Action.STARTED:
        screen.judged(True, _("Trajectory {ref} is started.").format(ref=outcome.ref))
    elif outcome.action == Action.ADVANCED:
        screen.judged(True, _("Step taken: {step}.").format(step=_step(ended, screen)))
    else:
        screen.judged(True, _done(ended, screen))
        _show_consequence(ended, screen)
        return
    Findings(screen, outcome.ref, ended.workflow).show(
        [one for one in outcome.findings if one.waived], indent=STEP
    )
    _show_where(ended, screen)


def _show_where(ended: Ended, screen: Screen) -> None:
    outcome = ended.outcome
    phases = placed(ended.workflow, outcome.phases, screen)
    screen.line(_("The trajectory is now in: {phases}.").format(phases=phases), indent=STEP)
    screen.line(_("What can be done now:"), indent=STEP)
    screen.command(("trajecten", "next", outcome.ref), indent=2 * STEP)


def _show_refused(ended: Ended, screen: Screen) -> None:
    outcome = ended.outcome
    what = attempted(ended.workflow, outcome.action, outcome.object, screen)
    screen.judged(False, _("Refused: {what}. This is still needed:").format(what=what))
    unmet = [one for one in outcome.findings if not one.passes]
    Findings(screen, outcome.ref, ended.workflow).show(unmet)
    words = _("The attempt is in the ledger, as number {seq}.").format(seq=outcome.seq)
    screen.line(words, indent=STEP, style="dim")


def _done(ended: Ended, screen: Screen) -> str:
    action, identifier = ended.outcome.action, ended.outcome.object
    one = ended.deviation
    if action == Action.DEVIATION_DECIDED and one is not None:
        return f"{decided_words(one)}: {known_as(one, ended.workflow, screen)}."
    what = action_words().get(action, action)
    if action == Action.MIGRATED:
        what += f": {identifier} {ended.workflow.version}"
    elif one is not None:
        what += f": {known_as(one, ended.workflow, screen)}"
    elif action not in _WITHOUT_OBJECT:
        what += f": {subject(ended.workflow, action, identifier, screen)}"
    return _("Done: {what}.").format(what=what)


def _step(ended: Ended, screen: Screen) -> str:
    return subject(ended.workflow, Action.ADVANCED, ended.outcome.object, screen)


def _show_consequence(ended: Ended, screen: Screen) -> None:
    """Show what has to follow on a deviation, or where the trajectory is under another text."""
    outcome, one = ended.outcome, ended.deviation
    if one is not None and one.course in {Course.ASKED, Course.APPROVED}:
        show_ahead(one, outcome.ref, ended.workflow, screen, indent=STEP)
    elif one is not None or outcome.action == Action.MIGRATED:
        if one is not None and one.course is Course.USED and one.adopts:
            words = _("From now on the trajectory follows a workflow of its own.")
            screen.line(words, indent=STEP)
        _show_where(ended, screen)
