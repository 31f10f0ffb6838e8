"""A judgement: what a member with seats on both sides said of two person records. Records are never merged."""

from __future__ import annotations

import uuid
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accord.base.row_security.models import Protected
from accord.linkage import Judgement as Verdict
from accord.reports.models.person import Person

VERDICTS = [
    (Verdict.SAME.value, _("Same")),
    (Verdict.DIFFERENT.value, _("Different")),
    (Verdict.UNSURE.value, _("Unsure")),
]


class Key(NamedTuple):
    """Where a person's record stands: the primary key of ``Person``."""

    dossier_id: uuid.UUID
    report_id: uuid.UUID
    person_id: uuid.UUID

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(person.dossier_id, person.report_id, person.id)


class Judgement(Protected):
    """One answer about two records, the lesser key first. Added and taken back, never changed.

    It stands in the first record's dossier and is seen with a live seat on both (migrations/0003). A pair has one
    answer that stands: another is given after the former was taken back. What follows from judgements (groups,
    networks, maps) is derived from those that stand, so taking one back undoes all of it.
    """

    report_id = models.UUIDField()
    person_id = models.UUIDField()
    other_dossier_id = models.UUIDField()
    other_report_id = models.UUIDField()
    other_person_id = models.UUIDField()
    verdict = models.TextField(choices=VERDICTS)
    reason = models.TextField(default="", blank=True)
    by = models.UUIDField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_reason = models.TextField(default="", blank=True)

    class Meta:
        db_table = "judgement"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                fields=["dossier_id", "other_dossier_id", "other_person_id"], name="judgement_of_other"
            ),
        ]
        constraints = [
            # Whoever may add a row for a pair sees every row of it, so a collision tells nobody anything new.
            models.UniqueConstraint(
                fields=[
                    "dossier_id", "report_id", "person_id", "other_dossier_id", "other_report_id", "other_person_id",
                ],
                condition=Q(undone_at__isnull=True),
                name="judgement_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]), name="judgement_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="judgement_undone_by_whom",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.verdict

    @property
    def one(self) -> Key:
        return Key(self.dossier_id, self.report_id, self.person_id)

    @property
    def other(self) -> Key:
        return Key(self.other_dossier_id, self.other_report_id, self.other_person_id)

    def beside(self, key: Key) -> Key:
        """The other record of the pair, seen from one of them."""
        return self.other if key == self.one else self.one
