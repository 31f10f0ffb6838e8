"""A standing search: what a member goes on looking for within the own seats, and what it has found since."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accord.base.clock import new_id, now


class StandingSearch(models.Model):
    """The member's own row. What was typed is sealed; what is compared are keyed tokens (``standing_tokens``).

    ``about_*``: where it watches a person or an identifier of a report, that report, which never meets itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    member_id = models.UUIDField()
    sealed = models.BinaryField()  # {"name", "words"}, under a key outside the database
    tokens = ArrayField(models.BigIntegerField())
    about_dossier_id = models.UUIDField(null=True)
    about_report_id = models.UUIDField(null=True)
    about_subject_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "standing_search"
        indexes = [models.Index(fields=["member_id"], name="standing_search_of_member")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    about_dossier_id__isnull=True, about_report_id__isnull=True, about_subject_id__isnull=True
                )
                | Q(
                    about_dossier_id__isnull=False,
                    about_report_id__isnull=False,
                    about_subject_id__isnull=False,
                ),
                name="standing_search_about_all_or_none",
            ),
            models.CheckConstraint(condition=~Q(tokens=[]), name="standing_search_looks_for_something"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def place(self) -> bytes:
        """The row that the sealed words belong to."""
        return b"standing_search|" + uuid.UUID(str(self.id)).bytes


class StandingFind(models.Model):
    """That a new record met a standing search: two ids, for the searcher alone. The seat still decides who reads it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    member_id = models.UUIDField()
    search_id = models.UUIDField()
    dossier_id = models.UUIDField()
    record_id = models.UUIDField()
    what = models.TextField(choices=[("report", "report"), ("disclosure", "disclosure")])
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "standing_find"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["search_id", "record_id"], name="standing_find_once"),
            models.CheckConstraint(
                condition=Q(what__in=["report", "disclosure"]), name="standing_find_what_known"
            ),
        ]

    def __str__(self) -> str:
        return self.what
