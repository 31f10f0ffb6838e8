"""What stands in one file, opened with its key. Each raises ``NoKey`` where the member's agency holds none."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Generic, TypeVar

from accord.dossiers.sealing import sealing
from accord.support.actions.plan import PARTS
from accord.support.models import (
    Attachment,
    CaseNote,
    Child,
    FollowUp,
    Goal,
    InterpreterBooking,
    Need,
    SafetyPlan,
    Screening,
    ScreeningAnswer,
    Summary,
)
from accord.support.sealed import open_text
from accord.support.vocabulary import NeedCategory, SummaryState

Row = TypeVar("Row")


@dataclass(frozen=True)
class Told(Generic[Row]):
    """A row with its words in clear; ``name`` where it has one besides."""

    row: Row
    words: str
    name: str = ""


def answers_of(screening: Screening) -> dict[str, ScreeningAnswer]:
    rows = ScreeningAnswer.objects.filter(dossier_id=screening.dossier_id, screening_id=screening.id)
    return {row.item: row for row in rows}


def needs_of(dossier_id: uuid.UUID) -> list[Told[Need]]:
    """In the order of the categories."""
    seal, order = sealing(dossier_id), {category: at for at, category in enumerate(NeedCategory.values)}
    rows = sorted(Need.objects.filter(dossier_id=dossier_id), key=lambda row: order[row.category])
    return [Told(row, open_text(seal, row, "words")) for row in rows]


def goals_of(dossier_id: uuid.UUID) -> list[Told[Goal]]:
    seal = sealing(dossier_id)
    rows = Goal.objects.filter(dossier_id=dossier_id).order_by("added_at", "id")
    return [Told(row, open_text(seal, row, "words")) for row in rows]


def safety_plan_of(dossier_id: uuid.UUID) -> tuple[SafetyPlan, dict[str, str]] | None:
    """The plan and its parts in clear, by name."""
    plan = SafetyPlan.objects.filter(dossier_id=dossier_id).first()
    if plan is None:
        return None
    seal = sealing(dossier_id)
    return plan, {name: open_text(seal, plan, name) for name in PARTS}


def notes_of(dossier_id: uuid.UUID) -> list[Told[CaseNote]]:
    """Of the member's own agency alone: the database shows no others. The newest first."""
    seal = sealing(dossier_id)
    rows = CaseNote.objects.filter(dossier_id=dossier_id).order_by("-written_at", "id")
    return [Told(row, open_text(seal, row, "words")) for row in rows]


def summaries_of(dossier_id: uuid.UUID) -> list[Told[Summary]]:
    """The newest first."""
    seal = sealing(dossier_id)
    rows = Summary.objects.filter(dossier_id=dossier_id).order_by("-number")
    return [Told(row, open_text(seal, row, "words")) for row in rows]


def approved_summary(dossier_id: uuid.UUID) -> str:
    """The text that she approved, or nothing: the only one that may be given."""
    row = Summary.objects.filter(dossier_id=dossier_id, state=SummaryState.APPROVED).first()
    return open_text(sealing(dossier_id), row, "words") if row else ""


def children_of(dossier_id: uuid.UUID) -> list[Told[Child]]:
    seal = sealing(dossier_id)
    rows = Child.objects.filter(dossier_id=dossier_id).order_by("added_at", "id")
    return [Told(row, open_text(seal, row, "words"), open_text(seal, row, "name")) for row in rows]


def bookings_of(dossier_id: uuid.UUID) -> list[Told[InterpreterBooking]]:
    """``words`` is the provider. The next one first."""
    seal = sealing(dossier_id)
    rows = InterpreterBooking.objects.filter(dossier_id=dossier_id).order_by("-at", "id")
    return [Told(row, open_text(seal, row, "provider")) for row in rows]


def follow_ups_of(dossier_id: uuid.UUID) -> list[Told[FollowUp]]:
    """What is open first, the soonest at the top; then what is done, the newest first."""
    seal, rows = sealing(dossier_id), list(FollowUp.objects.filter(dossier_id=dossier_id))
    still = sorted((row for row in rows if row.done_at is None), key=lambda row: row.due_at)
    done = sorted((row for row in rows if row.done_at), key=lambda row: row.done_at, reverse=True)  # type: ignore[arg-type,return-value]
    return [Told(row, open_text(seal, row, "words")) for row in [*still, *done]]


def attachment_lines(dossier_id: uuid.UUID) -> list[Told[Attachment]]:
    """Without the bytes."""
    seal = sealing(dossier_id)
    rows = Attachment.objects.filter(dossier_id=dossier_id).defer("sealed_content").order_by("added_at", "id")
    return [Told(row, "", open_text(seal, row, "name")) for row in rows]
