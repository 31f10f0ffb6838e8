"""The audit entry. No foreign keys: the trail outlives what it speaks of."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.base.clock import new_id, now


class AuditEntry(models.Model):
    """Who saw or did what, when and why. Written by every role, read by none but the gate's listed functions."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField(default=now)
    door = models.TextField()
    route = models.TextField()
    method = models.TextField()
    status = models.IntegerField()
    member_id = models.UUIDField(null=True)
    agency_id = models.UUIDField(null=True)
    request_id = models.UUIDField()
    actions = ArrayField(models.TextField())
    dossiers = ArrayField(models.UUIDField())
    subjects = ArrayField(models.UUIDField())
    reason = models.TextField()

    class Meta:
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.door} {self.route} {' '.join(self.actions)}"
