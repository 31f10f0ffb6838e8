"""What is written of her story: notes that no other agency ever reads, and the one summary that she approves."""

from __future__ import annotations

import uuid

from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import SummaryState


class CaseNote(Protected):
    """A counsellor's note. Row security shows it to seats of the agency that wrote it and to nobody else, and no
    ``Fact`` names it, so that no agreement can give it away (Criminal Code, ss. 278.1 to 278.91). When a file is
    handed over, the notes become the new keeper's if she says so, and otherwise leave the file with their agency."""

    agency_id: uuid.UUID = models.UUIDField()  # type: ignore[assignment]
    sealed_words = models.BinaryField(default=bytes)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "case_note"

    def __str__(self) -> str:
        return str(self.id)


class Summary(Protected):
    """Told once: drafted, read back, approved. ``language`` is the one in which it was read back (ISO 639)."""

    number = models.PositiveSmallIntegerField()
    state = models.TextField(choices=SummaryState.choices, default=SummaryState.DRAFT)
    sealed_words = models.BinaryField(default=bytes)
    language = models.TextField(default="", blank=True)
    written_by = models.UUIDField()
    written_at = models.DateTimeField(default=now)
    read_back_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_with = models.UUIDField(null=True)

    class Meta:
        db_table = "summary"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "number"], name="summary_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=SummaryState.values), name="summary_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=SummaryState.APPROVED)
                | models.Q(
                    read_back_at__isnull=False, approved_at__isnull=False, approved_with__isnull=False
                ),
                name="summary_approved_was_read_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
