"""Danger now, a person who is missing, and who is on duty."""

from __future__ import annotations

import uuid

from django.db import models

from accord.agencies.models import Agency, Member
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import AlertKind


class Alert(Protected):
    """An open danger or a watch for a missing person; one open of a kind in a file."""

    kind = models.TextField(choices=AlertKind.choices)
    sealed_words = models.BinaryField(default=bytes)
    since = models.DateTimeField(default=now)
    raised_by = models.UUIDField()
    last_contact_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        db_table = "alert"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "kind"],
                condition=models.Q(ended_at__isnull=True),
                name="alert_one_open_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                name="alert_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class DutyShift(models.Model):
    """Who of an agency answers, and on which line. No row of a file: colleagues of the agency read it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member_id: uuid.UUID
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    phone = models.TextField(default="", blank=True)
    starts = models.DateTimeField()
    until = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        db_table = "duty_shift"
        indexes = [models.Index(fields=["agency", "until"], name="duty_shift_by_end")]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("starts")), name="duty_shift_ends")
        ]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"
