"""The two ends of a report: taken back, or closed because it showed no indicators."""

from __future__ import annotations

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.dossiers.models import Dossier
from accord.reports import watching
from accord.reports.actions.history import note_change
from accord.reports.models import Report
from accord.reports.rules import Refused, may_amend
from accord.reports.vocabulary import Outcome


def withdraw_report(*, by: Member, report: Report, reason: str) -> None:
    """Take a report back: its pointers are withdrawn at once; its text stays for those with a seat."""
    if not may_amend(by, report):
        raise Refused("owner")
    report.withdrawn_at, report.withdrawn_by = now(), by.id
    report.save(update_fields=["withdrawn_at", "withdrawn_by"])
    note_change(by=by, report=report, field="withdrawn", before="", after="withdrawn", reason=reason)
    watching.stop_watching(by=by, dossier=Dossier.objects.get(pk=report.dossier_id), report=report)
    audit.record("report.withdrawn", dossier_id=report.dossier_id, row_id=report.id, reason=reason)


def close_report(*, by: Member, report: Report, reason: str) -> None:
    """Close a report that shows no indicators: persons, identifiers, text and their history are forgotten."""
    if not may_amend(by, report):
        raise Refused("owner")
    watching.stop_watching(
        by=by, dossier=Dossier.objects.get(pk=report.dossier_id), report=report, forget=True
    )
    call("close_without_indicators", report.dossier_id, report.id)
    report.refresh_from_db()
    note_change(
        by=by, report=report, field="outcome", before=Outcome.OPEN, after=Outcome.NO_INDICATORS, reason=reason
    )
    audit.record("report.closed", dossier_id=report.dossier_id, row_id=report.id, reason=reason)
