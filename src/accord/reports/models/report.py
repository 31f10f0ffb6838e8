"""The report: one thing seen or told, by whom it was filed, and how far it may be trusted and carried."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.dossiers.models import Caveat
from accord.reports import places
from accord.reports.vocabulary import (
    INFORMATION_GRADES,
    SOURCE_GRADES,
    Exploitation,
    GradingScheme,
    Handling,
    Outcome,
    PlaceKind,
    Prong,
    SourceKind,
)


def _grades_of_their_scheme() -> Q:
    allowed = Q()
    for scheme in GradingScheme:
        allowed |= Q(
            grading_scheme=scheme,
            source_grade__in=list(SOURCE_GRADES[scheme]),
            information_grade__in=list(INFORMATION_GRADES[scheme]),
        )
    return allowed


class Report(Protected):
    """Dates and the time of day are those of the place where it happened."""

    reference = models.TextField()
    form_key = models.UUIDField()  # of the form that filed it: the same form sent twice is one report
    file_number = models.TextField(default="", blank=True)  # the agency's own

    occurred_from = models.DateField()
    occurred_to = models.DateField(null=True, blank=True)
    occurred_time = models.TimeField(null=True, blank=True)
    city = models.TextField(default="", blank=True)  # a code of places.py
    city_other = models.TextField(default="", blank=True)  # as typed, where the list has no such city
    place = models.TextField(default="", blank=True)  # where exactly: the hotel, the corner
    place_kind = models.TextField(choices=PlaceKind.choices, default=PlaceKind.UNKNOWN)

    narrative = models.TextField(default="", blank=True)
    danger_now = models.BooleanField(default=False)
    minor_missing = models.BooleanField(default=False)
    exploitation = models.TextField(choices=Exploitation.choices, default=Exploitation.UNKNOWN)
    prong = models.TextField(choices=Prong.choices, default=Prong.UNKNOWN)

    source_kind = models.TextField(choices=SourceKind.choices, default=SourceKind.OBSERVED)
    grading_scheme = models.TextField(choices=GradingScheme.choices, default=GradingScheme.THREE_FIVE_TWO)
    source_grade = models.TextField()
    information_grade = models.TextField()
    handling = models.TextField(choices=Handling.choices, default="", blank=True)

    caveat = models.TextField(choices=Caveat.choices, default=Caveat.AMBER)
    third_party_rule = models.BooleanField(default=True)
    lawful_reference = models.TextField()
    filing_reason = models.TextField()
    contact_allowed = models.BooleanField(default=True)

    outcome = models.TextField(choices=Outcome.choices, default=Outcome.OPEN)
    filed_by = models.UUIDField()
    filed_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        db_table = "report"
        indexes = [
            models.Index(fields=["dossier_id", "-created_at", "-id"], name="report_newest"),
            models.Index(fields=["dossier_id", "filed_by", "-created_at"], name="report_newest_of_member"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "reference"], name="report_reference_once"),
            models.UniqueConstraint(fields=["dossier_id", "form_key"], name="report_form_sent_once"),
            # Persons and identifiers hang on an open report through this key (migrations/0002).
            models.UniqueConstraint(fields=["dossier_id", "id", "outcome"], name="report_outcome_for_rows"),
            models.CheckConstraint(
                condition=Q(occurred_to__isnull=True) | Q(occurred_to__gte=F("occurred_from")),
                name="report_ends_after_start",
            ),
            models.CheckConstraint(condition=_grades_of_their_scheme(), name="report_grades_of_scheme"),
            models.CheckConstraint(
                condition=Q(grading_scheme="3x5x2", handling__in=Handling.values)
                | Q(grading_scheme="admiralty", handling=""),
                name="report_handling_of_scheme",
            ),
            models.CheckConstraint(condition=Q(caveat__in=Caveat.values), name="report_caveat_known"),
            models.CheckConstraint(condition=Q(prong__in=Prong.values), name="report_prong_known"),
            models.CheckConstraint(
                condition=Q(exploitation__in=Exploitation.values), name="report_exploitation_known"
            ),
            models.CheckConstraint(
                condition=Q(place_kind__in=PlaceKind.values), name="report_place_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(source_kind__in=SourceKind.values), name="report_source_kind_known"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="report_outcome_known"),
            models.CheckConstraint(
                condition=~Q(outcome="no_indicators") | Q(narrative="", place=""),
                name="report_without_indicators_is_bare",
            ),
            models.CheckConstraint(
                condition=~Q(lawful_reference="") & ~Q(filing_reason=""), name="report_says_why"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="report_withdrawn_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether it is still added to and watched."""
        return self.outcome == Outcome.OPEN and self.withdrawn_at is None

    @property
    def city_name(self) -> str:
        return places.city_label(self.city, self.city_other)

    @property
    def source_grade_words(self) -> str:
        return str(SOURCE_GRADES[GradingScheme(self.grading_scheme)][self.source_grade])

    @property
    def information_grade_words(self) -> str:
        return str(INFORMATION_GRADES[GradingScheme(self.grading_scheme)][self.information_grade])
