"""Who got no place: a kind, a reason, a day. Counts of these are the housing ladder that funders see."""

from __future__ import annotations

import uuid

from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.places.fit import Kind
from accord.places.vocabulary import MOST_PEOPLE, Why


class TurnAway(models.Model):
    """Somebody asked for a place of this kind and got none. Seen by the agency that recorded it.

    Whether a minor was among the ``people`` is the only thing it says of
    them, because minors are asked for first.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    kind = models.TextField(choices=Kind.choices)
    reason = models.TextField(choices=Why.choices)
    people = models.IntegerField(default=1)
    minor = models.BooleanField(default=False)
    province = models.TextField(default="", blank=True)
    form_key = models.UUIDField(default=new_id)

    class Meta:
        db_table = "turn_away"
        indexes = [models.Index(fields=["agency_id", "-at"], name="turn_away_by_agency")]
        constraints = [
            models.UniqueConstraint(fields=["agency", "form_key"], name="turn_away_once_a_form"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="turn_away_kind_known"),
            models.CheckConstraint(condition=models.Q(reason__in=Why.values), name="turn_away_reason_known"),
            models.CheckConstraint(
                condition=models.Q(people__range=(1, MOST_PEOPLE)), name="turn_away_people_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
