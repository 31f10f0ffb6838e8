"""The words of what is done for a survivor: follow-ups, summaries, dangers, calls that the law asks for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FollowUpKind(models.TextChoices):
    """After an intake or an arrival: the hours when a placement most often breaks, then the first weeks."""

    DAY = "day", _("Follow-up after 24 hours")
    WEEK = "week", _("Follow-up after 7 days")
    MONTH = "month", _("Follow-up after 30 days")
    PLACE = "place", _("No place yet: look again")
    OTHER = "other", _("Something to do")


class Outcome(models.TextChoices):
    SPOKEN = "spoken", pgettext_lazy("follow-up", "Spoken with them")
    NO_ANSWER = "no_answer", pgettext_lazy("follow-up", "No answer")
    NOT_SAFE = "not_safe", pgettext_lazy("follow-up", "Not safe to contact")
    DECLINED = "declined", pgettext_lazy("follow-up", "They prefer no contact now")
    DONE = "done", pgettext_lazy("follow-up", "Done")
    DROPPED = "dropped", pgettext_lazy("follow-up", "No longer needed")


class SummaryState(models.TextChoices):
    """Only an approved summary may be given to anybody."""

    DRAFT = "draft", pgettext_lazy("summary", "Draft")
    READ_BACK = "read_back", pgettext_lazy("summary", "Read back to them")
    APPROVED = "approved", pgettext_lazy("summary", "Approved by them")
    REPLACED = "replaced", pgettext_lazy("summary", "Replaced")


class Whereabouts(models.TextChoices):
    WITH_HER = "with_her", pgettext_lazy("a child", "With them")
    FAMILY = "family", pgettext_lazy("a child", "With family or friends")
    CARE = "care", pgettext_lazy("a child", "In care")
    ABROAD = "abroad", pgettext_lazy("a child", "In another country")
    UNKNOWN = "unknown", pgettext_lazy("a child", "Not known")


class AlertKind(models.TextChoices):
    DANGER = "danger", _("In danger now")
    MISSING = "missing", _("Missing")


class DutyOutcome(models.TextChoices):
    """What came of weighing the law's duty. The platform calls nobody by itself."""

    CALLED = "called", _("The child-protection line was called")
    KNOWN = "known", _("Child protection already knows, and that was checked with them")
    NO_DUTY = "no_duty", _("Asked the line without a name: no duty applies")
