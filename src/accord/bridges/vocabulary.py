"""The words that cross. Each message is made of choices, dates and numbers: there is no field for a story."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Side(models.TextChoices):
    """Whose row it is."""

    ASKING = "asking", pgettext_lazy("side of a bridge", "Asked by us")
    ASKED = "asked", pgettext_lazy("side of a bridge", "Asked of us")


class When(models.TextChoices):
    """When a place is needed."""

    NOW = "now", pgettext_lazy("when a place is needed", "Now")
    TONIGHT = "tonight", pgettext_lazy("when a place is needed", "Tonight")
    TOMORROW = "tomorrow", pgettext_lazy("when a place is needed", "Tomorrow")
    WEEK = "week", pgettext_lazy("when a place is needed", "Within a week")


class Gender(models.TextChoices):
    """As a service needs it to say whether it has a place."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    OTHER = "other", _("Trans or non-binary person")
    MIXED = "mixed", _("Several persons, not all of one gender")


class Asking(models.TextChoices):
    """Where a request of five facts stands. The asking side learns this, a number, and nothing more."""

    ASKED = "asked", pgettext_lazy("request for a place", "Asked")
    ACCEPTED = "accepted", pgettext_lazy("request for a place", "Accepted")
    DECLINED = "declined", pgettext_lazy("request for a place", "Declined")
    TAKEN_BACK = "taken_back", pgettext_lazy("request for a place", "Taken back")


class Errand(models.TextChoices):
    """What a survivor chose to stand in touch with an enforcement agency for. Each rests on a consent of its own."""

    MEETING = "meeting", _("To meet police, with an advocate present")
    COURT = "court", _("To be told of dates in court, through an advocate")


class Occasion(models.TextChoices):
    """What a date is for."""

    MEETING = "meeting", _("Meeting")
    STATEMENT = "statement", _("Recorded statement")
    PREPARATION = "preparation", _("Preparation for court")
    TESTIMONY = "testimony", _("Testimony")
    HEARING = "hearing", _("Hearing; need not attend")
    VERDICT = "verdict", _("Verdict")
    SENTENCE = "sentence", _("Sentence")


class Dated(models.TextChoices):
    """Where a proposed date stands."""

    PROPOSED = "proposed", pgettext_lazy("date", "Proposed")
    CONFIRMED = "confirmed", pgettext_lazy("date", "Confirmed")
    DECLINED = "declined", pgettext_lazy("date", "Another date, please")
    CANCELLED = "cancelled", pgettext_lazy("date", "Cancelled")


class Officer(models.TextChoices):
    """By whom the survivor wishes to be heard."""

    NO_WISH = "", _("No wish")
    WOMAN = "woman", pgettext_lazy("officer", "A woman")
    MAN = "man", pgettext_lazy("officer", "A man")
