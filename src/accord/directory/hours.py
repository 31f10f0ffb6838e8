"""Whether a service is open at a moment, as far as its hours say so in figures or in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALWAYS = re.compile(
    r"24\s*/\s*7|\b24 hours a day, (?:7|seven) days|\bday and night\b|\bjour et nuit\b|\b24 h(?:eures)? sur 24\b",
    re.IGNORECASE,
)


class Opening(Protocol):
    """A schedule, from the tables or from a file. An end before its beginning is on the next day."""

    weekdays: list[str]
    opens: time | None
    closes: time | None
    words_en: str
    words_fr: str


def is_open(schedules: Iterable[Opening], at: datetime) -> bool | None:
    """``at`` in the service's own time. None where the hours are unknown, or only words that say no hours."""
    rows = list(schedules)
    if any(ALWAYS.search(f"{each.words_en}\n{each.words_fr}") for each in rows if not each.weekdays):
        return True
    told = [each for each in rows if each.weekdays and each.opens and each.closes]
    if not told:
        return None
    if any(_covers(each, day, at) for each in told for day in (at.date(), at.date() - timedelta(days=1))):
        return True
    # Words beside the figures ("holidays too", "by appointment") may open it at other times.
    return None if len(told) < len(rows) else False


def _covers(row: Opening, day: date, at: datetime) -> bool:
    """Whether the hours that begin on this day cover the moment."""
    if row.opens is None or row.closes is None or WEEKDAYS[day.weekday()] not in row.weekdays:
        return False
    begins = datetime.combine(day, row.opens, at.tzinfo)
    ends = datetime.combine(day, row.closes, at.tzinfo)
    if ends <= begins:
        ends += timedelta(days=1)
    return begins <= at < ends
