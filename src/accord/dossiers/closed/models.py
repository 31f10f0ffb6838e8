"""The consultation: that a closed file is read again, why, by whom and who agreed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.base.clock import new_id, now

LONGEST_DAYS = 30


class Need(models.TextChoices):
    """Why a closed file is read again. No other reason is taken."""

    COPY = "copy", _("They ask for their file, a copy of it or who looked at it")
    COURT_ORDER = "court_order", _("A court has ordered it")
    RETENTION = "retention", _("How long it must be kept, or whether it may be erased")
    COMPLAINT = "complaint", _("A complaint, an audit or a privacy incident")
    RETURN = "return", _("They have come back and ask that what was done be known")


class State(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("a consultation", "Waits for a second person")
    AGREED = "agreed", pgettext_lazy("a consultation", "Agreed")
    DROPPED = "dropped", pgettext_lazy("a consultation", "Taken away")


class Consultation(models.Model):
    """One proposal to let ``whom`` read the closed dossier ``which`` for some days; it stays as the register.

    It is no row of the dossier: whoever proposes and whoever agrees holds no seat there.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    agency_id = models.UUIDField()
    which = models.UUIDField()
    whom = models.UUIDField()
    need = models.TextField(choices=Need.choices)
    words = models.TextField()
    days = models.PositiveSmallIntegerField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField(default=now)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "consultation"
        constraints = [
            models.CheckConstraint(condition=models.Q(need__in=Need.values), name="consultation_need_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="consultation_says_why"),
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=LONGEST_DAYS), name="consultation_is_short"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", ended_by__isnull=True, ended_at__isnull=True)
                | (~models.Q(state="waiting") & models.Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="consultation_ended_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="agreed") | ~models.Q(ended_by=models.F("proposed_by")),
                name="consultation_agreed_by_another",
            ),
            models.UniqueConstraint(
                fields=["agency_id", "which"],
                condition=models.Q(state="waiting"),
                name="consultation_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
