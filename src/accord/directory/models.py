"""Organizations, services and places, shaped after Open Referral HSDS 3.0, with both official languages side by side.

A confidential shelter has no place here: the key of ``service_at_location`` holds only services that are not
confidential, so no import and no mistake can publish where one is.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from accord.agencies.models import Agency
from accord.base.clock import new_id, now
from accord.directory.vocabulary import (
    GENDERS,
    IMMIGRATION_STATUSES,
    Access,
    Need,
    Status,
    SubstanceUse,
    Verdict,
)


def _text() -> models.TextField[Any, Any]:
    return models.TextField(default="", blank=True)


def _texts() -> ArrayField[Any, Any]:
    return ArrayField(models.TextField(), default=list, blank=True)


class Listed(models.Model):
    """What every listing carries: whose list it is from, its id there, and when somebody last checked it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    source = models.TextField()
    external_id = models.TextField()
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Organization(Listed):
    name_en = models.TextField()
    name_fr = _text()
    description_en, description_fr = _text(), _text()
    url, email = _text(), _text()

    class Meta:
        db_table = "organization"
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="organization_once_per_source")
        ]

    def __str__(self) -> str:
        return self.name_en


class Service(Listed):
    """What an organization offers. ``needs`` are codes of ``Need``; ``languages`` are ISO 639-1 codes; ``known_as``
    other names that people ask for it by; ``documents`` what to bring; ``alert`` what is different just now.

    From ``place_words`` on it is what it is found by, made of the rest (``sought.py``); ``found_by`` of those, by the
    database itself: stems of English and French, in names (A), kinds and places (B), description (C), the rest (D).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="services")
    name_en = models.TextField()
    name_fr = _text()
    description_en, description_fr = _text(), _text()
    url, email = _text(), _text()
    status = models.TextField(choices=Status.choices, default=Status.ACTIVE)
    confidential = models.BooleanField(default=False)
    needs, languages, areas = _texts(), _texts(), _texts()
    application_en, application_fr = _text(), _text()
    fees_en, fees_fr = _text(), _text()
    known_as = _text()
    documents_en, documents_fr = _text(), _text()
    wait_en, wait_fr = _text(), _text()
    interpretation_en, interpretation_fr = _text(), _text()
    alert_en, alert_fr = _text(), _text()
    place_words, street_words, name_words, kind_words, own_words, more_words = (_text() for _n in range(6))
    provinces, wholes, access = _texts(), _texts(), _texts()
    found_by = SearchVectorField(null=True, editable=False)

    class Meta:
        db_table = "service"
        indexes = [GinIndex(fields=["found_by"], name="service_found_by")]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="service_once_per_source"),
            models.UniqueConstraint(fields=["id", "confidential"], name="service_and_whether_confidential"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="service_status_known"),
            models.CheckConstraint(
                condition=models.Q(needs__contained_by=Need.values), name="service_needs_known"
            ),
            models.CheckConstraint(
                condition=models.Q(access__contained_by=Access.values), name="service_access_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Eligibility(models.Model):
    """Whom a service takes. Empty lists and nulls say that the service does not say, never that it refuses."""

    service = models.OneToOneField(Service, models.CASCADE, primary_key=True, related_name="eligibility")
    age_min = models.PositiveSmallIntegerField(null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(null=True, blank=True)
    genders, accessibility, statuses = _texts(), _texts(), _texts()
    children = models.BooleanField(null=True)
    pets = models.BooleanField(null=True)
    substance_use = models.TextField(choices=SubstanceUse.choices, default="", blank=True)
    notes_en, notes_fr = _text(), _text()

    class Meta:
        db_table = "eligibility"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(genders__contained_by=GENDERS), name="eligibility_genders_known"
            ),
            models.CheckConstraint(
                condition=models.Q(statuses__contained_by=IMMIGRATION_STATUSES),
                name="eligibility_statuses_known",
            ),
            models.CheckConstraint(
                condition=models.Q(substance_use__in=SubstanceUse.values),
                name="eligibility_substance_use_known",
            ),
            models.CheckConstraint(
                condition=models.Q(age_min__isnull=True)
                | models.Q(age_max__isnull=True)
                | models.Q(age_min__lte=models.F("age_max")),
                name="eligibility_ages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class Location(Listed):
    """A published address. ``latitude`` and ``longitude`` in degrees, WGS 84; ``transport`` how to come there."""

    name, street, city, province, postal_code, country, transport = (_text() for _n in range(7))
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accessibility = _texts()

    class Meta:
        db_table = "location"
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="location_once_per_source"),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                | models.Q(latitude__isnull=True, longitude__isnull=True),
                name="location_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.street


class ServiceAtLocation(models.Model):
    """Where a service is given; never a confidential one (``confidential`` is false, and part of the key)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, models.CASCADE, related_name="places", db_constraint=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="services")
    confidential = models.BooleanField(default=False)

    class Meta:
        db_table = "service_at_location"
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_once_per_location"),
            models.CheckConstraint(
                condition=models.Q(confidential=False), name="confidential_service_has_no_location"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id} at {self.location_id}"


class Schedule(models.Model):
    """Opening hours: ``weekdays`` of MO…SU with ``opens`` and ``closes``, or words where the list has only words."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    weekdays = _texts()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    words_en, words_fr = _text(), _text()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "schedule"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.words_en or ", ".join(self.weekdays)


class Phone(models.Model):
    """A published number, as the list gives it. ``kind``: voice, fax, tty, text."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, models.CASCADE, related_name="phones")
    number = models.TextField()
    extension, kind, label = _text(), models.TextField(default="voice"), _text()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "phone"
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.number


class ServiceKeeper(models.Model):
    """Which agency keeps a service up to date on the pages. The coordination office says so, or whoever lists it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, models.CASCADE, related_name="keepers")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        db_table = "service_keeper"
        constraints = [
            models.UniqueConstraint(fields=["service", "agency"], name="service_kept_once_per_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} keeps {self.service_id}"


class ShelterLocation(models.Model):
    """Where a confidential service is: sealed under a key of its own, for its own agency's members alone.

    ``sealed`` is bound to the row (``addresses.py``). Nothing discloses, exports or imports this table.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    written_at = models.DateTimeField(default=now)
    written_by = models.UUIDField()

    class Meta:
        db_table = "shelter_location"
        constraints = [
            models.UniqueConstraint(fields=["agency", "service"], name="shelter_location_once_per_agency")
        ]

    def __str__(self) -> str:
        return str(self.id)


class OrganizationJudgement(models.Model):
    """What the coordination office thinks of two listings of organizations. Nothing is merged: clusters are derived."""

    id = models.UUIDField(primary_key=True, default=new_id)
    one = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    other = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    verdict = models.TextField(choices=Verdict.choices)
    judged_at = models.DateTimeField(default=now)
    judged_by = models.UUIDField()

    class Meta:
        db_table = "organization_judgement"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="organizations_judged_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="organizations_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=Verdict.values), name="organization_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}: {self.verdict}"


class KeptLine(models.Model):
    """What brokers have corrected of a help line, by its code in ``help_lines/lines.toml``; it stands over the file."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.TextField()
    number = models.TextField(default="", blank=True)
    name_en = models.TextField()
    name_fr = models.TextField()
    says_en = models.TextField(default="", blank=True)
    says_fr = models.TextField(default="", blank=True)
    note_en = models.TextField(default="", blank=True)
    note_fr = models.TextField(default="", blank=True)
    source = models.TextField(default="", blank=True)
    verified_on = models.DateField(null=True, blank=True)
    edited_by = models.UUIDField()
    edited_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "kept_line"
        constraints = [models.UniqueConstraint(fields=["code"], name="kept_line_once")]

    def __str__(self) -> str:
        return self.code
