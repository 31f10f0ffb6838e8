"""A small picture of a corridor's reports over time: a bar a month, a quarter or a year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext, ngettext

from accord.reports.corridors import Corridor
from accord.web.map.cells import smallest
from accord.web.map.period import Month

MOST_BARS = 12
BAR, GAP, HIGH, STUB = 8, 2, 28, 3  # px
FULL, FEW = "#8a1c4a", "#8a979b"


@dataclass(frozen=True)
class Axis:
    """Bars of ``length`` months from ``first`` to ``last``."""

    first: Month
    last: Month
    length: int

    @classmethod
    def over(cls, first: Month, last: Month) -> Axis:
        """The shortest of a month, a quarter, a year and more years that needs at most ``MOST_BARS`` bars."""
        lengths = [1, 3, *(12 * years for years in range(1, 100))]
        length = next(n for n in lengths if last.number // n - first.number // n < MOST_BARS)
        return cls(first, last, length)

    @property
    def bars(self) -> range:
        return range(self.first.number // self.length, self.last.number // self.length + 1)

    def named(self, bar: int) -> str:
        start = Month(bar * self.length)
        if self.length == 1:
            return date_format(start.first, "F Y")
        if self.length == 3:
            return gettext("quarter %(number)s of %(year)s") % {
                "number": start.number % 12 // 3 + 1, "year": start.first.year,
            }  # fmt: skip
        last = start.moved(self.length - 1).first.year
        return str(last) if last == start.first.year else f"{start.first.year}–{last}"


def trend(corridor: Corridor, axis: Axis) -> str:
    """Bars of equal scale within the row. Periods with too few reports are stubs, whether they have some or none."""
    counts = Counter(Month.of(each.day).number // axis.length for each in corridor.reports.values())
    enough = {bar: counts[bar] for bar in axis.bars if counts[bar] >= smallest()}
    top = max(enough.values(), default=1)
    wide = len(axis.bars) * (BAR + GAP)
    shapes = []
    for number, bar in enumerate(axis.bars):
        high = max(round(enough[bar] / top * HIGH), STUB + 1) if bar in enough else STUB
        fill = FULL if bar in enough else FEW
        shapes.append(
            f'<rect x="{number * (BAR + GAP)}" y="{HIGH - high}" width="{BAR}" height="{high}" fill="{fill}"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide}" height="{HIGH}" '
        f'viewBox="0 0 {wide} {HIGH}">'
        f"<title>{escape(_told(enough, axis))}</title>{''.join(shapes)}</svg>"
    )


def _told(enough: dict[int, int], axis: Axis) -> str:
    if not enough:
        return gettext("Few reports in each period")
    said = (
        ngettext("%(when)s: %(n)s report", "%(when)s: %(n)s reports", count)
        % {"when": axis.named(bar), "n": count}
        for bar, count in enough.items()
    )
    return "; ".join(said)
