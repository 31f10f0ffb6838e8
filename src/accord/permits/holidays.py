"""Which days offices are closed, computed for any year from ``holidays.toml``. Nothing is fetched, nothing expires."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

FEDERAL = "CA"
DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RULE = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)|easter (?P<off>[+-]\d+)|(?P<name>[a-z]+) (?P<nth>\d|last) (?P<of>\d\d)"
    r"|monday before (?P<bmonth>\d\d)-(?P<bday>\d\d))(?: since (?P<since>\d{4}))?"
)


@dataclass(frozen=True)
class Calendar:
    """One jurisdiction's list."""

    days: tuple[str, ...]
    moved: str


@cache
def calendars() -> dict[str, Calendar]:
    """By the code of the jurisdiction."""
    said = tomllib.loads((files("accord.permits") / "holidays.toml").read_text(encoding="utf-8"))
    return {code: Calendar(tuple(each["days"]), each["moved"]) for code, each in said.items()}


@cache
def holidays(jurisdiction: str, year: int) -> frozenset[date]:
    """Every day of that year on which offices there are closed, weekends apart."""
    calendar = calendars().get(jurisdiction) or calendars()[FEDERAL]
    named = {day: fixed for rule in calendar.days for day, fixed in _days(rule, year)}
    taken = set(named)
    for day in sorted(day for day, fixed in named.items() if fixed):
        if day.weekday() == 6 or (day.weekday() == 5 and calendar.moved == "next"):
            taken.add(_next_free(day, taken))
    return frozenset(taken)


def is_closed(day: date, jurisdiction: str) -> bool:
    """A Saturday, a Sunday or a holiday."""
    return day.weekday() >= 5 or day in holidays(jurisdiction, day.year)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * left) // 451
    month, day = divmod(h + left - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _days(rule: str, year: int) -> list[tuple[date, bool]]:
    """The day of a rule, if it held in that year, and whether its date is fixed, so that it may fall on a weekend."""
    found = RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    if found["since"] and year < int(found["since"]):
        return []
    if found["month"]:
        return [(date(year, int(found["month"]), int(found["day"])), True)]
    if found["off"]:
        return [(easter(year) + int(found["off"]) * DAY, False)]
    if found["bmonth"]:
        end = date(year, int(found["bmonth"]), int(found["bday"]))
        return [(end - ((end.weekday() - 1) % 7 + 1) * DAY, False)]
    return [(_nth(found["name"], found["nth"], year, int(found["of"])), False)]


def _nth(name: str, nth: str, year: int, month: int) -> date:
    first = date(year, month, 1)
    first += (WEEKDAYS.index(name) - first.weekday()) % 7 * DAY
    if nth == "last":
        return max(day for week in range(5) if (day := first + 7 * week * DAY).month == month)
    return first + 7 * (int(nth) - 1) * DAY


def _next_free(day: date, taken: set[date]) -> date:
    while day.weekday() >= 5 or day in taken:
        day += DAY
    return day
