"""Amendments: how a changed field is noted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accord.agencies.models import Member
from accord.reports.models import Amendment, Identifier, Person, Report


def note_change(
    *,
    by: Member,
    report: Report,
    field: str,
    before: Any,
    after: Any,
    reason: str,
    row: Person | Identifier | None = None,
) -> Amendment:
    """Add one line to the history of a report: about itself, or about one of its persons or identifiers."""
    subject = "report" if row is None else type(row).__name__.lower()
    return Amendment.objects.create(
        dossier_id=report.dossier_id,
        report_id=report.id,
        by=by.id,
        subject=subject,
        subject_id=report.id if row is None else row.id,
        field=field,
        before=as_text(before),
        after=as_text(after),
        reason=reason,
    )


def as_text(value: Any) -> str:
    """A field's value as history and proposals keep it: codes and ISO dates, never words of one language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)
