"""In which format a column of dates is written, told by its values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d",
           "%d/%m/%y", "%d.%m.%y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%d-%b-%Y", "%Y %m %d", "%d %m %Y",
           "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")  # fmt: skip
"""Of two that fit as many values, the earlier is taken: 03/04/1998 is in April."""

_READ = 2_000
_LEAST = 1 / 3


def format_of(values: Iterable[str]) -> str:
    """Return the strptime pattern that most values fit; "" where hardly any does (bare years, ages)."""
    known = [value for value in values if value][:_READ]
    fits = {pattern: sum(_fits(value, pattern) for value in known) for pattern in FORMATS}
    best = max(fits, key=lambda pattern: fits[pattern])
    return best if known and fits[best] > len(known) * _LEAST else ""


def _fits(value: str, pattern: str) -> bool:
    try:
        return datetime.strptime(value, pattern).year >= 1000
    except ValueError:
        return False
