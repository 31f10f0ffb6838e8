"""The words of a survivor's file. Contact, support and complaint are three independent states: of 200 persons whom one
integrated unit met in a year, 121 chose to complain (Journal de Montréal, 7 November 2022)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Contact(models.TextChoices):
    """Whether the person can be reached."""

    EXPECTED = "expected", pgettext_lazy("contact", "Expected")
    IN_CONTACT = "in_contact", pgettext_lazy("contact", "In contact")
    OUT_OF_REACH = "out_of_reach", pgettext_lazy("contact", "Out of reach")
    ENDED = "ended", pgettext_lazy("contact", "Ended")


class Support(models.TextChoices):
    """Whether the person is helped, on the person's own terms."""

    OFFERED = "offered", pgettext_lazy("support", "Offered")
    ACCEPTED = "accepted", pgettext_lazy("support", "Accepted")
    PAUSED = "paused", pgettext_lazy("support", "Paused")
    DECLINED = "declined", pgettext_lazy("support", "Declined")
    ENDED = "ended", pgettext_lazy("support", "Ended")


class Complaint(models.TextChoices):
    """Whether the person wishes to complain to police. Help never depends on it."""

    NOT_RAISED = "not_raised", pgettext_lazy("complaint", "Not spoken of")
    THINKING = "thinking", pgettext_lazy("complaint", "Thinking about it")
    NO = "no", pgettext_lazy("complaint", "Does not wish to")
    WISHES = "wishes", pgettext_lazy("complaint", "Wishes to")
    MADE = "made", pgettext_lazy("complaint", "Made")
    TAKEN_BACK = "taken_back", pgettext_lazy("complaint", "Taken back")


class AgeGroup(models.TextChoices):
    """What was known of the person's age when the file was opened."""

    ADULT = "adult", _("18 or over")
    MINOR = "minor", _("Under 18")
    UNKNOWN = "unknown", pgettext_lazy("age", "Not known")


class Gender(models.TextChoices):
    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")
    TRANS_WOMAN = "trans_woman", _("Trans woman")
    TRANS_MAN = "trans_man", _("Trans man")
    NON_BINARY = "non_binary", _("Non-binary person")
    UNKNOWN = "unknown", pgettext_lazy("gender", "Not said")


class Closing(models.TextChoices):
    """Why a file was closed. "No indicators" keeps no person."""

    REACHED = "reached", _("What was planned is reached")
    OWN_WISH = "own_wish", _("At the person’s own wish")
    MOVED = "moved", _("Moved; another service goes on")
    LOST = "lost", _("Contact was lost")
    NO_INDICATORS = "no_indicators", _("No indicators of trafficking")
    DIED = "died", _("The person has died")


class Identity(models.TextChoices):
    """What identifies a person. Each is sealed on its own; all but the first two show on a tap that is audited."""

    CHOSEN_NAME = "chosen_name", _("Chosen name")
    PRONOUNS = "pronouns", _("Pronouns")
    LEGAL_NAME = "legal_name", _("Legal name")
    DATE_OF_BIRTH = "date_of_birth", _("Date of birth")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")
    IMMIGRATION_STATUS = "immigration_status", _("Immigration status")
    HEALTH_CARD = "health_card", _("Health card or coverage")
    EMERGENCY_CONTACT = "emergency_contact", _("Whom to call in an emergency")
    DESCRIPTION = "description", _("Description, if they go missing")


SHOWN_FIRST = (Identity.CHOSEN_NAME, Identity.PRONOUNS)
