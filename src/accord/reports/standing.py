"""Reading one's own standing searches and what they found. Rows of a seat that has ended are not there any more."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime

from accord.agencies.models import Member
from accord.base import crypto
from accord.base.clock import now
from accord.deconfliction.models import Hit
from accord.dossiers.models import Disclosure
from accord.reports import standing_tokens
from accord.reports.models import Report, StandingFind, StandingSearch

MOST = 100  # finds of a search, the newest


@dataclass(frozen=True, slots=True)
class Words:
    """What the searcher typed."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Find:
    """A record that met a search: a report, or what was disclosed into a case."""

    row: StandingFind
    report: Report | None = None
    disclosure: Disclosure | None = None
    is_new: bool = False


def searches_of(member: Member) -> list[StandingSearch]:
    """The member's own, newest first."""
    return list(StandingSearch.objects.filter(member_id=member.id).order_by("-created_at", "-id"))


def search_of(member: Member, search_id: uuid.UUID) -> StandingSearch | None:
    return StandingSearch.objects.filter(member_id=member.id, pk=search_id).first()


def words_of(search: StandingSearch) -> Words:
    """Unsealed. Raises ``crypto.NotOpened`` for a row that was tampered with."""
    plain = crypto.open_sealed(standing_tokens.KEY, bytes(search.sealed), aad=search.place)
    return Words(**json.loads(plain))


def finds_of(search: StandingSearch) -> list[Find]:
    """What it found that the searcher may still see, newest first; withdrawn reports and revoked copies left out."""
    rows = list(StandingFind.objects.filter(member_id=search.member_id, search_id=search.id)[:MOST])
    reports = {
        each.id: each
        for each in Report.objects.filter(
            pk__in=[(row.dossier_id, row.record_id) for row in rows if row.what == "report"],
            withdrawn_at__isnull=True,
        )
    }
    given = {
        each.event_id: each
        for each in Disclosure.objects.filter(
            dossier_id__in={row.dossier_id for row in rows},
            event_id__in=[row.record_id for row in rows if row.what == "disclosure"],
            side="received",
            revoked_at__isnull=True,
        )
        if each.expires_at is None or each.expires_at > now()
    }
    found = [
        Find(row, reports.get(row.record_id), given.get(row.record_id), _is_new(row.created_at, search))
        for row in rows
    ]
    return [each for each in found if each.report or each.disclosure]


def hits_of(search: StandingSearch) -> list[Hit]:
    """Hits of what it watches: partners' holdings are met by the pointer that was filed, not by this search."""
    if search.about_dossier_id is None or search.about_report_id is None or search.about_subject_id is None:
        return []
    hits = Hit.objects.filter(
        dossier_id=search.about_dossier_id,
        record_id=search.about_report_id,
        subject_id=search.about_subject_id,
    )
    return list(hits.order_by("-created_at", "-id")[:MOST])


def new_finds(search: StandingSearch) -> int:
    """How many finds came since the searcher last looked, and are still there to be seen."""
    return sum(each.is_new for each in finds_of(search))


def _is_new(when: datetime, search: StandingSearch) -> bool:
    return search.looked_at is None or when > search.looked_at
