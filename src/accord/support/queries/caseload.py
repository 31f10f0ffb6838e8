"""The caseload: every open file where one holds a seat, what is due in it, who is in danger."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accord.agencies.models import Member
from accord.base.clock import now
from accord.dossiers.models import Dossier
from accord.support.models import Alert, Cover, FollowUp, SupportFile
from accord.support.queries.identity import first_names
from accord.support.queries.minority import Minority, minorities

STALLED_AFTER = timedelta(days=14)
MOST = 300


@dataclass(frozen=True)
class CaseloadLine:
    """One file of the list. ``name`` is the chosen one, or empty; ``stalled``: nothing due, and nothing changed."""

    file: SupportFile
    name: str
    pronouns: str
    minority: Minority
    next_due: datetime | None
    overdue: int
    alerts: list[Alert]
    stalled: bool
    closed: bool

    @property
    def pressing(self) -> tuple[bool, int, datetime]:
        """By which the list is ordered: danger, then what is overdue, then what is due next."""
        last = datetime.max.replace(tzinfo=self.file.opened_at.tzinfo)
        return not self.alerts, -self.overdue, self.next_due or last


def caseload(*, closed: bool = False) -> list[CaseloadLine]:
    """At most ``MOST`` files, the most pressing first. A handful of queries, however many files."""
    dossiers = Dossier.objects.filter(kind="support", closed_at__isnull=not closed).order_by(
        "-last_at", "id"
    )[:MOST]
    ids = [dossier.id for dossier in dossiers]
    files = list(SupportFile.objects.filter(dossier_id__in=ids))
    names, ages = first_names(ids), minorities(files)
    due: dict[uuid.UUID, list[FollowUp]] = defaultdict(list)
    for row in due_lines().filter(dossier_id__in=ids):
        due[row.dossier_id].append(row)
    alerts: dict[uuid.UUID, list[Alert]] = defaultdict(list)
    for alert in open_alerts().filter(dossier_id__in=ids):
        alerts[alert.dossier_id].append(alert)
    lines = [
        CaseloadLine(
            file=file,
            name=names[file.dossier_id].get("chosen_name", ""),
            pronouns=names[file.dossier_id].get("pronouns", ""),
            minority=ages[file.dossier_id],
            next_due=min((row.due_at for row in due[file.dossier_id]), default=None),
            overdue=sum(row.due_at <= now() for row in due[file.dossier_id]),
            alerts=alerts[file.dossier_id],
            stalled=not closed and not due[file.dossier_id] and now() - file.changed_at > STALLED_AFTER,
            closed=closed,
        )
        for file in files
    ]
    return sorted(lines, key=lambda line: line.pressing)


def due_lines() -> QuerySet[FollowUp]:
    """Everything that is still to be done, the soonest first."""
    return FollowUp.objects.filter(done_at__isnull=True).order_by("due_at", "id")


def open_alerts() -> QuerySet[Alert]:
    """Danger before missing, the oldest first."""
    return Alert.objects.filter(ended_at__isnull=True).order_by("kind", "since", "id")


def covering_for(member: Member) -> QuerySet[Cover]:
    """Files on which the member stands in for somebody now."""
    return Cover.objects.filter(colleague_id=member.id, from_at__lte=now(), until__gt=now()).order_by(
        "until", "id"
    )
