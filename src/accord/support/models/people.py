"""Those around her: children, and interpreters who come."""

from __future__ import annotations

from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import Gender, Whereabouts


class Child(Protected):
    """A child of hers; the name is sealed. ``age`` in years when noted."""

    sealed_name = models.BinaryField(default=bytes)
    sealed_words = models.BinaryField(default=bytes)
    age = models.PositiveSmallIntegerField(null=True)
    whereabouts = models.TextField(choices=Whereabouts.choices, default=Whereabouts.UNKNOWN)
    added_by = models.UUIDField()
    added_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "child"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age__isnull=True) | models.Q(age__lte=40), name="child_age_sound"
            ),
            models.CheckConstraint(
                condition=models.Q(whereabouts__in=Whereabouts.values), name="child_whereabouts_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class InterpreterBooking(Protected):
    """An interpreter for a day and hour. ``language`` is an ISO 639 code; ``gender`` the one she wishes."""

    language = models.TextField()
    at = models.DateTimeField()
    gender = models.TextField(choices=Gender.choices, default=Gender.UNKNOWN)
    sealed_provider = models.BinaryField(default=bytes)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "interpreter_booking"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(cancelled_at__isnull=True),
                name="interpreter_booking_either_or",
            )
        ]

    def __str__(self) -> str:
        return self.language
