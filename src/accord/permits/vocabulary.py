"""The words of rights and applications."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a right is about; the list is grouped by it."""

    PERMIT = "permit", _("Permits")
    HEALTH = "health", _("Health care")
    COMPENSATION = "compensation", _("Money and costs")
    REQUEST = "request", _("To be told and heard")
    CHILD = "child", _("Protection of children")
    PATHWAY = "pathway", _("Formal identification")


class Situation(models.TextChoices):
    """What a worker ticks to see the rights that go with it. It is asked, never inferred, and not kept."""

    TEMPORARY = "temporary", _("They are neither a Canadian citizen nor a permanent resident")
    MINOR = "minor", _("This person is under 18")
    HURT_QC = "hurt_qc", _("They were harmed in Quebec")
    HURT_ON = "hurt_on", _("They were harmed in Ontario")
    OFFENCE = "offence", _("They are a victim of an offence, reported or not")


class Jurisdiction(models.TextChoices):
    """Whose law it is."""

    CA = "CA", _("Canada")
    QC = "QC", _("Quebec")
    ON = "ON", _("Ontario")
    GB = "GB", _("United Kingdom, as a model")


class State(models.TextChoices):
    """Where an application stands."""

    REQUESTED = "requested", pgettext_lazy("application", "Requested")
    INTERVIEW = "interview", pgettext_lazy("application", "Interview")
    ISSUED = "issued", pgettext_lazy("application", "Granted")
    RENEWED = "renewed", pgettext_lazy("application", "Renewed")
    REFUSED = "refused", pgettext_lazy("application", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("application", "Expired")


WAITING = (State.REQUESTED, State.INTERVIEW)
HOLDING = (State.ISSUED, State.RENEWED)
ALERT_DAYS = (90, 60, 30, 7)


class Span(models.TextChoices):
    """A permit for a time to reflect, or for longer."""

    SHORT = "short", pgettext_lazy("permit", "Short")
    LONG = "long", pgettext_lazy("permit", "Long")


class Side(models.TextChoices):
    """Which copy of an application a row is."""

    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")


class Step(models.TextChoices):
    """One line of an application's history."""

    REQUESTED = "requested", _("The application was made")
    INTERVIEW = "interview", _("An interview was set")
    ISSUED = "issued", _("It was granted")
    RENEWED = "renewed", _("It was renewed")
    REFUSED = "refused", _("It was refused")
    WITHDRAWN = "withdrawn", _("The application was withdrawn")
    EXPIRED = "expired", _("Its time was over")
    ASKED = "asked", _("The authority asked for one more fact")
    SENT = "sent", _("The fact was sent")
    CARRIED_ON = "carried_on", _("It goes on under a new agreement")
