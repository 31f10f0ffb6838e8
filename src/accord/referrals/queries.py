"""Referrals, as the member who asks sees them: each side its own rows."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.db.models.functions import Now

from accord.referrals.models import Referral, ReferralEvent
from accord.referrals.vocabulary import OPEN, Side, State

MOST = 500


def board(*, side: Side | None = None, open_only: bool = True) -> QuerySet[Referral]:
    """Those that wait the longest first."""
    found = Referral.objects.select_related("other", "agency").order_by("moved_at", "id")
    found = found.filter(side=side) if side else found
    return found.filter(state__in=OPEN) if open_only else found


def stalled() -> QuerySet[Referral]:
    """Sent by us and past their stall date, by the database's clock."""
    return board(side=Side.SENT).filter(state__in=[State.SENT, State.IN_PROGRESS], answer_by__lte=Now())


def to_answer() -> QuerySet[Referral]:
    """Sent to us and not taken up yet; what is urgent first."""
    return board(side=Side.RECEIVED).filter(state=State.SENT).order_by("-urgent", "moved_at", "id")


def drafts() -> QuerySet[Referral]:
    """Being prepared, and known to nobody but who works on the file; the one that was left last first."""
    return board(open_only=False).filter(state=State.DRAFT).order_by("-moved_at", "id")


def of_file(dossier_id: uuid.UUID) -> QuerySet[Referral]:
    """Every referral of a survivor's file, the newest first."""
    return (
        Referral.objects.filter(dossier_id=dossier_id, side=Side.SENT)
        .select_related("other", "agency")
        .order_by("-moved_at", "id")
    )


def history(referral: Referral) -> QuerySet[ReferralEvent]:
    events = ReferralEvent.objects.filter(dossier_id=referral.dossier_id, event_id=referral.event_id)
    return events.select_related("by_agency").order_by("created_at", "id")
