"""The words of a survivor's file, noun by noun."""

from accord.support.vocabulary.file import (
    SHOWN_FIRST,
    AgeGroup,
    Closing,
    Complaint,
    Contact,
    Gender,
    Identity,
    Support,
)
from accord.support.vocabulary.needs import GoalState, NeedCategory, NeedState, Urgency
from accord.support.vocabulary.record import (
    AlertKind,
    DutyOutcome,
    FollowUpKind,
    Outcome,
    SummaryState,
    Whereabouts,
)

__all__ = [
    "SHOWN_FIRST",
    "AgeGroup",
    "AlertKind",
    "Closing",
    "Complaint",
    "Contact",
    "DutyOutcome",
    "FollowUpKind",
    "Gender",
    "GoalState",
    "Identity",
    "NeedCategory",
    "NeedState",
    "Outcome",
    "SummaryState",
    "Support",
    "Urgency",
    "Whereabouts",
]
