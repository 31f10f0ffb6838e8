"""Filing: one report from a page, or many from an import."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import now
from accord.dossiers.models import Dossier
from accord.reports import watching
from accord.reports.actions.standing import meet_reports
from accord.reports.draft import ReportDraft
from accord.reports.models import Draft, Identifier, Person, Report
from accord.reports.rows import Sheet, new_sheets
from accord.reports.rules import Refused, check_sides, why_not_file

BATCH = 500


def file_report(*, by: Member, dossier: Dossier, draft: ReportDraft) -> Report:
    """Save a report with its persons and identifiers, and have them watched for.

    The same form sent again, even at the same moment, gives the report that it already made. Raises ``Refused``,
    ``BothSides`` and ``linkage.NotUnderstood``; then nothing is saved.
    """
    if why := why_not_file(by, dossier):
        raise Refused(why)
    if (filed := _already_filed(dossier, draft)) is not None:
        return filed
    check_sides(draft.persons)
    [sheet] = new_sheets(dossier.id, by.id, [draft])
    try:
        with transaction.atomic():
            _save([sheet])
    except IntegrityError as error:
        if "report_form_sent_once" in str(error) and (filed := _already_filed(dossier, draft)) is not None:
            return filed
        raise
    Draft.objects.filter(member_id=by.id, form_key=draft.form_key).delete()
    watching.watch(by=by, dossier=dossier, sheet=sheet)
    meet_reports(dossier_id=dossier.id, sheets=[sheet])
    Dossier.objects.filter(pk=dossier.pk).update(last_at=now())
    audit.record("report.filed", dossier_id=dossier.id, row_id=sheet.report.id, reason=draft.filing_reason)
    return sheet.report


def file_many(*, by: Member, dossier: Dossier, drafts: Sequence[ReportDraft]) -> list[Report]:
    """Save a batch of an import, each draft a report of its own; those already filed (by form key) are left out.

    One transaction: all of the batch or nothing. Raises as ``file_report`` does.
    """
    if why := why_not_file(by, dossier):
        raise Refused(why)
    known = Report.objects.filter(dossier_id=dossier.id, form_key__in=[draft.form_key for draft in drafts])
    filed = set(known.values_list("form_key", flat=True))
    fresh = [draft for draft in drafts if draft.form_key not in filed]
    for draft in fresh:
        check_sides(draft.persons)
    sheets = new_sheets(dossier.id, by.id, fresh)
    _save(sheets)
    watching.watch_many(by=by, dossier=dossier, sheets=sheets)
    meet_reports(dossier_id=dossier.id, sheets=sheets)
    Dossier.objects.filter(pk=dossier.pk).update(last_at=now())
    audit.record("report.filed_many", dossier_id=dossier.id, reason=fresh[0].filing_reason if fresh else "")
    return [sheet.report for sheet in sheets]


def _already_filed(dossier: Dossier, draft: ReportDraft) -> Report | None:
    return Report.objects.filter(dossier_id=dossier.id, form_key=draft.form_key).first()


def _save(sheets: Sequence[Sheet]) -> None:
    Report.objects.bulk_create([sheet.report for sheet in sheets], batch_size=BATCH)
    Person.objects.bulk_create([person for sheet in sheets for person in sheet.persons], batch_size=BATCH)
    Identifier.objects.bulk_create([each for sheet in sheets for each in sheet.identifiers], batch_size=BATCH)
