"""The report that an address names: one that cannot be seen and one that does not exist are the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.http import Http404
from django.utils.translation import gettext

from accord.agencies.models import Member
from accord.reports.models import ChangeProposal, Person, Report


def report_or_404(dossier: uuid.UUID, row_id: uuid.UUID) -> Report:
    found = Report.objects.filter(dossier_id=dossier, id=row_id).first()
    if found is None:
        raise Http404
    return found


def person_or_404(report: Report, row_id: uuid.UUID) -> Person:
    found = Person.objects.filter(dossier_id=report.dossier_id, report_id=report.id, id=row_id).first()
    if found is None:
        raise Http404
    return found


def proposal_or_404(report: Report, row_id: uuid.UUID) -> ChangeProposal:
    found = ChangeProposal.objects.filter(
        dossier_id=report.dossier_id, report_id=report.id, id=row_id
    ).first()
    if found is None:
        raise Http404
    return found


def names_of(member_ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    """Names of colleagues by id. Who sits here no more is a former colleague."""
    ids = {each for each in member_ids if each is not None}
    names: dict[uuid.UUID | None, str] = dict.fromkeys(ids, gettext("a former colleague"))
    names.update({member.id: member.name for member in Member.objects.filter(id__in=ids)})
    return names
