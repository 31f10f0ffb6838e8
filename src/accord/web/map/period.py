"""The months that the map is about, as its address has them: ``?since=2026-01&until=2026-03``; without, all of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTH = re.compile(r"(\d{4})-(\d{2})")
MOST_MONTHS = 240  # offered for choosing, the newest


@dataclass(frozen=True, order=True)
class Month:
    """Counted from the year 0, so that steps are sums."""

    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year * 12 + day.month - 1)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """From "2026-03"; None for whatever else somebody typed."""
        found = MONTH.fullmatch(text)
        if not found or not 1900 <= int(found[1]) <= 2100 or not 1 <= int(found[2]) <= 12:
            return None
        return cls(int(found[1]) * 12 + int(found[2]) - 1)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def first(self) -> date:
        return date(self.number // 12, self.number % 12 + 1, 1)

    @property
    def last(self) -> date:
        year, month = divmod(self.number, 12)
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    def moved(self, months: int) -> Month:
        return Month(min(max(self.number + months, 1900 * 12), 2100 * 12 + 11))


@dataclass(frozen=True)
class Period:
    """Both ends included; an end that is None is open."""

    since: Month | None = None
    until: Month | None = None

    @classmethod
    def read(cls, since: str, until: str) -> Period:
        """Ends that are the wrong way round are taken the right way round."""
        start, end = Month.read(since), Month.read(until)
        return cls(end, start) if start and end and end < start else cls(start, end)

    @property
    def is_all(self) -> bool:
        return self.since is None and self.until is None

    def stepped(self, step: int, *, within: tuple[Month, Month]) -> Period | None:
        """As many months earlier (-1) or later (1): one month when all are shown. None beyond what is there."""
        first, last = within
        if self.is_all:
            return Period(last, last) if step < 0 else None
        since, until = self.since or first, self.until or last
        moved = Period(since.moved(step), until.moved(step))
        assert moved.since and moved.until
        return None if moved.until < first or moved.since > last else moved

    def pairs(self) -> Iterator[tuple[str, str]]:
        """What stands in an address."""
        for name, month in (("since", self.since), ("until", self.until)):
            if month:
                yield name, str(month)


ALL = Period()


def months(first: Month, last: Month) -> list[Month]:
    """Newest first."""
    return [Month(number) for number in range(last.number, first.number - 1, -1)][:MOST_MONTHS]
