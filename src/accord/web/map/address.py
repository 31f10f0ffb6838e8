"""From an address of the map to what it asks for, and back. Whatever else somebody typed there is passed over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from accord.reports.places import CITIES
from accord.web.map.frames import FRAMES, Frame
from accord.web.map.period import ALL, Period

MOST_PAGES = 100


@dataclass(frozen=True)
class Address:
    frame: Frame | None = None  # none was asked for: the closest part that holds all corridors is shown
    period: Period = ALL
    page: int = 1

    def query(self, **changes: Any) -> str:
        """The query of this address with changes; a change other than of the page leads to the first page."""
        there = replace(self, **{"page": 1, **changes})
        made = QueryDict(mutable=True)
        if there.frame:
            made["part"] = there.frame.code
        for name, value in there.period.pairs():
            made[name] = value
        if there.page > 1:
            made["page"] = str(there.page)
        return f"?{made.urlencode()}"


def read(query: QueryDict) -> Address:
    page = query.get("page", "")
    return Address(
        FRAMES.get(query.get("part", "")),
        Period.read(query.get("since", ""), query.get("until", "")),
        min(int(page), MOST_PAGES) if page.isascii() and page.isdigit() and int(page) else 1,
    )


def pair(query: QueryDict) -> tuple[str, str] | None:
    """Two different cities of the list, the lesser code first."""
    first, second = sorted((query.get("a", ""), query.get("b", "")))
    return (first, second) if first != second and first in CITIES and second in CITIES else None
