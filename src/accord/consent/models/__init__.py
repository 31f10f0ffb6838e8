"""What was agreed, the card that takes it back, the words that were read, and what went out without an agreement."""

from accord.consent.models.agreement import MOST_DAYS, USUAL_DAYS, Consent, ConsentCard
from accord.consent.models.push import PushEntry, StatutoryPush
from accord.consent.models.text import ConsentText

__all__ = ["MOST_DAYS", "USUAL_DAYS", "Consent", "ConsentCard", "ConsentText", "PushEntry", "StatutoryPush"]
