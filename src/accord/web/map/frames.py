"""The parts of the country that the map shows, each in a projection of its own so that north is up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.web.map.projection import Lambert

WIDTH = 1058  # px, the page's column at 1280
EDGE = 24  # px between the outermost place and the frame
# Statistics Canada's own Lambert projection for maps of the whole country.
NATIONAL = Lambert(49, 77, 63.39, -91.87)


@dataclass(frozen=True)
class Frame:
    """``holds``: places (latitude, longitude) that must lie inside; scale and height follow from them."""

    code: str
    name: str | Promise
    projection: Lambert
    holds: tuple[tuple[float, float], ...]

    @cached_property
    def _box(self) -> tuple[float, float, float, float]:
        points = [self.projection(*place) for place in self.holds]
        easts, norths = [east for east, _north in points], [north for _east, north in points]
        return min(easts), min(norths), max(easts), max(norths)

    @cached_property
    def scale(self) -> float:
        """Pixels a radius of the Earth."""
        west, _south, east, _north = self._box
        return (WIDTH - 2 * EDGE) / (east - west)

    @cached_property
    def height(self) -> int:
        _west, south, _east, north = self._box
        return round((north - south) * self.scale) + 2 * EDGE

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Pixels from the upper left corner."""
        west, _south, _east, top = self._box
        east, north = self.projection(latitude, longitude)
        return (east - west) * self.scale + EDGE, (top - north) * self.scale + EDGE

    def shows(self, latitude: float, longitude: float) -> bool:
        x, y = self.place(latitude, longitude)
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def _local(longitude: float, south: float, north: float) -> Lambert:
    """A sixth in from either edge of the frame, by Deetz's rule of thumb, the scale is true."""
    inset = (north - south) / 6
    return Lambert(south + inset, north - inset, (south + north) / 2, longitude)


FRAMES = {
    frame.code: frame
    for frame in (
        Frame("canada", _("All of Canada"), NATIONAL,
              ((41.7, -82.7), (48.2, -124.9), (60.0, -141.0), (47.4, -52.5), (43.4, -65.6), (71.0, -92.0))),
        Frame("central", _("Ontario and Quebec"), _local(-77.0, 41.7, 48.6),
              ((41.8, -83.4), (42.2, -77.0), (46.8, -70.4), (48.5, -77.0), (46.6, -84.6))),
        Frame("horseshoe", _("Toronto, Hamilton, Niagara"), _local(-79.5, 42.7, 44.5),
              ((42.8, -80.9), (44.45, -80.4), (44.4, -78.2), (42.8, -78.6))),
        Frame("montreal", _("Ottawa, Montréal, Québec"), _local(-73.5, 44.6, 47.0),
              ((44.9, -76.2), (46.9, -75.6), (46.9, -71.1), (44.9, -71.4))),
        Frame("prairies", _("Prairies"), _local(-104.5, 48.8, 57.4),
              ((48.9, -119.0), (57.0, -119.5), (57.0, -94.0), (48.8, -94.2))),
        Frame("west", _("West"), _local(-120.0, 48.1, 56.6),
              ((48.1, -128.5), (56.5, -129.0), (56.5, -110.5), (48.3, -111.5))),
        Frame("atlantic", _("Atlantic"), _local(-60.5, 43.2, 51.0),
              ((43.3, -69.5), (48.9, -69.0), (51.0, -57.5), (50.4, -52.6), (46.6, -52.4))),
    )
}  # fmt: skip
WHOLE = FRAMES["canada"]


def closest(places: Collection[tuple[float, float]]) -> Frame:
    """The part that shows all these places the largest; the whole country for none, or when no part has them all."""
    fitting = [frame for frame in FRAMES.values() if all(frame.shows(*place) for place in places)]
    return max(fitting, key=lambda frame: frame.scale) if places and fitting else WHOLE
