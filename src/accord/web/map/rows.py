"""The map in words: a row for each corridor, the legend, and where the links lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from accord.reports.corridors import Corridor
from accord.reports.places import CITIES
from accord.web.map import cells, words
from accord.web.map.address import Address
from accord.web.map.drawing import WIDTHS
from accord.web.map.frames import FRAMES, Frame, closest
from accord.web.map.period import Month
from accord.web.map.trend import Axis, trend

PAGE = 25


@dataclass(frozen=True)
class Row:
    ends: tuple[str, str]
    href: str
    weight: int
    rounded: int
    direction: str
    since: str
    last: str
    evidence: str
    trend: str


def rows(corridors: list[Corridor], address: Address, axis: Axis) -> list[Row]:
    start = (address.page - 1) * PAGE
    return [_row(each, address, axis) for each in corridors[start : start + PAGE]]


def _row(corridor: Corridor, address: Address, axis: Axis) -> Row:
    return Row(
        (CITIES[corridor.first].label, CITIES[corridor.second].label),
        corridor_href(corridor.first, corridor.second, address),
        corridor.weight,
        cells.rounded(corridor.weight),
        words.direction(corridor),
        words.month(Month.of(corridor.since), short=True),
        words.month(Month.of(corridor.last), short=True),
        words.evidence(corridor),
        trend(corridor, axis),
    )


def corridor_href(first: str, second: str, address: Address) -> str:
    query = urlencode([("a", first), ("b", second), *address.period.pairs()])
    return f"{reverse('map:corridor')}?{query}"


def framed(corridors: list[Corridor], asked: Frame | None) -> Frame:
    """The part that was asked for, or else the closest that holds these corridors."""
    ends = {CITIES[code] for each in corridors for code in (each.first, each.second)}
    return asked or closest([(city.latitude, city.longitude) for city in ends])


def touching(corridors: list[Corridor], frame: Frame | None) -> list[Corridor]:
    """Those with an end in the frame; all of them without one."""
    if frame is None:
        return corridors
    inside = {code for code, city in CITIES.items() if frame.shows(city.latitude, city.longitude)}
    return [each for each in corridors if each.first in inside or each.second in inside]


def parts(address: Address, shown: Frame) -> list[tuple[Any, str, bool]]:
    """The parts of the country: name, address, and whether it is the one shown."""
    return [(frame.name, address.query(frame=frame), frame == shown) for frame in FRAMES.values()]


def legend(drawn: list[Corridor]) -> list[tuple[str, int, int | None]]:
    """Width of a line, and from and to how many reports it stands for: of the lines that are drawn."""
    used = {cells.band(each.weight) for each in drawn}
    return [(f"{WIDTHS[band]:g}", *ends) for band, ends in enumerate(cells.bands()) if band in used]
