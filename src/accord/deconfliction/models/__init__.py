"""What an agency files, what its dossiers learn, and what the broker sees."""

from accord.deconfliction.models.broker import BrokerItem, CommonValue, IntroductionRequest
from accord.deconfliction.models.filing import (
    Class,
    Filing,
    FilingQuota,
    Opening,
    Pointer,
    SupportPointer,
    Watch,
)
from accord.deconfliction.models.hit import Hit, HitAnswer, HitState, Step

__all__ = [
    "BrokerItem",
    "Class",
    "CommonValue",
    "Filing",
    "FilingQuota",
    "Hit",
    "HitAnswer",
    "HitState",
    "IntroductionRequest",
    "Opening",
    "Pointer",
    "Step",
    "SupportPointer",
    "Watch",
]
