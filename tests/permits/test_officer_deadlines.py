"""By when an authority is looked to: its interview, its answer, or the end of what it was told."""

from __future__ import annotations

from datetime import UTC, date, datetime

from accord.permits.deadlines import Deadline, Why, deadline_of
from accord.permits.models import Application, Right

TODAY = date(2026, 11, 23)
THREE_OPEN_DAYS = {"code": "immediate", "name_en": "Answer: now", "name_fr": "Réponse", "amount": 3,
                   "unit": "business_days", "start": "requested", "until": "decided"}  # fmt: skip
OURS = THREE_OPEN_DAYS | {"code": "ask-after", "amount": 30, "unit": "days", "by_law": False}
HERS = THREE_OPEN_DAYS | {"code": "recovery", "amount": 1, "unit": "days", "until": "", "lasts": True}


def row(requested_on, *stages, state="requested", interview_on=None):
    right = Right(code="a-right", jurisdiction="ON", stages=list(stages))
    return Application(right=right, state=state, requested_on=requested_on, interview_on=interview_on)


def test_answer_is_due_by_the_first_clock_that_a_decision_ends():
    found = deadline_of(row(date(2026, 11, 20), OURS, THREE_OPEN_DAYS, HERS), None, TODAY)
    assert found == Deadline(date(2026, 11, 25), Why.ANSWER, "Answer: now")


def test_reminder_of_our_own_says_that_no_law_sets_it():
    found = deadline_of(row(date(2026, 10, 1), OURS), None, TODAY)
    assert found == Deadline(date(2026, 10, 31), Why.ASKED_AFTER) and found.is_late(TODAY)


def test_end_of_the_agreement_comes_first_where_it_is_sooner_and_is_never_late():
    ends = datetime(2026, 11, 24, 3, tzinfo=UTC)  # still the 23rd at the capital
    found = deadline_of(row(date(2026, 11, 20), THREE_OPEN_DAYS), ends, TODAY)
    assert found == Deadline(TODAY, Why.FACTS_END) and not found.is_late(date(2026, 12, 1))


def test_interview_to_come_stands_for_the_answer_and_after_it_both_count():
    meets = row(date(2026, 11, 2), THREE_OPEN_DAYS, state="interview", interview_on=date(2026, 11, 23))
    assert deadline_of(meets, None, TODAY) == Deadline(TODAY, Why.INTERVIEW)
    after = deadline_of(meets, None, date(2026, 11, 24))
    assert after == Deadline(date(2026, 11, 5), Why.ANSWER, "Answer: now")


def test_interview_whose_day_is_not_known_leaves_the_answer():
    found = deadline_of(row(date(2026, 11, 20), THREE_OPEN_DAYS, state="interview"), None, TODAY)
    assert found is not None and found.why == Why.ANSWER


def test_right_without_a_clock_has_no_day():
    assert deadline_of(row(TODAY, HERS), None, TODAY) is None
