"""An identifier: a phone, plate, handle or place that a report names, linked to one of its persons or alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accord.base.row_security.models import Protected
from accord.linkage import IdentifierKind
from accord.reports.words import IDENTIFIER_KINDS


class Identifier(Protected):
    """``value`` is what was typed and is never changed; ``form`` is what is compared (linkage.normalise_identifier)."""

    pk = models.CompositePrimaryKey("dossier_id", "report_id", "id")
    report_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    kind = models.TextField(choices=list(IDENTIFIER_KINDS.items()))
    value = models.TextField()
    # The platform of a handle, the province of a plate, "hotel" or "address" of premises.
    context = models.TextField(default="", blank=True)
    form = models.TextField(db_collation="C")
    note = models.TextField(default="", blank=True)

    class Meta:
        db_table = "identifier"
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["dossier_id", "kind", "form"], name="identifier_by_form")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in IdentifierKind]), name="identifier_kind_known"
            ),
            models.CheckConstraint(condition=~Q(form=""), name="identifier_has_form"),
        ]

    def __str__(self) -> str:
        return self.value
