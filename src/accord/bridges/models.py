"""What crosses, twice: a row in the dossier of each side. One ``event_id`` names both; each side sees its own."""

from __future__ import annotations

import uuid

from django.db import models

from accord.agencies.models import Agency
from accord.base.row_security.models import Protected
from accord.bridges.vocabulary import Asking, Dated, Errand, Gender, Occasion, Officer, Side, When


class Crossing(Protected):
    """``agency`` is whose row it is, ``other`` the agency across; ``number`` is what both quote on the telephone."""

    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    other_id: uuid.UUID
    other = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    event_id = models.UUIDField()
    side = models.TextField(choices=Side.choices)
    number = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class PlaceRequest(Crossing):
    """Five facts: when, how many, gender, language (ISO 639), whether a minor is among them. Never who."""

    needed = models.TextField(choices=When.choices)
    people = models.PositiveSmallIntegerField()
    gender = models.TextField(choices=Gender.choices)
    language = models.TextField()
    minor = models.BooleanField()
    state = models.TextField(choices=Asking.choices, default=Asking.ASKED)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "place_request"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="place_request_once_a_side"),
            models.CheckConstraint(
                condition=models.Q(people__range=(1, 12)), name="place_request_people_sound"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=Asking.values), name="place_request_state_known"
            ),
        ]


class Bridge(Crossing):
    """A line between an advocate and an enforcement agency, for one errand, as long as the consent lives.

    ``advocate`` and ``advocate_phone`` are the worker's: who is called instead of the survivor.
    """

    errand = models.TextField(choices=Errand.choices)
    consent_id = models.UUIDField(null=True)  # on the survivor's side alone
    advocate = models.TextField()
    advocate_phone = models.TextField()
    language = models.TextField()
    interpreter = models.BooleanField(default=False)
    officer = models.TextField(choices=Officer.choices, default=Officer.NO_WISH, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "bridge"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="bridge_once_a_side"),
            # On the side of who receives there is no agreement, and nulls are never the same.
            models.UniqueConstraint(
                fields=["dossier_id", "consent_id"],
                condition=models.Q(ended_at__isnull=True),
                name="one_live_bridge_an_agreement",
            ),
        ]


class BridgeDate(Crossing):
    """One date that either side proposes and the other answers. ``bridge_id`` is the bridge's event."""

    bridge_id = models.UUIDField()
    at = models.DateTimeField()
    occasion = models.TextField(choices=Occasion.choices)
    city = models.TextField(default="", blank=True)
    interpreter = models.BooleanField(default=False)
    childcare = models.BooleanField(default=False)
    state = models.TextField(choices=Dated.choices, default=Dated.PROPOSED)
    proposed_here = models.BooleanField()

    class Meta:
        db_table = "bridge_date"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "event_id"], name="bridge_date_once_a_side"),
            models.CheckConstraint(
                condition=models.Q(state__in=Dated.values), name="bridge_date_state_known"
            ),
        ]
