"""Every command by name, with one line of help; nothing is imported for it."""

from gettext import gettext as _

from trajecten_cli.lazy import Branch, Leaf, Table


def verbs() -> Table:
    """Return the table of commands, in the order in which a trajectory uses them."""
    return {
        "demo": _leaf(_("See a whole trajectory on a throw-away database."), "demo:demo"),
        "play": _leaf(_("Play a story, and hold it to what it says."), "playing:play"),
        "workflow": Branch(
            _("The processes you can start, and their files."),
            {
                "list": _leaf(_("List the workflows that come along."), "workflow:list_all"),
                "show": _leaf(_("Show a workflow: phases, steps, conditions."), "workflow:show"),
                "explain": _leaf(_("Explain a workflow in plain words."), "authoring:explain"),
                "new": _leaf(_("Write a commented file to begin with."), "workflow:new"),
                "check": _leaf(_("Check workflow files; name every problem."), "workflow:check"),
                "test": _leaf(
                    _("Check workflow files, and play the stories beside them."), "authoring:test"
                ),
                "diagram": _leaf(_("Draw a workflow."), "workflow:diagram"),
                "diff": _leaf(_("Tell what changed from one to the other."), "workflow:diff"),
            },
        ),
        "start": _leaf(_("Start a trajectory."), "starting:start"),
        "list": _leaf(_("List all trajectories."), "looking:list_all"),
        "status": _leaf(_("Show a trajectory at a glance."), "looking:status"),
        "next": _leaf(
            _("Show what can be done now, and what is still missing."), "looking:options"
        ),
        "attention": _leaf(
            _("Show what asks for attention, in one trajectory or in all."), "looking:attention"
        ),
        "terms": _leaf(_("Show the terms of a trajectory, with their last days."), "term:list_all"),
        "log": _leaf(_("Show the ledger of a trajectory."), "looking:log"),
        **_recording(),
        "advance": _leaf(_("Take a step."), "stepping:advance"),
        "tick": _leaf(_("Take the steps that are due by themselves."), "ticking:tick"),
        **_tailoring(),
        "audit": Branch(
            _("Prove that the ledger is whole."),
            {
                "keygen": _leaf(_("Make a key that signs checkpoints."), "sealing:keygen"),
                "checkpoint": _leaf(
                    _("Seal what was written since the last checkpoint, and sign it."),
                    "sealing:checkpoint",
                ),
                "prove": _leaf(
                    _("Prove that an entry is under the last checkpoint."), "sealing:prove"
                ),
                "verify": _leaf(_("Recompute every hash of the ledger."), "audit:verify"),
                "bundle": _leaf(
                    _("Write what an outsider needs to check the ledger, or one trajectory."),
                    "sealing:bundle",
                ),
                "witness": Branch(
                    _("The checkpoints that others kept, to compare with."),
                    {
                        "add": _leaf(
                            _("Keep a checkpoint that somebody else kept."), "witness:add"
                        ),
                        "list": _leaf(
                            _("List the checkpoints that others kept."), "witness:list_all"
                        ),
                    },
                ),
                "replay": _leaf(_("Decide anew on every entry, and compare."), "audit:replay"),
                "what-if": _leaf(
                    _("Replay under another workflow text: who would be stopped where."),
                    "audit:what_if",
                ),
                "trace": _leaf(
                    _("Follow one conversation or contribution to what it led to."), "audit:trace"
                ),
                "sample": _leaf(_("Draw a sample that anybody can draw again."), "audit:sample"),
                "norms": _leaf(_("Ask what auditors ask, and see what is met."), "norming:norms"),
            },
        ),
        "privacy": Branch(
            _("What is kept of people, and erasing it."),
            {
                "show": _leaf(_("Show what is kept of a person."), "privacy:show"),
                "erase": _leaf(
                    _("Erase a person, so that the ledger stays whole."), "privacy:erase"
                ),
                "check": _leaf(
                    _("Look whether anything is there that was erased."), "privacy:check"
                ),
            },
        ),
        "export": _leaf(_("Write the ledger in a form for others to read."), "exporting:export"),
        "import": Branch(
            _("Take over what another system recorded."),
            {"xes": _leaf(_("Make trajectories of an event log."), "importing:xes")},
        ),
        "admin": Branch(
            _("Look after the database."),
            {
                "rebuild": _leaf(_("Rebuild what is derived from the ledger."), "admin:rebuild"),
                "migrate": _leaf(_("Bring the database to the schema of now."), "admin:migrate"),
                "info": _leaf(_("Show which database this is."), "admin:info"),
            },
        ),
    }


# Private


def _recording() -> Table:
    return {
        "contact": Branch(
            _("The conversations with people."),
            {
                "add": _leaf(_("Record a conversation."), "contact:add"),
                "list": _leaf(_("List the conversations."), "contact:list_all"),
                "correct": _leaf(_("Correct a conversation, with a reason."), "contact:correct"),
                "retract": _leaf(_("Take back a conversation, with a reason."), "contact:retract"),
            },
        ),
        "contribution": Branch(
            _("What people bring in."),
            {
                "add": _leaf(_("Record what somebody brought in."), "contribution:add"),
                "dispose": _leaf(_("Say what is done with it, and why."), "contribution:dispose"),
                "list": _leaf(_("List what was brought in."), "contribution:list_all"),
            },
        ),
        "feedback": Branch(
            _("Telling people what was done with what they brought in."),
            {"send": _leaf(_("Record that people were told."), "contribution:send")},
        ),
        "artefact": Branch(
            _("The papers of a trajectory."),
            {"add": _leaf(_("Register a paper, or its next version."), "artefact:add")},
        ),
        "endorse": _leaf(_("Record that somebody stands behind a paper."), "artefact:endorse"),
        "role": Branch(
            _("Who does what."),
            {
                "assign": _leaf(_("Give a role to a person."), "role:assign"),
                "end": _leaf(_("End a person's hold on a role."), "role:end"),
                "handover": _leaf(_("Hand a role over to a successor."), "role:handover"),
            },
        ),
        "action": Branch(
            _("What will be done, by whom and when."),
            {
                "add": _leaf(_("Record an action."), "action:add"),
                "done": _leaf(_("Record that an action is done."), "action:done"),
                "list": _leaf(_("List the actions."), "action:list_all"),
            },
        ),
        "lesson": Branch(
            _("What was learned."),
            {
                "add": _leaf(_("Record a lesson."), "lesson:add"),
                "list": _leaf(_("List the lessons, of one trajectory or all."), "lesson:list_all"),
                "search": _leaf(_("Search the lessons of all trajectories."), "lesson:search"),
            },
        ),
        "decision": Branch(
            _("What the bodies decided."),
            {"add": _leaf(_("Record a decision of a body."), "decision:add")},
        ),
        "topic": Branch(
            _("The topics of a programme, and who chooses which."),
            {
                "add": _leaf(_("Put a topic on the longlist."), "topic:add"),
                "criteria": _leaf(
                    _("Record by which criteria topics are chosen."), "topic:criteria"
                ),
                "choose": _leaf(_("Record who chooses a topic or declines it."), "topic:choose"),
                "list": _leaf(_("List the topics, and what started from each."), "topic:list_all"),
            },
        ),
        "term": Branch(
            _("The periods that the law or an agreement sets."),
            {
                "extend": _leaf(_("Extend a term, with a reason."), "term:extend"),
                "suspend": _leaf(_("Suspend a term, with a reason."), "term:suspend"),
                "resume": _leaf(_("Let a term that was suspended run on."), "term:resume"),
            },
        ),
        "choose": _leaf(_("Record what was chosen, where the workflow asks."), "choosing:choose"),
        "approve": _leaf(_("Approve a step, as holder of a role."), "stepping:approve"),
        "note": Branch(
            _("Remarks and reflections."), {"add": _leaf(_("Record a remark."), "note:add")}
        ),
    }


def _tailoring() -> Table:
    return {
        "deviate": _leaf(_("Ask to skip, merge or repeat."), "tailoring:deviate"),
        "adapt": _leaf(_("Ask to adapt the workflow of one trajectory."), "tailoring:adapt"),
        "deviation": Branch(
            _("What deviates from the workflow, and who decides on it."),
            {
                "list": _leaf(_("List the deviations, with how they went."), "tailoring:list_all"),
                "approve": _leaf(_("Approve what somebody else asked."), "tailoring:approve"),
                "reject": _leaf(_("Reject what somebody else asked."), "tailoring:reject"),
                "use": _leaf(_("Take the step that was approved."), "tailoring:use"),
                "forgive": _leaf(_("Let go of what is owed, openly."), "tailoring:forgive"),
            },
        ),
        "migrate": _leaf(_("Go on under a newer version of the workflow."), "migrating:migrate"),
    }


def _leaf(line: str, target: str) -> Leaf:
    return Leaf(line, f"trajecten_cli.commands.{target}")
