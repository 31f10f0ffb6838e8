"""A hold: one free place kept for a while for somebody whom nobody names."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.places.models.place import Place
from accord.places.vocabulary import GENDER_CODES, MOST_PEOPLE, HoldState


class Hold(models.Model):
    """Seen by the agency that holds and the agency that provides. Written by functions alone.

    Of who comes it says five facts: when (``coming_at``), how many, gender, language (ISO 639-1, or empty), whether a
    minor is among them. ``until`` is decided by the database's clock and never moved. The word said at the door stands
    apart (``hold_word``), so that the provider's rows cannot give it away.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    place_id: uuid.UUID
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="holds")
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    provider_id: uuid.UUID
    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member_id = models.UUIDField()
    form_key = models.UUIDField()
    made_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    coming_at = models.DateTimeField()
    people = models.IntegerField()
    gender = models.TextField(default="", blank=True)
    language = models.TextField(default="", blank=True)
    minor = models.BooleanField(default=False)
    state = models.TextField(choices=HoldState.choices, default=HoldState.HELD)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hold"
        indexes = [
            models.Index(fields=["agency_id", "-made_at"], name="hold_by_agency"),
            models.Index(fields=["provider_id", "-made_at"], name="hold_by_provider"),
            models.Index(
                fields=["place_id", "until"], condition=models.Q(state="held"), name="hold_live_of_place"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member_id", "form_key", "place"], name="hold_once_a_form"),
            models.CheckConstraint(condition=models.Q(state__in=HoldState.values), name="hold_state_known"),
            models.CheckConstraint(
                condition=models.Q(people__range=(1, MOST_PEOPLE)), name="hold_people_sound"
            ),
            models.CheckConstraint(condition=models.Q(gender__in=GENDER_CODES), name="hold_gender_known"),
            # A language's code and nothing longer: there is no room for a name.
            models.CheckConstraint(
                condition=models.Q(language__regex=r"^([a-z]{2,3})?$"), name="hold_language_is_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at"), coming_at__lte=models.F("until")),
                name="hold_times_sound",
            ),
            models.CheckConstraint(
                condition=models.Q(state="held", ended_at__isnull=True)
                | (~models.Q(state="held") & models.Q(ended_at__isnull=False)),
                name="hold_ended_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} until {self.until:%Y-%m-%d %H:%M}"

    def is_live(self, at: datetime) -> bool:
        return self.state == HoldState.HELD and self.until > at

    def state_at(self, at: datetime) -> HoldState:
        """A hold whose time has run out is over before a job has written so."""
        if self.state == HoldState.HELD and self.until <= at:
            return HoldState.EXPIRED
        return HoldState(self.state)


class HoldWord(models.Model):
    """What the person says at the door. Shown to the agency that holds, compared for the provider, read by nobody."""

    hold = models.OneToOneField(Hold, on_delete=models.CASCADE, primary_key=True, related_name="+")
    word = models.TextField()

    class Meta:
        db_table = "hold_word"

    def __str__(self) -> str:
        return "a word"
