"""Places to stay of one kind at one agency, and how their counts changed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.directory.provinces import zone_of
from accord.directory.vocabulary import GENDERS, Access, SubstanceUse
from accord.places.fit import Kind, Offer
from accord.places.vocabulary import (
    LEAST_MINUTES,
    MOST_MINUTES,
    MOST_PEOPLE,
    STALE_HOURS,
    USUAL_MINUTES,
    Change,
)


class Place(models.Model):
    """Several alike: what one seeker takes with her children is one of ``total``. Read by support agencies alone.

    ``label`` is never an address; ``city`` and ``province`` are empty where the agency does not say; the point is the
    town's (WGS 84). None, "" and empty in what it takes mean that the agency does not say. ``occupied`` and
    ``out_of_service`` are counts: who stays is in no table here.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices)
    label = models.TextField()
    city = models.TextField(default="", blank=True)
    province = models.TextField(default="", blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    contact_phone = models.TextField(default="", blank=True)
    total = models.IntegerField(default=1)
    out_of_service = models.IntegerField(default=0)
    occupied = models.IntegerField(default=0)
    most_people = models.IntegerField(null=True, blank=True)
    age_min = models.IntegerField(null=True, blank=True)
    age_max = models.IntegerField(null=True, blank=True)
    genders = ArrayField(models.TextField(), default=list, blank=True)
    languages = ArrayField(models.TextField(), default=list, blank=True)
    children = models.BooleanField(null=True, blank=True)
    pets = models.BooleanField(null=True, blank=True)
    accessibility = ArrayField(models.TextField(), default=list, blank=True)
    substance_use = models.TextField(choices=SubstanceUse.choices, default="", blank=True)
    hold_minutes = models.IntegerField(default=USUAL_MINUTES)
    confirmed_at = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "place"
        indexes = [models.Index(fields=["kind", "province"], name="place_by_kind")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="place_kind_known"),
            models.CheckConstraint(
                condition=models.Q(
                    total__range=(1, 999), out_of_service__gte=0, occupied__gte=0,
                    total__gte=models.F("out_of_service") + models.F("occupied"),
                ),
                name="place_counts_sound",
            ),
            models.CheckConstraint(
                condition=models.Q(hold_minutes__range=(LEAST_MINUTES, MOST_MINUTES)), name="place_hold_sound"
            ),
            models.CheckConstraint(
                condition=models.Q(most_people__isnull=True) | models.Q(most_people__range=(1, MOST_PEOPLE)),
                name="place_people_sound",
            ),
            models.CheckConstraint(
                condition=(models.Q(age_min__isnull=True) | models.Q(age_min__range=(0, 120)))
                & (models.Q(age_max__isnull=True) | models.Q(age_max__range=(0, 120)))
                & (models.Q(age_min__isnull=True) | models.Q(age_max__isnull=True)
                   | models.Q(age_max__gte=models.F("age_min"))),
                name="place_ages_sound",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    genders__contained_by=list(GENDERS), accessibility__contained_by=Access.values,
                    substance_use__in=SubstanceUse.values,
                ),
                name="place_takes_known",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                | models.Q(latitude__isnull=True, longitude__isnull=True),
                name="place_point_sound",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    @property
    def zone(self) -> ZoneInfo:
        """The time that the place's clocks show."""
        from django.utils import timezone

        return zone_of([self.province], otherwise=ZoneInfo(timezone.get_default_timezone_name()))

    def is_stale(self, at: datetime) -> bool:
        """Nobody has said for hours that the counts are still right."""
        return at - self.confirmed_at > timedelta(hours=STALE_HOURS)

    def free(self, held: int) -> int:
        """Nothing less than none: counts may have been set lower while a hold lives."""
        return max(self.total - self.out_of_service - self.occupied - held, 0)

    def offer(self, held: int) -> Offer:
        return Offer(
            id=self.id, kind=self.kind, free=self.free(held), age_min=self.age_min, age_max=self.age_max,
            genders=tuple(self.genders), languages=tuple(self.languages), children=self.children,
            most_people=self.most_people, pets=self.pets, accessibility=tuple(self.accessibility),
            substance_use=self.substance_use, province=self.province, latitude=self.latitude,
            longitude=self.longitude, reported_at=self.confirmed_at,
        )  # fmt: skip


class PlaceChange(models.Model):
    """The counts of a place after somebody came, left or counted. For the agency itself; never who it was."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id: uuid.UUID
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    place_id: uuid.UUID
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    what = models.TextField(choices=Change.choices)
    total = models.IntegerField()
    out_of_service = models.IntegerField()
    occupied = models.IntegerField()

    class Meta:
        db_table = "place_change"
        indexes = [models.Index(fields=["agency_id", "at"], name="place_change_by_agency")]
        constraints = [
            models.CheckConstraint(condition=models.Q(what__in=Change.values), name="place_change_known")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
