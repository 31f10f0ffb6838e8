"""Ages on a day: leap days, birthdays, and who was a minor when the file was opened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.support.screening import Ages, Population, age_on


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(2008, 11, 23), date(2026, 11, 22), 17),
        (date(2008, 11, 23), date(2026, 11, 23), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),  # not a day too early
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2008, 3, 1), date(2026, 2, 28), 17),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2007, 12, 31), date(2026, 1, 1), 18),
    ],
)
def test_age(born, today, age):
    assert age_on(born, today) == age


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.integers(0, 40000))
def test_age_never_falls_and_rises_by_one(born, days):
    today = born + timedelta(days=days)
    rise = age_on(born, today + timedelta(days=1)) - age_on(born, today)
    assert rise in (0, 1)


def test_birth_after_today_is_refused():
    with pytest.raises(ValueError, match="check the date of birth"):
        age_on(date(2027, 1, 1), date(2026, 11, 23))
    with pytest.raises(ValueError, match="before the intake"):
        Ages.of(date(2009, 1, 1), intake_on=date(2026, 11, 23), today=date(2026, 11, 22))


def test_turning_18_in_care_keeps_the_note_of_a_minor():
    ages = Ages.of(date(2008, 12, 1), intake_on=date(2026, 11, 23), today=date(2026, 12, 2))
    assert (ages.at_intake, ages.now) == (17, 18)
    assert ages.minor_at_intake and not ages.minor_now and ages.turned_adult_since
    assert ages.population is Population.MINOR


def test_adult_at_intake_is_an_adult():
    ages = Ages.of(date(2000, 1, 1), intake_on=date(2026, 11, 23), today=date(2026, 11, 23))
    assert not ages.minor_at_intake and not ages.turned_adult_since and ages.population is Population.ADULT
