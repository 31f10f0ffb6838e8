"""What the coordination office brokers: pairs that may not know of each other, introductions, over-common values."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.base.row_security.models import Protected
from accord.deconfliction.pairs import Why
from accord.dossiers.models import Basis

WHYS = [
    (Why.BOTH_PROTECTED.value, _("Both sides are protected")),
    (Why.COMMON.value, _("A value that many hold")),
    (Why.SUPPORT_CALLED.value, _("A support agency may call")),
]


class BrokerState(models.TextChoices):
    """Where a pair stands."""

    WAITING = "waiting", _("Waits for a broker")
    TAKEN = "taken", _("Taken")
    ASKED = "asked", _("The desks are asked")
    INTRODUCED = "introduced", _("Introduced")
    DECLINED = "declined", pgettext_lazy("an introduction", "Declined")
    CLOSED = "closed", pgettext_lazy("an introduction", "Closed")


class BrokerItem(models.Model):
    """One pair, as the brokers see it: two agencies and an opaque number. Neither dossier, nor kind, nor value.

    Two different brokers: ``taken_by`` and ``seconded_by``; together they may ask the desks, where both filings
    allow contact (``may_introduce``).
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.TextField()
    left_agency_id: uuid.UUID
    left_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    right_agency_id: uuid.UUID
    right_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    why = models.TextField(choices=WHYS)
    may_introduce = models.BooleanField(default=False)
    state = models.TextField(choices=BrokerState.choices, default=BrokerState.WAITING)
    taken_by = models.UUIDField(null=True)
    taken_human = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    seconded_by = models.UUIDField(null=True)
    seconded_human = models.UUIDField(null=True)
    seconded_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "broker_item"
        indexes = [models.Index(fields=["-created_at"], name="broker_item_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seconded_human__isnull=True) | ~Q(seconded_human=F("taken_human")),
                name="broker_item_two_humans",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=True) | Q(seconded_human__isnull=False, may_introduce=True),
                name="broker_item_asked_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class IntroductionRequest(Protected):
    """The question to one desk: may the coordination office introduce you? It does not name the other."""

    number = models.TextField()
    record_id = models.UUIDField()
    own_reference = models.TextField()
    subject_id = models.UUIDField()
    kind = models.TextField()
    about_victim = models.BooleanField(default=False)
    answer = models.TextField(
        choices=[
            ("agree", pgettext_lazy("answer of a desk", "Agreed")),
            ("decline", pgettext_lazy("answer of a desk", "Declined")),
        ],
        default="",
        blank=True,
    )
    basis = models.TextField(choices=Basis.choices, default="", blank=True)
    reason = models.TextField(default="", blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "introduction_request"
        indexes = [
            models.Index(fields=["dossier_id", "-created_at", "-id"], name="introduction_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="introduction_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(answer="agree") | Q(about_victim=False) | ~Q(basis__in=["", "agreement"]),
                name="introduction_for_victim_has_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CommonValue(models.Model):
    """A value that means nothing about two desks: a taxi rank, a hotel chain's switchboard. A public list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.TextField()
    form = models.TextField()  # the normal form that linkage compares
    shown = models.TextField()
    reason = models.TextField()
    added_by = models.UUIDField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "common_value"
        constraints = [models.UniqueConstraint(fields=["kind", "form"], name="common_value_once")]

    def __str__(self) -> str:
        return self.shown
