"""Lambert's conformal conic projection with two standard parallels, on a sphere.

Snyder, *Map Projections: A Working Manual* (US Geological Survey, Professional Paper 1395, 1987), equations 15-1 to
15-4. The ellipsoid would move no city by a pixel at these scales.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, log, pi, radians, sin, tan


@dataclass(frozen=True)
class Lambert:
    """Standard parallels and centre in degrees. Coordinates come out in radii of the Earth, y to the north."""

    south: float
    north: float
    latitude: float
    longitude: float

    @cached_property
    def _cone(self) -> float:
        rise = log(_stretch(self.north) / _stretch(self.south))
        return log(cos(radians(self.south)) / cos(radians(self.north))) / rise

    @cached_property
    def _size(self) -> float:
        return cos(radians(self.south)) * _stretch(self.south) ** self._cone / self._cone

    def _radius(self, latitude: float) -> float:
        return self._size / _stretch(latitude) ** self._cone

    def __call__(self, latitude: float, longitude: float) -> tuple[float, float]:
        """East and north of the centre, for a place in degrees."""
        around = self._cone * radians(longitude - self.longitude)
        radius = self._radius(latitude)
        return radius * sin(around), self._radius(self.latitude) - radius * cos(around)


def _stretch(latitude: float) -> float:
    return tan(pi / 4 + radians(latitude) / 2)
