"""What the law lets a service tell without an agreement: proposed by one, signed by another, put in the register."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.consent.vocabulary import PushBasis, PushState


class StatutoryPush(Protected):
    """Named facts with their values, frozen when proposed, for one named recipient. Never the file, never case notes.

    ``law`` is a code of ``consent/laws.toml``; ``why`` says why nobody could be asked, or why it may not wait.
    Who proposes and who signs are two humans of the agency that keeps the file.
    """

    basis = models.TextField(choices=PushBasis.choices)
    law = models.TextField()
    purpose = models.TextField()
    fields = models.JSONField()  # as in a disclosure: each value sealed to this row's id, its event
    recipient_id: uuid.UUID | None
    recipient = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    recipient_name = models.TextField(default="", blank=True)
    enforces_immigration = models.BooleanField(default=False)  # then a court has ordered it
    why = models.TextField()
    state = models.TextField(choices=PushState.choices, default=PushState.WAITING)
    proposed_by = models.UUIDField()
    signed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    event_id = models.UUIDField(null=True)

    class Meta:
        db_table = "statutory_push"
        constraints = [
            models.CheckConstraint(condition=models.Q(basis__in=PushBasis.values), name="statutory_push_basis_known"),
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False, recipient_name="")
                | (models.Q(recipient__isnull=True) & ~models.Q(recipient_name="")),
                name="statutory_push_names_one_recipient",
            ),
            models.CheckConstraint(
                condition=models.Q(enforces_immigration=False) | models.Q(basis=PushBasis.COURT_ORDER),
                name="statutory_push_to_immigration_enforcement_by_court",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(ended_at__isnull=False)),
                name="statutory_push_ended_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(signed_by__isnull=False), name="statutory_push_is_signed"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("proposed_by")),
                name="statutory_push_by_two",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.basis} {self.state}"


class PushEntry(models.Model):
    """One line of an agency's register (Quebec, A-2.1, s. 60.1): classes of facts, never a value, never a person.

    ``which`` is the file it came from; no row of it, so that the register outlives a file that is forgotten.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField()
    which = models.UUIDField()
    basis = models.TextField()
    law = models.TextField()
    purpose = models.TextField()
    facts = ArrayField(models.TextField())
    recipient = models.TextField()
    why = models.TextField()
    proposed_by = models.TextField()
    signed_by = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "push_entry"

    def __str__(self) -> str:
        return f"{self.law} {self.at:%Y-%m-%d}"
