"""Survivors' files, as the member who asks sees them. Row security decides which."""

from accord.support.queries.caseload import CaseloadLine, caseload, covering_for, due_lines, open_alerts
from accord.support.queries.identity import (
    cultural_needs,
    filled_in,
    first_names,
    opened_for_use,
    written_identity,
)
from accord.support.queries.minority import Minority, minorities, minority
from accord.support.queries.record import (
    answers_of,
    approved_summary,
    attachment_lines,
    bookings_of,
    children_of,
    follow_ups_of,
    goals_of,
    needs_of,
    notes_of,
    safety_plan_of,
    summaries_of,
)
from accord.support.queries.stay import Fit, Stay, file_of_hold, fit_of, stays_of

__all__ = [
    "CaseloadLine",
    "Fit",
    "Minority",
    "Stay",
    "answers_of",
    "approved_summary",
    "attachment_lines",
    "bookings_of",
    "caseload",
    "children_of",
    "covering_for",
    "cultural_needs",
    "due_lines",
    "file_of_hold",
    "filled_in",
    "first_names",
    "fit_of",
    "follow_ups_of",
    "goals_of",
    "minorities",
    "minority",
    "needs_of",
    "notes_of",
    "open_alerts",
    "opened_for_use",
    "safety_plan_of",
    "stays_of",
    "summaries_of",
    "written_identity",
]
