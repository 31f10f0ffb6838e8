"""The clocks at the place, also in the two nights of the year in which they change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from accord.base import clock
from accord.places.models import Place
from accord.web.places.moments import Countdown, ago, local_time

TORONTO = ZoneInfo("America/Toronto")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made", "ends"),
    [
        # The clocks go back at 2:00 EDT: ninety minutes after 0:45 it is 1:15 for the second time.
        (at(2026, 11, 1, 4, 45), "01:15 EST"),
        (at(2026, 11, 1, 4, 5), "01:35 EDT"),
        (at(2026, 11, 1, 3, 50), "November 1, 2026 at 01:20 EDT"),  # made on the evening before
        # They go forward at 2:00 EST: ninety minutes after 1:15 it is 3:45.
        (at(2027, 3, 14, 6, 15), "03:45 EDT"),
        (at(2027, 3, 14, 5, 0), "01:30 EST"),
    ],
)
def test_end_of_a_hold_in_the_night_in_which_clocks_change(made, ends):
    until = made + timedelta(minutes=90)
    with clock.replaced(now=lambda: made):
        count = Countdown(until, made, TORONTO)
        assert (count.minutes, count.ends) == (90, ends)
        assert Countdown(until, until - timedelta(minutes=1), TORONTO).minutes == 1


def test_hour_that_comes_twice_counts_down_through_both():
    """From 1:10 EDT to 1:50 EST is a hundred minutes, though the clocks say forty."""
    until = at(2026, 11, 1, 6, 50)
    with clock.replaced(now=lambda: at(2026, 11, 1, 5, 10)):
        count = Countdown(until, clock.now(), TORONTO)
        assert (count.left, count.ends) == ("100 minutes left", "01:50 EST")


@pytest.mark.parametrize(
    ("province", "said"),
    [
        ("QC", "14:05"),
        ("ON", "14:05"),
        ("BC", "11:05 PST"),
        ("NL", "15:35 NST"),
        ("SK", "13:05 CST"),
        ("", "14:05"),
    ],
)
def test_time_is_that_of_the_place_and_says_so_where_it_is_another(province, said):
    moment = at(2026, 11, 23, 19, 5)
    with clock.replaced(now=lambda: moment):
        assert local_time(moment, Place(province=province).zone) == said


def test_french_says_hours_and_zones_in_french():
    moment = at(2026, 11, 23, 19, 5)
    with clock.replaced(now=lambda: moment), translation.override("fr"):
        assert (
            local_time(moment, ZoneInfo("America/Vancouver")).replace("\N{NO-BREAK SPACE}", " ")
            == "11 h 05 HNP"
        )


def test_another_day_is_named():
    moment = at(2026, 11, 24, 6, 0)
    with clock.replaced(now=lambda: at(2026, 11, 24, 4, 30)):  # still the 23rd in Toronto
        assert local_time(moment, TORONTO) == "November 24, 2026 at 01:00"


def test_no_minute_is_left_when_the_time_has_run_out():
    end = at(2026, 11, 23, 19, 5)
    assert Countdown(end, end, TORONTO).is_over and Countdown(end, end, TORONTO).minutes == 0
    assert Countdown(end, end - timedelta(seconds=1), TORONTO).minutes == 1
    assert Countdown(end, end + timedelta(hours=9), TORONTO).minutes == 0


AGES = {
    0: "Confirmed just now",
    61: "Confirmed 1 minute ago",
    7_300: "Confirmed 2 hours ago",
    400_000: "Confirmed 4 days ago",
    -50: "Confirmed just now",  # the database's clock runs a little before ours
}


@pytest.mark.parametrize(("age", "said"), AGES.items())
def test_age_of_the_counts(age, said):
    now = at(2026, 11, 23, 19, 5)
    assert ago(now - timedelta(seconds=age), now) == said
