"""The team's load, for a commander: counts over the dossiers where the commander holds a seat, and no others."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from accord.agencies.models import Member
from accord.agencies.queries import colleagues
from accord.base.clock import now
from accord.deconfliction.models import Hit, HitState
from accord.web.home.waits import waited

MEASURED_DAYS = 90


@dataclass(frozen=True)
class Load:
    """What one member has before them. ``to_contact``: median time from report to contact in the last 90 days."""

    name: str  # empty: nobody has taken these
    open: int
    unanswered: int
    late: int
    to_contact: timedelta | None

    @property
    def contact_words(self) -> str:
        """The median in words of one unit: "5 hours", "2 jours"."""
        return waited(now() - self.to_contact) if self.to_contact else ""


def load_of_team(commander: Member) -> list[Load]:
    """Colleagues with anything open or measured, the most late first; what nobody has taken stands at the top."""
    names = dict(colleagues(commander, active_only=True).values_list("id", "name"))
    counted = {row["assigned_to"]: row for row in _counts()}
    took = _times()
    loads = [_line("", counted.get(None, {}), took.get(None))] if None in counted else []
    ids = [each for each in names if each in counted or each in took]
    return loads + sorted(
        (_line(names[each], counted.get(each, {}), took.get(each)) for each in ids),
        key=lambda load: (-load.late, -load.unanswered, load.name),
    )


def _line(name: str, row: dict[str, Any], took: list[timedelta] | None) -> Load:
    return Load(
        name,
        row.get("open", 0),
        row.get("unanswered", 0),
        row.get("late", 0),
        median(took) if took else None,  # type: ignore[type-var]
    )


def _counts() -> Iterable[Any]:
    late = now() - timedelta(hours=settings.ANSWER_WITHIN_HOURS)
    waiting = Q(answer="", told="desk")
    return (
        Hit.objects.filter(state=HitState.OPEN)
        .order_by()
        .values("assigned_to")
        .annotate(
            open=Count("id"),
            unanswered=Count("id", filter=waiting),
            late=Count("id", filter=waiting & Q(measured_from__lt=late)),
        )
    )


def _times() -> dict[uuid.UUID | None, list[timedelta]]:
    """How long each contact took, by who made it."""
    since = now() - timedelta(days=MEASURED_DAYS)
    found: dict[uuid.UUID | None, list[timedelta]] = defaultdict(list)
    measured = Hit.objects.filter(contacted_at__gte=since, contact_took__isnull=False)
    for by, took in measured.values_list("contacted_by", "contact_took"):
        if took is not None:
            found[by].append(took)
    return found
