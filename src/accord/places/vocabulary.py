"""The words of the place board. Codes are stored; names are said in the language of whoever reads."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.directory.vocabulary import GENDERS
from accord.places.fit import Kind

LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 15, 90, 240
MOST_PEOPLE = 12  # who come together to one place
MOST_HOLDS = 10  # live ones of one member: nobody holds a town's places by themselves
STALE_HOURS = 4
SMALLEST_CELL, FEWEST_AGENCIES = 5, 3  # below them a count that is shown beyond its agency could be a person

GENDER_CODES = ("", *GENDERS)


class HoldState(models.TextChoices):
    """A hold ends in one of four ways; nothing brings it back."""

    HELD = "held", pgettext_lazy("a place", "Held")
    ARRIVED = "arrived", pgettext_lazy("a hold", "Arrived")
    RELEASED = "released", pgettext_lazy("a hold", "Released")
    EXPIRED = "expired", pgettext_lazy("a hold", "Time ran out")
    REFUSED = "refused", pgettext_lazy("a hold", "Refused")


class Why(models.TextChoices):
    """Why somebody got no place. There is no room for words: they would be about the person."""

    FULL = "full", pgettext_lazy("why turned away", "Full")
    CRITERIA = "criteria", pgettext_lazy("why turned away", "Criteria not met")
    SAFETY = "safety", pgettext_lazy("why turned away", "Not safe here")
    NO_TRANSPORT = "no_transport", pgettext_lazy("why turned away", "No transport")
    OTHER = "other", pgettext_lazy("why turned away", "Other")


class Change(models.TextChoices):
    """What changed the counts of a place."""

    ARRIVED = "arrived", _("Arrived on a hold")
    WALKED_IN = "walked_in", _("Came without a hold")
    LEFT = "left", _("Left")
    COUNTED = "counted", _("Counted anew")


class Rung(models.TextChoices):
    """The housing ladder, from tonight to for good."""

    EMERGENCY = "emergency", pgettext_lazy("housing ladder", "Tonight")
    MEDIUM = "medium", pgettext_lazy("housing ladder", "For some months")
    LONG = "long", pgettext_lazy("housing ladder", "For good")


# Statistics Canada: short-term is an expected stay of less than three months.
RUNG_OF: dict[str, Rung] = {
    Kind.EMERGENCY: Rung.EMERGENCY,
    Kind.SAFE_HOUSE: Rung.EMERGENCY,
    Kind.YOUTH: Rung.EMERGENCY,
    Kind.INDIGENOUS: Rung.EMERGENCY,
    Kind.HOTEL_VOUCHER: Rung.EMERGENCY,
    Kind.DETOX: Rung.EMERGENCY,
    Kind.TRANSITION: Rung.MEDIUM,
    Kind.SECOND_STAGE: Rung.MEDIUM,
    Kind.SUPPORTIVE_LONG_TERM: Rung.LONG,
}
