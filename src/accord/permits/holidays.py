"""Which days are holidays, computed for any year from ``holidays.toml``. Nothing is fetched, nothing expires.

Two lists a jurisdiction: days on which offices are closed, and holidays on which the law lets no time of calendar days
end. They differ: an office may be closed on a Saturday, and the law still let a time end on it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

FEDERAL = "CA"
DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
RULE = re.compile(
    r"(?P<month>\d\d)-(?P<day>\d\d)|easter (?P<off>[+-]\d+)|(?P<name>[a-z]+) (?P<nth>\d|last) (?P<of>\d\d)"
    r"|monday before (?P<bmonth>\d\d)-(?P<bday>\d\d)"
)
NAMED = re.compile(r"(?P<name>[a-z0-9-]+)(?: since (?P<since>\d{4}))?(?: until (?P<until>\d{4}))?")


@dataclass(frozen=True)
class Named:
    """A day of a list: its rule, and the years in which the law names it."""

    name: str
    rule: str
    since: int
    until: int


@dataclass(frozen=True)
class Calendar:
    """One list. ``verified_on`` is empty while nobody has read its ``source``; ``moves``: which of its days move."""

    days: tuple[Named, ...]
    moved: str
    moves: frozenset[str]
    source: str
    verified_on: date | None


@cache
def calendars() -> dict[str, Calendar]:
    """Days on which offices are closed, by the code of the jurisdiction."""
    return {code: _calendar(said) for code, said in _lists().items()}


def calendar_of(jurisdiction: str) -> Calendar:
    """Its own list, or the federal one."""
    return calendars().get(jurisdiction) or calendars()[FEDERAL]


@cache
def laws() -> dict[str, Calendar]:
    """Holidays on which no time of calendar days ends, by the code of the jurisdiction; unread ones too."""
    found = {code: said["law"] for code, said in _lists().items() if "law" in said}
    return {code: _calendar({"moved": "sunday", "moves": [], **law}) for code, law in found.items()}


@cache
def holidays(jurisdiction: str, year: int) -> frozenset[date]:
    """Every day of that year on which offices there are closed, weekends apart."""
    return _of_year(calendar_of(jurisdiction), year)


@cache
def legal_holidays(jurisdiction: str, year: int) -> frozenset[date] | None:
    """The holidays of its law on the counting of time, Sundays apart; nothing where nobody has read that law."""
    law = laws().get(jurisdiction)
    return _of_year(law, year) if law and law.verified_on else None


def is_closed(day: date, jurisdiction: str) -> bool:
    """A Saturday, a Sunday or a day on which offices there are closed."""
    return day.weekday() >= SATURDAY or day in holidays(jurisdiction, day.year)


def rolls_over(day: date, jurisdiction: str) -> bool:
    """Whether a time that would end on this day ends later by law: a Sunday or a holiday, where that law was read."""
    named = legal_holidays(jurisdiction, day.year)
    return named is not None and (day.weekday() == SUNDAY or day in named)


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


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads((files("accord.permits") / "holidays.toml").read_text(encoding="utf-8"))


def _lists() -> dict[str, Any]:
    return {code: said for code, said in _said().items() if code != "days"}


def _calendar(said: Mapping[str, Any]) -> Calendar:
    days = tuple(_named(each) for each in said["days"])
    moves = frozenset(said.get("moves", [day.name for day in days]))
    return Calendar(days, said["moved"], moves, said["source"], said.get("verified_on"))


def _named(said: str) -> Named:
    found = NAMED.fullmatch(said)
    if found is None:
        raise ValueError(said)
    rule = _said()["days"][found["name"]]
    return Named(found["name"], rule, int(found["since"] or 0), int(found["until"] or 9999))


def _of_year(calendar: Calendar, year: int) -> frozenset[date]:
    held = [each for each in calendar.days if each.since <= year <= each.until]
    days = {each: _day(each.rule, year) for each in held}
    taken = {day for day, _fixed in days.values()}
    moving = sorted(day for each, (day, fixed) in days.items() if fixed and each.name in calendar.moves)
    for day in moving:
        if calendar.moved and (
            day.weekday() == SUNDAY or (day.weekday() == SATURDAY and calendar.moved == "next")
        ):
            taken.add(_next_free(day, taken))
    return frozenset(taken)


def _day(rule: str, year: int) -> tuple[date, bool]:
    """The day of a rule in a year, and whether its date is fixed, so that it may fall on a weekend."""
    found = RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    if found["month"]:
        return date(year, int(found["month"]), int(found["day"])), True
    if found["off"]:
        return easter(year) + int(found["off"]) * DAY, False
    if found["bmonth"]:
        end = date(year, int(found["bmonth"]), int(found["bday"]))
        return end - ((end.weekday() - 1) % 7 + 1) * DAY, False
    return _nth(found["name"], found["nth"], year, int(found["of"])), False


def _nth(name: str, nth: str, year: int, month: int) -> date:
    first = date(year, month, 1)
    first += (WEEKDAYS.index(name) - first.weekday()) % 7 * DAY
    if nth == "last":
        return max(day for week in range(5) if (day := first + 7 * week * DAY).month == month)
    return first + 7 * (int(nth) - 1) * DAY


def _next_free(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day
