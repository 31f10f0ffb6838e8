"""By when the authority that received an application is looked to: its interview, its answer, or the end of the facts.

An officer sees no clock of the survivor's file. What stands here follows from the published right, from the day of the
application and from the end of the agreement under which its facts were sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.permits.clocks import CAPITAL, due_on
from accord.permits.models import Application, Stage
from accord.permits.vocabulary import State


class Why(models.TextChoices):
    """What the day is."""

    INTERVIEW = "interview", _("Interview")
    ANSWER = "answer", _("The answer is due")
    ASKED_AFTER = "asked_after", _("The service asks after it; no limit in law")
    FACTS_END = "facts_end", _("The agreement ends; without a new one the application is withdrawn")


@dataclass(frozen=True, order=True)
class Deadline:
    """``words`` of the published right, where it is one of its clocks. ``late`` on a day: it has passed."""

    day: date
    why: Why
    words: str = ""

    def is_late(self, today: date) -> bool:
        return self.day < today and self.why != Why.FACTS_END


def deadline_of(row: Application, facts_end: datetime | None, today: date) -> Deadline | None:
    """The first of them. Of an interview still to come, the answer's day is not asked for before it."""
    found = []
    if facts_end is not None:
        found.append(Deadline(facts_end.astimezone(CAPITAL).date(), Why.FACTS_END))
    meets = row.interview_on if row.state == State.INTERVIEW else None
    if meets is not None:
        found.append(Deadline(meets, Why.INTERVIEW))
    if meets is None or meets < today:
        found += [
            _answer(row, stage) for stage in row.right.starting_at("requested") if stage.until == "decided"
        ]
    return min(found, default=None)


def _answer(row: Application, stage: Stage) -> Deadline:
    day = due_on(row.requested_on, stage.amount, stage.unit, row.right.jurisdiction, lasts=stage.lasts)
    return Deadline(day, Why.ANSWER, stage.name) if stage.by_law else Deadline(day, Why.ASKED_AFTER)
