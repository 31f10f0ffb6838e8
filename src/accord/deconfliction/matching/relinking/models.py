"""How far a run has come, in the matcher's schema: counts alone, nothing that names a pair."""

from __future__ import annotations

from django.db import models

from accord.base.clock import new_id, now


class RelinkRun(models.Model):
    """One `accord relink`. ``model``: its version; ``digest``: SHA-256 of its file; ``pairs_told``: pairs found and
    already gone through; ``known_after``: the last known match gone through. ``counts``: of what became of them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    started_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    abandoned_at = models.DateTimeField(null=True)
    asked_by = models.TextField()
    engine = models.TextField()
    model = models.TextField()
    digest = models.TextField()
    dry_run = models.BooleanField(default=False)
    resumed = models.PositiveIntegerField(default=0)
    persons = models.PositiveIntegerField(default=0)
    pairs_told = models.PositiveIntegerField(default=0)
    known_after = models.UUIDField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        db_table = "relink_run"

    def __str__(self) -> str:
        return f"{self.model} {self.started_at:%Y-%m-%d %H:%M}"


class RelinkChunk(models.Model):
    """A part of the comparing that is done; its pairs lie in the work folder."""

    pk = models.CompositePrimaryKey("run_id", "number")
    run_id = models.UUIDField()
    number = models.IntegerField()
    candidates = models.BigIntegerField()
    pairs = models.BigIntegerField()
    done_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "relink_chunk"

    def __str__(self) -> str:
        return f"{self.number}"
