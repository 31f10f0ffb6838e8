"""When something is due: business days of each jurisdiction, months, ends of years."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.permits.clocks import Unit, add_months, due_at, due_on, next_business_day
from accord.permits.holidays import easter, holidays, is_closed

DATES = st.dates(date(2000, 1, 1), date(2099, 11, 30))
WHERE = st.sampled_from(["CA", "QC", "ON", "GB"])


@given(DATES, st.integers(0, 60), WHERE)
def test_business_days_pass_exactly_as_many_open_days(day, amount, where):
    last = due_on(day, amount, Unit.BUSINESS_DAYS, where)
    passed = [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
    assert sum(not is_closed(each, where) for each in passed) == amount
    assert amount == 0 or not is_closed(last, where)


@given(DATES, st.integers(0, 60), WHERE)
def test_one_more_is_never_due_sooner_and_an_open_day_more_is_due_later(day, amount, where):
    for unit in Unit:
        assert due_on(day, amount, unit, where) <= due_on(day, amount + 1, unit, where)
    unit = Unit.BUSINESS_DAYS
    assert due_on(day, amount, unit, where) < due_on(day, amount + 1, unit, where)


@given(DATES, st.integers(0, 120))
def test_months_keep_the_day_or_end_with_the_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(DATES, st.integers(0, 30), WHERE, st.sampled_from(list(Unit)))
def test_the_moment_is_over_no_sooner_than_its_day(day, amount, where, unit):
    moment = due_at(day, amount, unit, where)
    assert moment > datetime.combine(due_on(day, amount, unit, where), datetime.min.time(), UTC)


@given(st.integers(1990, 2099), WHERE)
def test_every_year_has_as_many_holidays_as_the_law_may_give_it(year, where):
    days = {day for day in holidays(where, year) if day.weekday() < 5}
    assert 5 <= len(days) <= 12 and all(day.year == year for day in holidays(where, year))


def test_business_day_ends_when_the_office_closes_in_its_own_time():
    assert due_at(date(2026, 11, 20), 1, Unit.BUSINESS_DAYS, "ON") == datetime(2026, 11, 23, 22, tzinfo=UTC)
    assert due_at(date(2026, 7, 2), 1, Unit.BUSINESS_DAYS, "BC") == datetime(2026, 7, 4, 0, tzinfo=UTC)
    assert due_at(date(2026, 1, 5), 5, Unit.BUSINESS_DAYS, "GB") == datetime(2026, 1, 12, 17, tzinfo=UTC)


def test_without_delay_is_over_with_the_day_itself():
    assert due_at(date(2026, 3, 7), 0, Unit.DAYS, "QC") == datetime(2026, 3, 8, 5, tzinfo=UTC)
    assert due_at(date(2026, 3, 8), 0, Unit.DAYS, "QC") == datetime(
        2026, 3, 9, 4, tzinfo=UTC
    )  # clocks went forward


def test_twelve_months_from_a_leap_day_end_on_the_last_of_february():
    assert due_on(date(2028, 2, 29), 12, Unit.MONTHS, "CA") == date(2029, 2, 28)
    assert due_on(date(2028, 8, 31), 6, Unit.MONTHS, "CA") == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))]
)
def test_easter_is_when_it_is(year, day):
    assert easter(year) == day


def test_amounts_out_of_bounds_are_refused():
    for amount in (-1, 1001):
        with pytest.raises(ValueError, match=str(amount)):
            due_on(date(2026, 1, 1), amount, Unit.BUSINESS_DAYS, "CA")


def test_next_business_day_is_never_the_same():
    assert next_business_day(date(2026, 11, 23), "QC") == date(2026, 11, 24)
