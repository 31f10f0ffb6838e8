"""The words of an agreement: for what, which facts, how it was given and how it ended."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Purpose(models.TextChoices):
    """For what the facts may be used. Each is its own agreement; meeting police is never part of another."""

    REFERRAL = "referral", _("To be referred to a service")
    CARE_TEAM = "care_team", _("To be helped by another service together with us")
    PERMIT = "permit", _("To apply for a permit")
    COMPENSATION = "compensation", _("To apply for compensation or benefits")
    MATCHING = "matching", _("To be matched with what partners look for")
    POLICE = "police", _("To meet police")
    COURT = "court", _("To be told of dates in court")


class Fact(models.TextChoices):
    """What may be told of a person, one by one. There is none for where a shelter is, nor for case notes."""

    CHOSEN_NAME = "chosen_name", _("Chosen name")
    LEGAL_NAME = "legal_name", _("Legal name")
    DATE_OF_BIRTH = "date_of_birth", _("Date of birth")
    AGE_BAND = "age_band", _("Age, roughly")
    GENDER = "gender", _("Gender")
    LANGUAGES = "languages", _("Languages")
    INTERPRETER = "interpreter", _("Interpreter needed")
    SAFE_CONTACT = "safe_contact", _("How to reach them safely")
    CITY = "city", _("City")
    IMMIGRATION_STATUS = "immigration_status", _("Immigration status")
    HEALTH_CARD = "health_card", _("Health card or coverage")
    HEALTH = "health", _("Health needs")
    CHILDREN = "children", _("Children")
    NEEDS = "needs", _("What they need")
    SUMMARY = "summary", _("The summary that they approved")
    WHOLE_FILE = "whole_file", _("The whole file, but for case notes")


class Answer(models.TextChoices):
    """A refusal is noted so that nobody asks again; it costs nothing."""

    GIVEN = "given", pgettext_lazy("consent", "Agreed")
    REFUSED = "refused", pgettext_lazy("consent", "Refused")


class How(models.TextChoices):
    """How the person agreed."""

    SIGNED = "signed", _("Signed")
    READ_ALOUD = "read_aloud", _("Read aloud, before a witness")


class Able(models.TextChoices):
    """Who agreed, and that they understood what was asked. Empty in rows from before it was noted, and in refusals."""

    ADULT = "adult", _("An adult, who understands")
    MINOR = "minor", _("Somebody under 18, who understands")
    OTHER = "other", _("Somebody who decides for them")


class Ending(models.TextChoices):
    """How an agreement ended."""

    WORKER = "worker", _("Taken back, with a worker")
    CARD = "card", _("Taken back with the card")
    EXPIRED = "expired", _("Its time was over")
    CLOSED = "closed", _("The file was closed")


class PushBasis(models.TextChoices):
    """Why something may be told without asking. Its codes are bases of a disclosure."""

    CHILD_DUTY = "child_duty", _("Duty to protect a child")
    LIFE_THREAT = "life_threat", _("Danger to life")
    COURT_ORDER = "court_order", _("Order of a court")


class PushState(models.TextChoices):
    WAITING = "waiting", _("Waits for a second signature")
    SENT = "sent", pgettext_lazy("push", "Sent")
    DISCARDED = "discarded", pgettext_lazy("push", "Discarded")
