"""Who connects two cities, since when, on what evidence: the ties of one corridor with their reports."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.reports.corridors.weave import Sighting, Tie
from accord.reports.models import Report

MOST_TOLD = 40  # ties on one page, those with the most reports first
MOST_REPORTS = 10  # of one tie in one city, the newest


@dataclass(frozen=True)
class Connection:
    """A tie seen in both cities: the reports of each, newest first, and how many there are in all."""

    kind: str
    shown: str
    sides: tuple[tuple[Report, ...], tuple[Report, ...]]
    total: int
    since: date  # the day from which it was known in both: the later of the two first days


def connections(ties: Iterable[Tie], first: str, second: str) -> list[Connection]:
    """The strongest ties between two cities, with those of their reports that a page tells."""
    both = [each for each in ties if {first, second} <= {seen.city for seen in each.sightings}]
    both.sort(key=lambda each: (-len(each.sightings), each.kind, each.shown))
    told = [(tie, _newest(tie, first), _newest(tie, second)) for tie in both[:MOST_TOLD]]
    keys = {(seen.dossier_id, seen.report_id) for _tie, *sides in told for side in sides for seen in side}
    reports = {each.id: each for each in Report.objects.filter(pk__in=list(keys))}
    return [
        Connection(
            tie.kind,
            tie.shown,
            (_found(one, reports), _found(other, reports)),
            len(tie.sightings),
            max(min(seen.day for seen in tie.sightings if seen.city == city) for city in (first, second)),
        )
        for tie, one, other in told
    ]


def _newest(tie: Tie, city: str) -> list[Sighting]:
    return sorted((each for each in tie.sightings if each.city == city), reverse=True)[:MOST_REPORTS]


def _found(side: Iterable[Sighting], reports: dict[uuid.UUID, Report]) -> tuple[Report, ...]:
    return tuple(reports[each.report_id] for each in side if each.report_id in reports)
