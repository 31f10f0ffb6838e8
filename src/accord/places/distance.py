"""How far two points of the earth lie apart, along a great circle of a sphere of 6,371.0088 km (IUGG mean radius).

Given for towns, never for doors: where a place is listed without an address, its point is that of its town.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np

RADIUS_KM = 6_371.0088


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great-circle distance in kilometres of two points in degrees (haversine)."""
    one, other = radians(latitude), radians(other_latitude)
    across = sin(radians(other_longitude - longitude) / 2) ** 2
    half = sin((other - one) / 2) ** 2 + cos(one) * cos(other) * across
    return 2 * RADIUS_KM * asin(sqrt(min(1.0, half)))


def kilometres_between(latitude: Any, longitude: Any, other_latitude: Any, other_longitude: Any) -> Any:
    """Return the same over arrays of degrees that broadcast together; not-a-number where a point is unknown."""
    one, other = np.radians(latitude), np.radians(other_latitude)
    across = np.sin((np.radians(other_longitude) - np.radians(longitude)) / 2) ** 2
    half = np.sin((other - one) / 2) ** 2 + np.cos(one) * np.cos(other) * across
    return 2 * RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
