"""Reading reports. Lists page by keys, never by counting; look-ups always carry the dossier."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now

from accord.agencies.models import Agency, Member
from accord.dossiers.models import Dossier, Party, Role, Seat
from accord.reports import judging
from accord.reports.models import Amendment, ChangeProposal, Draft, Identifier, Person, Report
from accord.reports.rows import Sheet
from accord.reports.rules import FILED_ON

PAGE = 50
COUNTED = 1000
judgements = judging.judgements  # what stands between records: for networks and maps
BUSIEST = 50  # dossiers that a list over all my seats draws from


@dataclass(frozen=True, slots=True)
class Key:
    """Where a page of a list ends."""

    created_at: datetime
    id: uuid.UUID

    def __str__(self) -> str:
        return f"{self.created_at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, text: str) -> Key | None:
        """The key that a page's address carries; None for whatever else somebody typed there."""
        moment, _, row_id = text.partition("~")
        try:
            key = cls(datetime.fromisoformat(moment), uuid.UUID(row_id))
        except ValueError:
            return None
        return key if key.created_at.tzinfo is not None else None


@dataclass(frozen=True, slots=True)
class Page:
    """Reports of a list, newest first; ``following`` is the key of the next page, or None."""

    reports: list[Report]
    following: Key | None


def sheet_of(report: Report) -> Sheet:
    """The report with its persons and identifiers, in two further queries."""
    identifiers = Identifier.objects.filter(dossier_id=report.dossier_id, report_id=report.id)
    return Sheet(report, persons_of(report), list(identifiers.order_by("created_at", "id")))


def persons_of(report: Report) -> list[Person]:
    persons = Person.objects.filter(dossier_id=report.dossier_id, report_id=report.id)
    return list(persons.order_by("created_at", "id"))


def history_of(report: Report) -> list[Amendment]:
    """Amendments, newest first."""
    return list(Amendment.objects.filter(dossier_id=report.dossier_id, report_id=report.id))


def proposals_of(report: Report) -> list[ChangeProposal]:
    """Proposed changes, newest first."""
    return list(ChangeProposal.objects.filter(dossier_id=report.dossier_id, report_id=report.id))


def agencies_on(dossier_id: uuid.UUID) -> list[Agency]:
    """The agencies admitted to a dossier."""
    parties = Party.objects.filter(dossier_id=dossier_id).select_related("agency").order_by("created_at")
    return [party.agency for party in parties]


def seats_on(dossier_id: uuid.UUID) -> int:
    """How many members can see the rows of a dossier at this moment."""
    return Seat.objects.filter(dossier_id=dossier_id, until__gt=Now()).count()


def dossiers_to_file_on(member: Member) -> list[Dossier]:
    """Where the member may file: open dossiers under a working seat, the one last used first."""
    seats = Seat.objects.filter(member_id=member.id, role__in=[Role.WORKER, Role.LEAD], until__gt=Now())
    held = [seat.dossier_id for seat in seats]
    return list(
        Dossier.objects.filter(id__in=held, kind__in=FILED_ON, closed_at__isnull=True).order_by("-last_at")
    )


def newest_in(dossier_id: uuid.UUID, *, before: Key | None = None) -> Page:
    """Reports of one dossier."""
    reports = Report.objects.filter(dossier_id=dossier_id)
    if before is not None:
        earlier = Q(created_at__lt=before.created_at)
        reports = reports.filter(earlier | Q(created_at=before.created_at, id__lt=before.id))
    return _page(reports.order_by("-created_at", "-id")[: PAGE + 1])


def newest(*, before: Key | None = None) -> Page:
    """Reports over all my seats: the newest of each of the busiest dossiers, then the newest of those.

    Written by hand because the plain ORDER BY over many seats costs 30 times as much (docs/architecture.md).
    """
    moment, row_id = (before.created_at, before.id) if before else (None, None)
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [BUSIEST, moment, moment, row_id, PAGE + 1, PAGE + 1])
        keys = cursor.fetchall()
    return _page(Report.objects.filter(pk__in=keys).order_by("-created_at", "-id") if keys else [])


_NEWEST = """
SELECT newest.dossier_id, newest.id FROM (SELECT id FROM dossier ORDER BY last_at DESC LIMIT %s) AS busy
CROSS JOIN LATERAL (
    SELECT dossier_id, id, created_at FROM report
    WHERE report.dossier_id = busy.id
      AND (%s::timestamptz IS NULL OR (report.created_at, report.id) < (%s::timestamptz, %s::uuid))
    ORDER BY report.created_at DESC, report.id DESC LIMIT %s
) AS newest
ORDER BY newest.created_at DESC, newest.id DESC LIMIT %s
"""


def _page(found: Iterable[Report]) -> Page:
    reports = list(found)
    if len(reports) <= PAGE:
        return Page(reports, None)
    last = reports[PAGE - 1]
    return Page(reports[:PAGE], Key(last.created_at, last.id))


def count_in(dossier_id: uuid.UUID) -> int:
    """How many reports a dossier holds; more than ``COUNTED`` means "1,000+"."""
    return Report.objects.filter(dossier_id=dossier_id)[: COUNTED + 1].count()


def draft_of(member: Member, form_key: uuid.UUID | None = None) -> Draft | None:
    """The member's draft of one form, or the newest."""
    drafts = Draft.objects.filter(member_id=member.id)
    return (drafts.filter(form_key=form_key) if form_key else drafts.order_by("-saved_at")).first()


def last_report_by(member: Member, dossiers: Sequence[Dossier]) -> Report | None:
    """The member's latest report on the first of these dossiers that has one: what the next one starts from."""
    for dossier in dossiers[:3]:
        mine = Report.objects.filter(dossier_id=dossier.id, filed_by=member.id)
        if (last := mine.order_by("-created_at").first()) is not None:
            return last
    return None
