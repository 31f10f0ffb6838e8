"""Open, closed or unknown: never a guess."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from accord.directory.hours import is_open
from accord.directory.provinces import zone_of
from accord.directory.records import Hours

HOME = ZoneInfo("America/Toronto")
OFFICE = Hours(["MO", "TU"], time(9), time(17))
NIGHT = Hours(["SU"], time(20), time(6))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A day of June 2026; the first is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=HOME)


@pytest.mark.parametrize(
    ("rows", "at", "told"),
    [([OFFICE], on(1, 9), True), ([OFFICE], on(1, 8, 59), False), ([OFFICE], on(1, 17), False),
     ([OFFICE], on(3, 12), False), ([NIGHT], on(7, 23), True), ([NIGHT], on(8, 5, 59), True),
     ([NIGHT], on(8, 6), False), ([NIGHT], on(7, 5), False), ([], on(1, 12), None),
     ([Hours(words_en="Call first")], on(1, 12), None), ([OFFICE, Hours(words_en="By appointment")], on(3, 12), None),
     ([OFFICE, Hours(words_en="By appointment")], on(1, 12), True),
     ([Hours(words_en="Open 24/7")], on(1, 3), True), ([Hours(words_fr="Jour et nuit")], on(1, 3), True)],
)  # fmt: skip
def test_hours_say_whether_it_is_open(rows, at, told):
    assert is_open(rows, at) is told


def test_hours_are_those_of_the_province():
    noon = datetime(2026, 6, 1, 12, 30, tzinfo=HOME)
    assert noon.astimezone(zone_of(["CA", "BC"], HOME)).hour == 9
    assert zone_of(["CA"], HOME) is HOME
