"""Only its owner edits a report; everybody else with a working seat proposes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Now

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.dossiers.models import Role, Seat
from accord.notices.models import Notice, NoticeKind
from accord.reports.actions.amending import REPORT_FIELDS, amend_report
from accord.reports.actions.history import as_text
from accord.reports.models import ChangeProposal, Report
from accord.reports.models.changes import State
from accord.reports.rules import Refused, may_decide, may_propose


def propose_change(*, by: Member, report: Report, changes: Mapping[str, Any], reason: str) -> ChangeProposal:
    """Ask the owner to set fields of the report to new values."""
    if not may_propose(by, report):
        raise Refused("propose")
    if unknown := set(changes) - REPORT_FIELDS:
        raise ValueError(f"not for amending: {', '.join(sorted(unknown))}")
    proposal = ChangeProposal.objects.create(
        dossier_id=report.dossier_id,
        report_id=report.id,
        changes={field: as_text(value) for field, value in changes.items()},
        reason=reason,
        proposed_by=by.id,
    )
    audit.record("change.proposed", dossier_id=report.dossier_id, row_id=report.id, reason=reason)
    _tell_owners(by=by, report=report)
    return proposal


def decide_change(*, by: Member, report: Report, proposal: ChangeProposal, accept: bool) -> ChangeProposal:
    """Accept or reject a proposed change, once. Of two who decide at the same moment the first one counts."""
    if not may_decide(by, report, proposal):
        raise Refused("decide")
    state = State.ACCEPTED if accept else State.REJECTED
    waiting = ChangeProposal.objects.filter(pk=proposal.pk, state=State.PROPOSED)
    if waiting.update(state=state, decided_by=by.id, decided_at=now()) and accept:
        amend_report(by=by, report=report, changes=_typed(proposal.changes), reason=proposal.reason)
    audit.record(f"change.{state}", dossier_id=report.dossier_id, row_id=report.id)
    proposal.refresh_from_db()
    return proposal


def _typed(changes: Mapping[str, str]) -> dict[str, Any]:
    """Values as kept by a proposal (``as_text``), back in the types of their fields."""
    return {name: _value(Report._meta.get_field(name), text) for name, text in changes.items()}


def _value(field: Any, text: str) -> Any:
    if field.null and not text:
        return None
    if field.get_internal_type() == "BooleanField":
        return text == "yes"
    return field.to_python(text)


def _tell_owners(*, by: Member, report: Report) -> None:
    leads = Seat.objects.filter(dossier_id=report.dossier_id, role=Role.LEAD, until__gt=Now())
    recipients = {report.filed_by, *[seat.member_id for seat in leads]} - {by.id}
    Notice.objects.bulk_create(
        Notice(
            recipient_id=recipient,
            kind=NoticeKind.CHANGE_PROPOSED,
            dossier_id=report.dossier_id,
            subject_id=report.id,
        )
        for recipient in sorted(recipients)
    )
