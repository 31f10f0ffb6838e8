"""The hit: what one side's dossier has learned of two pointers that met. A side that may not know has no row."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accord.agencies.models import Agency
from accord.base.row_security.models import Protected
from accord.deconfliction.models.filing import Class
from accord.deconfliction.pairs import Told
from accord.dossiers.models import Basis
from accord.linkage import Band, Judgement

JUDGEMENTS = [
    (Judgement.SAME.value, _("Same")),
    (Judgement.DIFFERENT.value, _("Different")),
    (Judgement.UNSURE.value, _("Unsure")),
]
BANDS = [
    (Band.STRONG.value, _("Strong")),
    (Band.PROBABLE.value, _("Probable")),
    (Band.POSSIBLE.value, _("Possible")),
]


TAKEN_BACK = ""  # the answer of a side that has none any more


class HitState(models.TextChoices):
    """A closed hit says no reason: that the other side withdrew, and why, is its own matter."""

    OPEN = "open", pgettext_lazy("a hit", "Open")
    CLOSED = "closed", pgettext_lazy("a hit", "Closed")


class Step(models.TextChoices):
    """How far this side has gone in becoming known to the other."""

    NONE = "none", _("Not proposed")
    PROPOSED = "proposed", _("Waits for a second signature")
    DONE = "done", _("Stepped forward")


class Hit(Protected):
    """One side's row. Made and crossed by the matcher alone; the app may change only what this side does with it.

    ``number``: the opaque reference that both sides may quote on the telephone. ``agreed``: a list of
    {"field", "level"}, agreeing fields only. ``told`` "broker": call the coordination office, no agency is named.
    ``known_to_other``: the other side has its row too. ``measured_from``: the later of the own filing and the meeting,
    from which the time to contact runs.
    """

    number = models.TextField()
    record_id = models.UUIDField()
    own_reference = models.TextField()
    subject_id = models.UUIDField()
    subject = models.BigIntegerField()
    kind = models.TextField()
    band = models.TextField(choices=BANDS)
    agreed = models.JSONField(default=list)
    other_agency_id: uuid.UUID | None
    other_agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    told = models.TextField(choices=[(Told.DESK.value, _("Desk")), (Told.BROKER.value, _("Broker"))])
    my_class = models.TextField(choices=Class.choices)
    known_to_other = models.BooleanField(default=False)
    about_victim = models.BooleanField(default=False)
    state = models.TextField(choices=HitState.choices, default=HitState.OPEN)
    filed_at = models.DateTimeField()
    measured_from = models.DateTimeField()
    first_seen_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.UUIDField(null=True)
    contact_took = models.DurationField(null=True)
    answer = models.TextField(choices=JUDGEMENTS, default="", blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    other_answer = models.TextField(choices=JUDGEMENTS, default="", blank=True)
    answers_shown_at = models.DateTimeField(null=True)
    step = models.TextField(choices=Step.choices, default=Step.NONE)
    step_basis = models.TextField(choices=Basis.choices, default="", blank=True)
    step_reason = models.TextField(default="", blank=True)
    step_proposed_by = models.UUIDField(null=True)
    step_proposed_human = models.UUIDField(null=True)
    step_proposed_at = models.DateTimeField(null=True)
    step_signed_by = models.UUIDField(null=True)
    step_signed_human = models.UUIDField(null=True)
    step_signed_at = models.DateTimeField(null=True)
    assigned_to = models.UUIDField(null=True)
    proposed_by_us_at = models.DateTimeField(null=True)
    proposed_by_them_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)  # 1: the leads were told; 2: the commanders

    class Meta:
        db_table = "hit"
        indexes = [
            models.Index(fields=["dossier_id", "-created_at", "-id"], name="hit_newest"),
            models.Index(fields=["dossier_id", "record_id"], name="hit_of_record"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(told__in=["desk", "broker"]), name="hit_told_known"),
            models.CheckConstraint(
                condition=~Q(told="broker") | Q(other_agency__isnull=True), name="hit_broker_names_no_agency"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="hit_answer_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(other_answer="") | ~Q(answer=""), name="hit_answers_shown_together"
            ),
            models.CheckConstraint(
                condition=~Q(step="done")
                | Q(step_signed_human__isnull=False) & ~Q(step_signed_human=F("step_proposed_human")),
                name="hit_step_has_two_humans",
            ),
            models.CheckConstraint(
                condition=Q(step="none") | Q(about_victim=False) | ~Q(step_basis="agreement"),
                name="hit_step_for_victim_has_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HitAnswer(Protected):
    """One line of how this side has answered: added by deconfliction/functions.sql alone, and never changed.

    The hit has the answer that stands; ``answer`` is what was said then ("" where it was taken back), ``was`` what
    stood before ("" the first time). The other side reads none of it.
    """

    pk = models.CompositePrimaryKey("dossier_id", "hit_id", "id")
    hit_id = models.UUIDField()
    answer = models.TextField(choices=JUDGEMENTS, default=TAKEN_BACK, blank=True)
    was = models.TextField(choices=JUDGEMENTS, default=TAKEN_BACK, blank=True)
    reason = models.TextField(default="", blank=True)
    by = models.UUIDField()

    class Meta:
        db_table = "hit_answer"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(answer=F("was")), name="hit_answer_differs"),
            models.CheckConstraint(condition=Q(was="") | ~Q(reason=""), name="hit_answer_change_says_why"),
        ]

    def __str__(self) -> str:
        return self.answer
