"""What became of a report after it was filed: amendments stand for ever; others than its owner propose."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.base.row_security.models import Protected


class Amendment(Protected):
    """One field, before and after. Rows are added and never changed; the report shows the latest value."""

    pk = models.CompositePrimaryKey("dossier_id", "report_id", "id")
    report_id = models.UUIDField()
    by = models.UUIDField()
    subject = models.TextField(
        choices=[("report", _("Report")), ("person", _("Person")), ("identifier", _("Identifier"))]
    )
    subject_id = models.UUIDField()
    field = models.TextField()  # the model's field, or "added"
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()

    class Meta:
        db_table = "report_amendment"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subject__in=["report", "person", "identifier"]), name="amendment_subject_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}.{self.field}"


class State(models.TextChoices):
    """Where a proposed change stands."""

    PROPOSED = "proposed", pgettext_lazy("a proposed change", "Proposed")
    ACCEPTED = "accepted", pgettext_lazy("a proposed change", "Accepted")
    REJECTED = "rejected", pgettext_lazy("a proposed change", "Rejected")


class ChangeProposal(Protected):
    """A change to the report's own fields that somebody who does not own it asks for."""

    pk = models.CompositePrimaryKey("dossier_id", "report_id", "id")
    report_id = models.UUIDField()
    changes = models.JSONField()  # {field: value as text}
    reason = models.TextField()
    state = models.TextField(choices=State.choices, default=State.PROPOSED)
    proposed_by = models.UUIDField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "report_proposal"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["accepted", "rejected"], decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_decided_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("proposed_by")),
                name="proposal_not_by_oneself",
            ),
        ]

    def __str__(self) -> str:
        return self.state
