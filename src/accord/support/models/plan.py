"""What she needs, what she wants, and how to reach her without harming her. All free text is sealed."""

from __future__ import annotations

from django.db import models

from accord.base.clock import now
from accord.base.row_security.models import Protected
from accord.support.vocabulary import GoalState, NeedCategory, NeedState, Urgency


class Need(Protected):
    """One kind of need, at most once in a file."""

    category = models.TextField(choices=NeedCategory.choices)
    state = models.TextField(choices=NeedState.choices, default=NeedState.OPEN)
    urgency = models.TextField(choices=Urgency.choices, default=Urgency.WEEK)
    sealed_words = models.BinaryField(default=bytes)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "need"
        constraints = [
            models.UniqueConstraint(fields=["dossier_id", "category"], name="need_once_a_category"),
            models.CheckConstraint(
                condition=models.Q(category__in=NeedCategory.values), name="need_category_known"
            ),
            models.CheckConstraint(condition=models.Q(state__in=NeedState.values), name="need_state_known"),
            models.CheckConstraint(condition=models.Q(urgency__in=Urgency.values), name="need_urgency_known"),
        ]

    def __str__(self) -> str:
        return self.get_category_display()


class Goal(Protected):
    """Hers, in her words."""

    sealed_words = models.BinaryField(default=bytes)
    state = models.TextField(choices=GoalState.choices, default=GoalState.OPEN)
    added_by = models.UUIDField()
    added_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "goal"
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=GoalState.values), name="goal_state_known")
        ]

    def __str__(self) -> str:
        return self.state


class SafetyPlan(Protected):
    """One a file, with the file's own id. Shown before anything else, so that nobody calls at the wrong hour.

    No voicemail and no text message unless she said yes.
    """

    voicemail = models.BooleanField(default=False)
    texts = models.BooleanField(default=False)
    sealed_phone = models.BinaryField(default=bytes)
    sealed_hours = models.BinaryField(default=bytes)
    sealed_saying = models.BinaryField(default=bytes)
    sealed_avoid = models.BinaryField(default=bytes)
    sealed_signal = models.BinaryField(default=bytes)
    sealed_people = models.BinaryField(default=bytes)
    sealed_steps = models.BinaryField(default=bytes)
    changed_by = models.UUIDField()
    changed_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "safety_plan"
        constraints = [models.UniqueConstraint(fields=["dossier_id"], name="safety_plan_one_a_file")]

    def __str__(self) -> str:
        return str(self.id)
