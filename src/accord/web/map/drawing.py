"""The picture as SVG: the country, a line for each corridor, the cities at its ends. Its rows are told in a table.

Attributes only, no styles: the policy of the pages forbids them, and paper must show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import hypot

from django.utils.html import escape
from django.utils.translation import gettext, ngettext

from accord.reports.corridors import Corridor
from accord.reports.places import CITIES
from accord.web.map import cells
from accord.web.map.frames import WIDTH, Frame
from accord.web.map.ground import ground
from accord.web.map.labels import SIZE, Dot, Label, placed

WATER, ABROAD, LAND, BORDER = "#d5e5ea", "#e3e3dd", "#f8f6ef", "#8a979b"
LINE, DOT, INK = "#8a1c4a", "#0b0c0c", "#0b0c0c"
WIDTHS = (1, 1.75, 2.75, 4, 5.5, 7.5, 10)  # px, by band
DRAWN = 60  # corridors in one picture, the heaviest
BEND = 0.14  # of a line's length, so that Toronto–Montréal does not lie upon Toronto–Kingston
MOST_BEND = 60  # px
ARROW = 9  # px, half a line's width added


@dataclass(frozen=True)
class Curve:
    """A quadratic curve between two cities, bent to its left."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def length(self) -> float:
        return hypot(self.x2 - self.x1, self.y2 - self.y1)

    @property
    def control(self) -> tuple[float, float]:
        along = self.length or 1
        bend = min(BEND * along, MOST_BEND) * 2
        return (
            (self.x1 + self.x2) / 2 + (self.y2 - self.y1) / along * bend,
            (self.y1 + self.y2) / 2 - (self.x2 - self.x1) / along * bend,
        )

    @property
    def middle(self) -> tuple[float, float]:
        x, y = self.control
        return (self.x1 + 2 * x + self.x2) / 4, (self.y1 + 2 * y + self.y2) / 4


def drawing(corridors: list[Corridor], frame: Frame) -> str:
    """A whole SVG fragment of these corridors, the heaviest first; those beyond ``DRAWN`` are left to the table."""
    drawn = corridors[:DRAWN]
    dots = _dots(drawn, frame)
    said = _said(len(drawn))
    title = gettext("Corridors: %(part)s") % {"part": frame.name}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="map-title map-desc" width="{WIDTH}" '
        f'height="{frame.height}" viewBox="0 0 {WIDTH} {frame.height}" font-family="Noto Sans, sans-serif" '
        f'font-size="{SIZE}">',
        f'<title id="map-title">{escape(title)}</title>',
        f'<desc id="map-desc">{escape(said)}</desc>',
        *_country(frame),
        *_lines(reversed(drawn), frame),
        *(
            f'<circle cx="{dot.x:.0f}" cy="{dot.y:.0f}" r="{dot.radius:g}" fill="{DOT}" stroke="#ffffff"/>'
            for dot in dots
        ),
        *map(_name, names(dots, frame)),
        "</svg>",
    ]
    return "".join(parts)


def _said(drawn: int) -> str:
    if not drawn:
        return gettext("No corridor is drawn.")
    return ngettext(
        "%(n)s corridor is drawn. The table below tells the same in words.",
        "%(n)s corridors are drawn. The table below tells the same in words.",
        drawn,
    ) % {"n": drawn}


def _country(frame: Frame) -> Iterator[str]:
    yield f'<rect width="{WIDTH}" height="{frame.height}" fill="{WATER}"/>'
    layers = ground().get(frame.code)
    if layers:
        yield f'<path d="{layers["abroad"]}" fill="{ABROAD}"/>'
        yield f'<path d="{layers["provinces"]}" fill="{LAND}" stroke="{BORDER}"/>'
        yield f'<path d="{layers["lakes"]}" fill="{WATER}"/>'


def curve(corridor: Corridor, frame: Frame) -> Curve:
    """Along its direction; from west to east where none is told."""
    ends = [CITIES[code] for code in (corridor.first, corridor.second)]
    way = cells.direction(corridor)
    if way == "back" or (way != "there" and ends[0].longitude > ends[1].longitude):
        ends.reverse()
    (x1, y1), (x2, y2) = (frame.place(end.latitude, end.longitude) for end in ends)
    return Curve(x1, y1, x2, y2)


def _lines(corridors: Iterable[Corridor], frame: Frame) -> Iterator[str]:
    for corridor in corridors:
        line, wide = curve(corridor, frame), WIDTHS[cells.band(corridor.weight)]
        x, y = line.control
        yield (
            f'<path d="M{line.x1:.0f} {line.y1:.0f}Q{x:.0f} {y:.0f} {line.x2:.0f} {line.y2:.0f}" fill="none" '
            f'stroke="{LINE}" stroke-opacity=".72" stroke-width="{wide:g}" stroke-linecap="round"/>'
        )
        if cells.direction(corridor) in ("there", "back"):
            yield _arrow(line, wide)


def _arrow(line: Curve, wide: float) -> str:
    """In the middle, where the curve runs parallel to the straight way between its ends."""
    x, y = line.middle
    ahead = ((line.x2 - line.x1) / (line.length or 1), (line.y2 - line.y1) / (line.length or 1))
    size = min(ARROW + wide / 2, line.length / 3)
    tip = (x + ahead[0] * size, y + ahead[1] * size)
    sides = [
        (
            x - ahead[0] * size * 0.6 + turn * ahead[1] * size * 0.7,
            y - ahead[1] * size * 0.6 - turn * ahead[0] * size * 0.7,
        )
        for turn in (1, -1)
    ]
    corners = " ".join(f"{px:.1f},{py:.1f}" for px, py in (tip, *sides))
    return f'<polygon points="{corners}" fill="{LINE}" stroke="#ffffff" stroke-width=".75"/>'


def _dots(corridors: list[Corridor], frame: Frame) -> list[Dot]:
    """The cities at the ends of what is drawn, those with the most first."""
    weights: Counter[str] = Counter()
    for corridor in corridors:
        weights.update({corridor.first: corridor.weight, corridor.second: corridor.weight})
    found = [(CITIES[code], weight) for code, weight in weights.most_common()]
    return [
        Dot(city.name, *frame.place(city.latitude, city.longitude), 3 + cells.band(weight) * 0.5)
        for city, weight in found
        if frame.shows(city.latitude, city.longitude)
    ]


def names(dots: list[Dot], frame: Frame) -> list[Label]:
    return placed(dots, width=WIDTH, height=frame.height)


def _name(label: Label) -> str:
    return (
        f'<text x="{label.x:.1f}" y="{label.y:.1f}" fill="{INK}" stroke="#ffffff" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(label.text)}</text>'
    )
