"""Which action each command is recorded as."""

from collections.abc import Mapping
from types import MappingProxyType

from trajecten.core import choice, tailoring
from trajecten.core import commands as ask
from trajecten.core.commands import Command
from trajecten.core.events import Action

ACTION_OF: Mapping[type[Command], Action] = MappingProxyType(
    {
        ask.Start: Action.STARTED,
        ask.Advance: Action.ADVANCED,
        ask.RecordContact: Action.CONTACT_RECORDED,
        ask.CorrectContact: Action.CONTACT_CORRECTED,
        ask.RetractContact: Action.CONTACT_RETRACTED,
        ask.RegisterArtefact: Action.ARTEFACT_REGISTERED,
        ask.ReceiveContribution: Action.CONTRIBUTION_RECEIVED,
        ask.DisposeContribution: Action.CONTRIBUTION_DISPOSED,
        ask.SendFeedback: Action.FEEDBACK_SENT,
        ask.Endorse: Action.ENDORSED,
        ask.AssignRole: Action.ROLE_ASSIGNED,
        ask.EndRole: Action.ROLE_ENDED,
        ask.HandOverRole: Action.ROLE_HANDED_OVER,
        ask.AddAction: Action.ACTION_ADDED,
        ask.FinishAction: Action.ACTION_FINISHED,
        ask.RecordLesson: Action.LESSON_RECORDED,
        ask.RecordDecision: Action.DECISION_RECORDED,
        ask.Approve: Action.APPROVED,
        ask.AddNote: Action.NOTED,
        tailoring.AskDeviation: Action.DEVIATION_ASKED,
        tailoring.AskAdaptation: Action.DEVIATION_ASKED,
        tailoring.DecideDeviation: Action.DEVIATION_DECIDED,
        tailoring.CarryOut: Action.ADVANCED,
        tailoring.ForgiveDebt: Action.DEVIATION_FORGIVEN,
        tailoring.Migrate: Action.MIGRATED,
        ask.AddTopic: Action.TOPIC_ADDED,
        ask.SetCriteria: Action.CRITERIA_SET,
        ask.ChooseTopic: Action.TOPIC_CHOSEN,
        ask.ExtendTerm: Action.TERM_EXTENDED,
        ask.SuspendTerm: Action.TERM_SUSPENDED,
        ask.ResumeTerm: Action.TERM_RESUMED,
        choice.MakeChoice: Action.CHOICE_MADE,
        ask.Erase: Action.ERASED,
    }
)
"""The action of an entry, by the class of the command that made it."""
