"""Dates as files write them: the format of a column is told by its values, and what is no date leaves its year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

FORMATS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d",
           "%d/%m/%y", "%m/%d/%y", "%d.%m.%y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
           "%Y %m %d", "%d %m %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%m%d%Y", "%d%m%Y")  # fmt: skip
"""Of two that fit as many values, the earlier is taken: 03/04/1998 is in April."""

ALWAYS = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%Y/%m/%d")
"""Tried for every value, whatever the rest of its column looks like."""

_READ = 2_000
_LEAST = 1 / 3
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")

Born = tuple[date | None, tuple[int, int] | None]
"""A date, or an inclusive range of years, or neither."""


def format_of(values: Iterable[str]) -> str:
    """Return the strptime pattern that most values fit; "" where hardly any does (bare years, ages)."""
    known = [value for value in values if value][:_READ]
    fits = {pattern: sum(_dated(value, pattern) is not None for value in known) for pattern in FORMATS}
    best = max(fits, key=lambda pattern: fits[pattern])
    return best if known and fits[best] > len(known) * _LEAST else ""


def patterns_of(values: Iterable[str], given: str = "") -> tuple[str, ...]:
    """Return the patterns to try on a column, in order: the one given, the one that its values tell, the usual ones.

    Two files through one map may write their dates each in its own way.
    """
    return tuple(dict.fromkeys(one for one in (given, format_of(values), *ALWAYS) if one))


def read_date(text: str, patterns: Iterable[str] = ALWAYS) -> Born:
    """Return (date, None), or (None, range of one year) where a text holds a year and no date, or (None, None).

    ``1871``, ``1871-00-00``, ``about 1871`` and ``31/02/1871`` leave their year.
    """
    for pattern in patterns:
        if found := _dated(text, pattern):
            return found, None
    years = _YEAR.findall(text)
    return None, (int(years[0]), int(years[0])) if len(years) == 1 else None


def _dated(text: str, pattern: str) -> date | None:
    try:
        found = datetime.strptime(text, pattern).date()
    except ValueError:
        return None
    if "%y" in pattern and found > date.today():
        try:
            return found.replace(year=found.year - 100)  # nobody is born in the future
        except ValueError:
            return None
    return found if found.year >= 1000 else None
