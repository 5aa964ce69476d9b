"""What comes from elsewhere: logs of other systems as values, one file a form."""

from trajecten.importing.discovering import Discovery, discover
from trajecten.importing.surveying import LogSurvey, survey_xes
from trajecten.importing.xes import BadTraceError, LoggedEvent, Moment, Trace, read_xes, resolved

__all__ = [
    "BadTraceError",
    "Discovery",
    "LogSurvey",
    "LoggedEvent",
    "Moment",
    "Trace",
    "discover",
    "read_xes",
    "resolved",
    "survey_xes",
]
