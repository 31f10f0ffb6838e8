"""The table as CSV: the corridors that the page shows, without reports marked TLP:RED."""

from __future__ import annotations

from collections.abc import Iterable

from accord.base.sheets import sheet
from accord.reports.corridors import Corridor
from accord.reports.places import CITIES
from accord.web.map import cells, words
from accord.web.map.period import Month

FILE_NAME = "corridors.csv"
HEAD = ["city", "other_city", "reports", "direction", "since", "last", "evidence"]


def as_csv(corridors: Iterable[Corridor]) -> str:
    rows = (
        [
            CITIES[each.first].label,
            CITIES[each.second].label,
            each.weight,
            words.direction(each) if cells.direction(each) else "",
            Month.of(each.since),
            Month.of(each.last),
            ", ".join(words.kind(code) for code in cells.kinds(each)),
        ]
        for each in corridors
    )
    return sheet(HEAD, rows)
