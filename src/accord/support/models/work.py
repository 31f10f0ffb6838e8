"""What is to be done, by whom, and who stands in for whom."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import FollowUpKind, Outcome


class FollowUp(Protected):
    """Something due. ``since`` is what the 24 hours, 7 or 30 days count from."""

    kind = models.TextField(choices=FollowUpKind.choices)
    sealed_words = models.BinaryField(default=bytes)
    since = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    planned_by = models.UUIDField()
    outcome = models.TextField(choices=Outcome.choices, default="", blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        db_table = "follow_up"
        indexes = [models.Index(fields=["dossier_id", "due_at"], name="follow_up_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="", done_at__isnull=True, done_by__isnull=True)
                | (~models.Q(outcome="") & models.Q(done_at__isnull=False, done_by__isnull=False)),
                name="follow_up_done_and_how",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Cover(Protected):
    """A colleague stands in while somebody is away; the colleague's seat begins and ends with it.

    ``began_at``: when the colleague was seated, or nothing before. Added by a function alone, since it seats somebody.
    """

    away_id = models.UUIDField()
    colleague_id = models.UUIDField()
    from_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    arranged_by = models.UUIDField()
    began_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cover"
        indexes = [
            models.Index(
                fields=["dossier_id"], condition=models.Q(began_at__isnull=True), name="cover_to_begin"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(away_id=models.F("colleague_id")), name="cover_by_another"
            ),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("from_at")), name="cover_ends"),
        ]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"

    @property
    def first_day(self) -> date:
        return timezone.localdate(self.from_at)

    @property
    def last_day(self) -> date:
        """Where the reader is; a cover ends at midnight after it."""
        return timezone.localdate(self.until - timedelta(seconds=1))
