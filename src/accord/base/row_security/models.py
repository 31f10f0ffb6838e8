"""``Protected``: the base of every table with protected rows."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from accord.base import audit
from accord.base.clock import new_id, now


class Protected(models.Model):
    """A row of a dossier: seen with a live seat on it, and with nothing else.

    Its key leads with the dossier, and so do URLs and look-ups: an index on the id alone lets a stranger tell a
    hidden row from none by the time it takes. Each row that is read notes itself for the audit entry of the request.
    """

    pk = models.CompositePrimaryKey("dossier_id", "id")
    dossier_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    created_at = models.DateTimeField(default=now)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        audit.touched(row.__dict__.get("dossier_id"), row.__dict__.get("id"))
        return row
