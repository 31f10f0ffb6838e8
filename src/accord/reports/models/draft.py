"""The draft: a report in the typing, kept for its author alone until it is filed or thrown away."""

from __future__ import annotations

from django.db import models

from accord.base.clock import now


class Draft(models.Model):
    """What one page had in its fields, as typed. It belongs to a member and to no dossier: nobody else reads it."""

    pk = models.CompositePrimaryKey("member_id", "form_key")
    member_id = models.UUIDField()
    form_key = models.UUIDField()
    data = models.JSONField()  # {input name: [values]}
    saved_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "report_draft"

    def __str__(self) -> str:
        return f"{self.saved_at:%Y-%m-%d %H:%M}"
