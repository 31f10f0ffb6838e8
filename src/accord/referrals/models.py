"""The referral: a row in the survivor's file and, where the service is on the platform, one in its arrival."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.agencies.models import Agency
from accord.base.row_security.models import Protected
from accord.consent.vocabulary import Fact
from accord.directory.vocabulary import Need
from accord.referrals.vocabulary import Decline, Side, State


class Referral(Protected):
    """``agency`` is whose row it is; ``other`` the agency across, or none for a service outside the platform.

    ``service_id`` is the directory's, ``service_name`` its name as it was when this was sent. ``answer_by`` is the
    stall date; ``alarm_at`` when silence is told to ``alarm_to`` (a member of the sending side) and its leads.
    ``reply`` is the receiver's one line. ``file_id``: the receiver's own file that came of it, on its side alone.
    ``on_paper``: the facts that the letter to a service outside the platform carries.
    """

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    other_id: uuid.UUID | None
    other = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    event_id = models.UUIDField()
    side = models.TextField(choices=Side.choices)
    number = models.TextField()
    consent_id = models.UUIDField(null=True)
    service_id = models.UUIDField(null=True)
    service_name = models.TextField()
    need = models.TextField(choices=Need.choices)
    urgent = models.BooleanField(default=False)
    state = models.TextField(choices=State.choices, default=State.SENT)
    decline = models.TextField(choices=Decline.choices, default="", blank=True)
    reply = models.TextField(default="", blank=True)
    caller = models.TextField(default="", blank=True)
    caller_phone = models.TextField(default="", blank=True)
    answer_by = models.DateTimeField()
    alarm_at = models.DateTimeField()
    alarm_to = models.UUIDField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()
    file_id = models.UUIDField(null=True)
    on_paper = ArrayField(models.TextField(choices=Fact.choices), default=list)

    class Meta:
        db_table = "referral"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="referral_once_a_side"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="referral_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="declined", decline__in=Decline.values)
                | (~models.Q(state="declined") & models.Q(decline="")),
                name="referral_declined_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReferralEvent(Protected):
    """One line of a referral's history, on each side. Members of the other side go by their agency's name."""

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    state = models.TextField(choices=State.choices)
    by_agency_id: uuid.UUID
    by_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    by_id = models.UUIDField(null=True)
    words = models.TextField(default="", blank=True)

    class Meta:
        db_table = "referral_event"
        indexes = [
            models.Index(fields=["dossier_id", "event_id", "created_at"], name="referral_event_in_order")
        ]

    def __str__(self) -> str:
        return self.state
