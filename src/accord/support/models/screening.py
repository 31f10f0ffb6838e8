"""What was asked and answered. A screening stays on the version of the instrument with which it began."""

from __future__ import annotations

import uuid

from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import DutyOutcome


class Screening(Protected):
    """``instrument``, ``version`` and ``fingerprint`` name one text of ``accord.support.screening``; ``about`` is the
    kind of exploitation that is asked about. No level and no verdict is stored."""

    instrument = models.TextField()
    version = models.TextField()
    fingerprint = models.TextField(default="", blank=True)
    about = models.TextField()
    started_by = models.UUIDField()
    started_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "screening"

    def __str__(self) -> str:
        return f"{self.instrument} {self.version}"


class ScreeningAnswer(Protected):
    """One answer; what was not asked has no row."""

    screening_id: uuid.UUID = models.UUIDField()  # type: ignore[assignment]
    item = models.TextField()
    state = models.TextField()
    noted_by = models.UUIDField()
    noted_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "screening_answer"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "screening_id", "item"], name="screening_answer_once"
            ),
            models.CheckConstraint(condition=~models.Q(state=""), name="screening_answer_says_something"),
        ]

    def __str__(self) -> str:
        return self.item


class DutyRecord(Protected):
    """That the law's duty toward a child was weighed, and what was done. Made by a worker, sent to nobody."""

    province = models.TextField()
    outcome = models.TextField(choices=DutyOutcome.choices)
    sealed_words = models.BinaryField(default=bytes)
    done_by = models.UUIDField()
    done_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "duty_record"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=DutyOutcome.values), name="duty_record_outcome_known"
            )
        ]

    def __str__(self) -> str:
        return self.outcome
