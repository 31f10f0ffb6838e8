"""A survivor's file, noun by noun."""

from accord.support.models.attachments import Attachment
from accord.support.models.file import IdentityField, SupportFile
from accord.support.models.people import Child, InterpreterBooking
from accord.support.models.plan import Goal, Need, SafetyPlan
from accord.support.models.screening import DutyRecord, Screening, ScreeningAnswer
from accord.support.models.stay import HeldPlace
from accord.support.models.telling import CaseNote, Summary
from accord.support.models.urgent import Alert, DutyShift
from accord.support.models.work import Cover, FollowUp

__all__ = [
    "Alert",
    "Attachment",
    "CaseNote",
    "Child",
    "Cover",
    "DutyRecord",
    "DutyShift",
    "FollowUp",
    "Goal",
    "HeldPlace",
    "IdentityField",
    "InterpreterBooking",
    "Need",
    "SafetyPlan",
    "Screening",
    "ScreeningAnswer",
    "Summary",
    "SupportFile",
]
