"""One of everything in a survivor's file, through the real actions. What is written is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from accord.base.clock import now
from accord.consent.models import Consent
from accord.consent.vocabulary import Fact, Purpose
from accord.support import actions
from accord.support.models import (
    Alert,
    Attachment,
    Child,
    DutyShift,
    FollowUp,
    Goal,
    InterpreterBooking,
    Need,
    Screening,
    Summary,
)
from accord.support.screening import Kind, State
from accord.support.vocabulary import AlertKind, DutyOutcome, NeedCategory, Urgency, Whereabouts
from tests.support.files import File

# Planted in free text: none of it may stand in the database in clear, nor reach anybody without a seat.
NOTE, GOAL, WORD = "Dreamt of the lake house", "My own door key", "Cousin Ramiro"
PAPER = b"%PDF-1.4 invented"


@dataclass
class Record:
    screening: Screening
    need: Need
    goal: Goal
    summary: Summary
    child: Child
    booking: InterpreterBooking
    attachment: Attachment
    follow_up: FollowUp
    alert: Alert
    shift: DutyShift


def fill(file: File, **more: Any) -> Record:
    """As the file's lead."""
    by, row = file.lead, file.row
    with file.world.acting(by):
        screening = actions.start_screening(by=by, file=row, instrument="walk-in", about=Kind.SEXUAL)
        answers = {"W.01": State.DISCLOSED, "W.03": State.OBSERVED, "W.04": State.REFUSED}
        actions.save_answers(by=by, screening=screening, answers=answers)
        need = actions.set_need(
            by=by, file=row, category=NeedCategory.SHELTER, urgency=Urgency.TODAY, words=WORD
        )
        goal = actions.add_goal(by=by, file=row, words=GOAL)
        actions.write_safety_plan(
            by=by, file=row, parts={"phone": "514 555 0177", "saying": "The library", "avoid": WORD}
        )
        actions.write_note(by=by, file=row, words=NOTE)
        summary = actions.draft_summary(by=by, file=row, words=f"She left {WORD}.")
        child = actions.add_child(by=by, file=row, name=WORD, age=4, whereabouts=Whereabouts.FAMILY)
        booking = actions.book_interpreter(
            by=by, file=row, language="es", at=now() + timedelta(days=2), provider="Voices"
        )
        attachment = actions.attach(
            by=by, file=row, name="A letter of Luna.pdf", content=PAPER, shows_abuse_of_child=False
        )
        actions.record_duty(by=by, file=row, outcome=DutyOutcome.CALLED, words=WORD)
        alert = actions.raise_alert(
            by=by, file=row, kind=AlertKind.MISSING, words=WORD, last_contact_at=now()
        )
        shift = actions.add_shift(
            by=by, member=by, starts=now() - timedelta(hours=1), until=now() + timedelta(hours=9), phone="514 555 0199"
        )  # fmt: skip
        follow_up = FollowUp.objects.filter(dossier_id=row.dossier_id).order_by("due_at")[0]
    return Record(
        screening, need, goal, summary, child, booking, attachment, follow_up, alert, shift
    )  # fmt: skip


def team_consent(file: File) -> Consent:
    """Her agreement that the clinic helps together with us."""
    return file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE])
