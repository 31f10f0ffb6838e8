"""The words of a referral, and which of them may follow which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    SENT = "sent", pgettext_lazy("side of a referral", "Sent by us")
    RECEIVED = "received", pgettext_lazy("side of a referral", "Sent to us")


class State(models.TextChoices):
    """Where a referral stands. A draft is the sender's alone: it is sent, or thrown away and gone.

    Revoked: the agreement that it rested on was taken back or is over.
    """

    DRAFT = "draft", pgettext_lazy("referral", "Draft")
    SENT = "sent", pgettext_lazy("referral", "Sent")
    IN_PROGRESS = "in_progress", pgettext_lazy("referral", "In progress")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    DECLINED = "declined", pgettext_lazy("referral", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("referral", "Withdrawn")
    DONE = "done", pgettext_lazy("referral", "Done")
    REVOKED = "revoked", pgettext_lazy("referral", "Agreement ended")


class Decline(models.TextChoices):
    """Why a service cannot. Counted, so that funders see what is missing."""

    FULL = "full", _("Full")
    NOT_ELIGIBLE = "not_eligible", _("Does not meet our conditions")
    UNSAFE = "unsafe", _("Not safe for them here, or for others")
    LANGUAGE = "language", _("No interpreter")
    AREA = "area", _("Out of our area")
    NO_REPLY = "no_reply", _("They could not be reached")
    OTHER = "other", pgettext_lazy("reason", "Other")


OPEN = frozenset({State.SENT, State.IN_PROGRESS, State.ACCEPTED})
# Who may bring a referral from which state to which. The database's function holds the same table.
MOVES: dict[Side, dict[State, tuple[State, ...]]] = {
    Side.RECEIVED: {
        State.SENT: (State.ACCEPTED, State.IN_PROGRESS, State.DECLINED),
        State.IN_PROGRESS: (State.ACCEPTED, State.DECLINED),
        State.ACCEPTED: (State.DONE,),
    },
    Side.SENT: {
        State.SENT: (State.WITHDRAWN,),
        State.IN_PROGRESS: (State.WITHDRAWN,),
        State.ACCEPTED: (State.DONE, State.WITHDRAWN),
    },
}
# A service outside the platform answers by telephone: the worker notes both sides' moves.
OUTSIDE: dict[State, tuple[State, ...]] = {
    State.SENT: (State.IN_PROGRESS, State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
    State.IN_PROGRESS: (State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
    State.ACCEPTED: (State.DONE, State.WITHDRAWN),
}
