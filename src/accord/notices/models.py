"""The notice."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.base.clock import new_id, now


class NoticeKind(models.TextChoices):
    """What happened, in words that tell nothing about whom."""

    HIT = "hit", _("A new hit")
    HIT_CHANGED = "hit_changed", _("A hit has changed")
    HIT_UNANSWERED = "hit_unanswered", _("A hit waits for an answer")
    HIT_ASSIGNED = "hit_assigned", _("A hit was assigned to you")
    SEAT_GRANTED = "seat_granted", _("A seat was granted")
    SEAT_ENDING = "seat_ending", _("The last seat of a dossier ends soon")
    DOSSIER_ORPHANED = "dossier_orphaned", _("A dossier has no seat left")
    CONSULTATION_WAITING = "consultation_waiting", _("Reading a closed file waits for a second custodian")
    CASE_PROPOSED = "case_proposed", _("A joint case is proposed")
    CASE_OPENED = "case_opened", _("A joint case has opened")
    CASE_GROUND = "case_ground", _("The judgement that a joint case rests on has changed")
    DISCLOSED = "disclosed", _("Something was disclosed to your agency")
    DISCLOSURE_REVOKED = "disclosure_revoked", _("A disclosure was revoked")
    ARRIVED = "arrived", _("Something has arrived for your agency")
    CONSENT_ENDED = "consent_ended", _("An agreement has ended or was taken back")
    REFERRAL_MOVED = "referral_moved", _("A referral was answered or has ended")
    REFERRAL_SILENT = "referral_silent", _("A referral waits for an answer: call them")
    BRIDGE_CHANGED = "bridge_changed", _("Between services and police: an answer or a date")
    PUSH_WAITING = "push_waiting", _("Something the law asks to tell waits for a second signature")
    HOLD_COMING = "hold_coming", _("Somebody is on the way to a place of yours")
    HOLD_RELEASED = "hold_released", _("A hold on a place of yours was released")
    HOLD_ARRIVED = "hold_arrived", _("Somebody has arrived at the place that you held")
    HOLD_EXPIRED = "hold_expired", _("The time of a hold has run out")
    HOLD_REFUSED = "hold_refused", _("A hold of yours was refused")
    CHANGE_PROPOSED = "change_proposed", _("A change is proposed")
    APPLICATION_CHANGED = "application_changed", _("An application has changed")
    PERMIT_EXPIRING = "permit_expiring", _("A permit expires soon")
    CLOCK_OVERDUE = "clock_overdue", _("A time has run out")
    STANDING_FOUND = "standing_found", _("A saved search has found something")
    COUNTERSIGN = "countersign", _("A second person is asked to sign")
    POINTERS_WAITING = "pointers_waiting", _("Pointers wait for a lead")
    BROKER_ASKS = "broker_asks", _("The coordination office asks whether you agree to be introduced")
    BROKER_QUEUE = "broker_queue", _("The broker's queue has grown")


def kinds() -> list[tuple[str, Any]]:
    """By a function, so that a new kind asks for no migration: the column is text."""
    return list(NoticeKind.choices)


class Notice(models.Model):
    """One line of a member's notices. Its subject is a pair of ids; the words come from the kind."""

    id = models.UUIDField(primary_key=True, default=new_id)
    recipient_id = models.UUIDField()
    kind = models.TextField(choices=kinds)
    dossier_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        indexes = [models.Index(fields=["recipient_id", "-created_at"], name="notice_newest")]

    def __str__(self) -> str:
        return self.get_kind_display()
