"""Reads for the pages. Row security decides which rows; nothing here filters by right."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from accord.agencies.models import Member
from accord.base.row_security.call import call
from accord.deconfliction.models import (
    BrokerItem,
    Filing,
    Hit,
    HitAnswer,
    HitState,
    IntroductionRequest,
    Opening,
    Pointer,
    SupportPointer,
    Watch,
)
from accord.dossiers.models import Role, Seat

# The newest dossiers first by their newest hit (one index descent each), then the newest hits of those alone.
NEWEST = """
SELECT h.dossier_id, h.id FROM (
    SELECT d.id FROM unnest((SELECT accord.my_dossiers())::uuid[]) AS d(id)
    CROSS JOIN LATERAL (SELECT created_at FROM accord.hit h WHERE h.dossier_id = d.id {where}
                        ORDER BY created_at DESC, id DESC LIMIT 1) AS newest
    ORDER BY newest.created_at DESC LIMIT %(limit)s
) AS top
CROSS JOIN LATERAL (SELECT dossier_id, id, created_at FROM accord.hit h WHERE h.dossier_id = top.id {where}
                    ORDER BY created_at DESC, id DESC LIMIT %(limit)s) AS h
ORDER BY h.created_at DESC, h.id DESC LIMIT %(limit)s
"""


def newest_hits(
    *,
    limit: int = 50,
    state: str = "",
    kind: str = "",
    assigned_to: Member | None = None,
    unanswered: bool = False,
    before: datetime | None = None,
) -> list[Hit]:
    """Hits of all my dossiers, newest first. ``before``: created earlier than (the next page)."""
    values: dict[str, Any] = {"limit": limit}
    where = ""
    for clause, name, value in (
        ("h.state = %(state)s", "state", state),
        ("h.kind = %(kind)s", "kind", kind),
        ("h.assigned_to = %(assigned)s", "assigned", assigned_to and assigned_to.id),
        ("h.created_at < %(before)s", "before", before),
    ):
        if value:
            where += f" AND {clause}"
            values[name] = value
    if unanswered:
        where += " AND h.answer = '' AND h.state = 'open' AND h.told = 'desk'"
    with connection.cursor() as cursor:
        cursor.execute(NEWEST.format(where=where), values)
        keys = cursor.fetchall()
    return list(Hit.objects.select_related("other_agency").filter(pk__in=keys).order_by("-created_at", "-id"))


def hits_of_dossier(dossier_id: uuid.UUID) -> QuerySet[Hit]:
    """Hits of one dossier, newest first."""
    return Hit.objects.filter(dossier_id=dossier_id).order_by("-created_at", "-id")


def hits_of_record(dossier_id: uuid.UUID, record_id: uuid.UUID) -> QuerySet[Hit]:
    """Hits of what a record holds, also where another record of the dossier held the same value first."""
    mine = Pointer.objects.filter(dossier_id=dossier_id, record_id=record_id, state=Watch.WATCHED)
    shelter = SupportPointer.objects.filter(dossier_id=dossier_id, record_id=record_id, state=Watch.WATCHED)
    held = [*mine.values_list("subject", flat=True), *shelter.values_list("subject", flat=True)]
    return hits_of_dossier(dossier_id).filter(Q(record_id=record_id) | Q(subject__in=held))


def hit(dossier_id: uuid.UUID, hit_id: uuid.UUID) -> Hit:
    """One hit. Raises ``Hit.DoesNotExist``, the same whether it is hidden or was never made."""
    return Hit.objects.select_related("other_agency").get(dossier_id=dossier_id, id=hit_id)


def answers_of(hit: Hit) -> list[HitAnswer]:
    """How this side has answered over time, newest first."""
    return list(HitAnswer.objects.filter(dossier_id=hit.dossier_id, hit_id=hit.id))


def unanswered_count(*, most: int = 100) -> int:
    """How many hits of my dossiers wait for an answer, counted up to ``most``."""
    waiting = Hit.objects.filter(answer="", state=HitState.OPEN, told="desk")
    return waiting.values("id")[:most].count()


def filing_of(dossier_id: uuid.UUID, record_id: uuid.UUID) -> Filing | None:
    """The latest filing of a record: its state says whether it is watched."""
    return (
        Filing.objects.filter(dossier_id=dossier_id, record_id=record_id)
        .order_by("-filed_at", "-created_at")
        .first()
    )


def waiting_filings(member: Member) -> QuerySet[Filing]:
    """Filings above somebody's quota on dossiers that the member leads: any but the member's own."""
    return (
        Filing.objects.filter(dossier_id__in=_led_by(member), state=Watch.WAITING)
        .exclude(human_id=member.human_id)
        .order_by("filed_at")
    )


def waiting_signatures(member: Member) -> list[Pointer | SupportPointer]:
    """Suspects whose opening waits for a second human: those that others than the member asked for."""
    asked = {"opening": Opening.ASKED, "state__in": [Watch.WATCHED, Watch.WAITING]}
    found: list[Pointer | SupportPointer] = [
        *Pointer.objects.filter(**asked),
        *SupportPointer.objects.filter(**asked),
    ]
    own = set(
        Filing.objects.filter(
            dossier_id__in={row.dossier_id for row in found}, human_id=member.human_id
        ).values_list("id", flat=True)
    )
    return [row for row in found if row.filing_id not in own]


def introductions_to_answer() -> QuerySet[IntroductionRequest]:
    """The broker's questions to my dossiers, oldest first."""
    return IntroductionRequest.objects.filter(answer="", closed_at=None).order_by("created_at")


def broker_queue(*, open_only: bool = True) -> QuerySet[BrokerItem]:
    """Pairs for brokers, oldest first. Empty for everybody else."""
    items = BrokerItem.objects.select_related("left_agency", "right_agency").order_by("created_at", "number")
    return items.exclude(state__in=["introduced", "declined", "closed"]) if open_only else items


@dataclass(frozen=True)
class Unanswered:
    """How many hits wait for an answer at an agency, and since when the oldest does."""

    agency_id: uuid.UUID
    waiting: int
    oldest: datetime


def unanswered_by_agency() -> list[Unanswered]:
    """Counts for brokers. Raises ``PermissionDenied`` for everybody else."""
    call("unanswered_counts")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agency_id, waiting, oldest FROM accord.unanswered_counts() ORDER BY waiting DESC"
        )
        return [Unanswered(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class TimeToContact:
    """How long a dossier takes from report to contact: the median of ``count`` hits (None without any)."""

    count: int
    median: timedelta | None


def time_to_contact(dossier_id: uuid.UUID) -> TimeToContact:
    """Measured over the dossier's hits whose desks have spoken."""
    took = [
        one
        for one in Hit.objects.filter(dossier_id=dossier_id, contact_took__isnull=False).values_list(
            "contact_took", flat=True
        )
        if one is not None
    ]
    return TimeToContact(len(took), median(took) if took else None)  # type: ignore[type-var]


def _led_by(member: Member) -> list[uuid.UUID]:
    return list(Seat.objects.filter(member_id=member.id, role=Role.LEAD).values_list("dossier_id", flat=True))
