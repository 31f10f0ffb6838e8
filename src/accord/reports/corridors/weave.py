"""From ties to corridors: plain counting, no database."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A report as a tie sees it. ``city`` is a code of ``places``; ``day`` the first day of the report."""

    day: date
    city: str
    dossier_id: uuid.UUID
    report_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Tie:
    """What several reports share. ``kind``: a kind of identifier, "name" or "judged"; ``shown``: as it was written."""

    kind: str
    shown: str
    sightings: tuple[Sighting, ...]


@dataclass(slots=True)
class Corridor:
    """Two cities, the lesser code first. ``there`` and ``back`` count the moves first → second and second → first."""

    first: str
    second: str
    reports: dict[uuid.UUID, Sighting] = field(default_factory=dict)
    by_kind: dict[str, set[uuid.UUID]] = field(default_factory=lambda: defaultdict(set))
    there: int = 0
    back: int = 0

    @property
    def weight(self) -> int:
        return len(self.reports)

    @property
    def since(self) -> date:
        return min(each.day for each in self.reports.values())

    @property
    def last(self) -> date:
        return max(each.day for each in self.reports.values())

    def other(self, city: str) -> str:
        return self.second if city == self.first else self.first


Pair = tuple[str, str]


def weave(ties: Iterable[Tie]) -> dict[Pair, Corridor]:
    """All corridors of these ties, by their two cities, the lesser code first."""
    corridors: dict[Pair, Corridor] = {}
    for tie in ties:
        for first, second in combinations(sorted({each.city for each in tie.sightings}), 2):
            corridor = corridors.setdefault((first, second), Corridor(first, second))
            within = [each for each in tie.sightings if each.city in (first, second)]
            for each in within:
                corridor.reports[each.report_id] = each
                corridor.by_kind[tie.kind].add(each.report_id)
            there, back = moves(within, first)
            corridor.there += there
            corridor.back += back
    return corridors


def moves(sightings: Iterable[Sighting], first: str) -> tuple[int, int]:
    """How often the place changed from ``first`` to the other city, and back.

    A day with both cities has no order within itself: the chain breaks there and begins anew on the next day.
    """
    days: dict[date, set[str]] = defaultdict(set)
    for each in sightings:
        days[each.day].add(each.city)
    there = back = 0
    before = ""
    for day in sorted(days):
        here = next(iter(days[day])) if len(days[day]) == 1 else ""
        if before and here and here != before:
            there, back = there + (before == first), back + (here == first)
        before = here
    return there, back
