"""Deadlines by the table: open days of every province and territory, and where a calendar time is carried on."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accord.directory.provinces import provinces
from accord.permits.clocks import Unit, due_at, due_on
from accord.permits.holidays import calendars, holidays, laws, legal_holidays

# Where, the day of the event, how many open days, the last of them. What lies between is said behind.
OPEN_DAYS = """
    CA 2025-04-17 1 2025-04-22  Good Friday and Easter Monday
    CA 2026-05-15 1 2026-05-19  Victoria Day
    CA 2026-09-29 1 2026-10-01  Truth and Reconciliation
    CA 2020-09-29 1 2020-09-30  which the law named from 2021 on
    CA 2026-11-10 1 2026-11-12  Remembrance Day
    CA 2026-12-24 1 2026-12-29  Christmas; 26 December, a Saturday, is taken on Monday
    CA 2027-12-24 1 2027-12-29  Christmas on a Saturday, 26 December on a Sunday: Monday and Tuesday
    CA 2027-06-30 1 2027-07-02  Canada Day
    QC 2026-06-23 1 2026-06-25  24 June
    QC 2028-06-23 1 2028-06-26  24 June on a Saturday: Monday is open
    QC 2029-06-22 1 2029-06-26  24 June on a Sunday: Monday is closed
    QC 2026-05-15 1 2026-05-19  Patriots’ Day
    QC 2025-04-17 1 2025-04-21  Good Friday; Easter Monday is one or the other
    QC 2026-12-23 3 2026-12-29  Christmas; no 26 December
    QC 2026-12-31 1 2027-01-04  over the end of the year
    QC 2026-09-29 1 2026-09-30  no holiday of Quebec’s
    ON 2026-11-20 3 2026-11-25  a Friday: the weekend does not count
    ON 2026-02-13 1 2026-02-17  Family Day
    ON 2007-02-16 1 2007-02-19  which began in 2008
    ON 2026-06-23 1 2026-06-24  no 24 June in Ontario
    ON 2026-12-23 3 2026-12-30  Christmas, and 26 December on the Monday
    ON 2025-12-24 1 2025-12-29  Christmas and 26 December, Thursday and Friday
    ON 2028-02-28 1 2028-02-29  a leap day that offices are open on
    ON 2026-07-31 1 2026-08-03  the civic holiday is no holiday of that law
    BC 2026-02-13 1 2026-02-17  Family Day, third Monday
    BC 2018-02-09 1 2018-02-13  second Monday until 2018
    BC 2026-07-31 1 2026-08-04  British Columbia Day
    BC 2026-09-29 1 2026-10-01  Truth and Reconciliation
    BC 2022-09-29 1 2022-09-30  from 2023 on
    AB 2026-02-13 1 2026-02-17  Family Day
    AB 2026-11-10 1 2026-11-12  Remembrance Day
    SK 2026-07-31 1 2026-08-04  Saskatchewan Day
    MB 2026-02-13 1 2026-02-17  Louis Riel Day
    MB 2026-09-29 1 2026-10-01  Truth and Reconciliation
    NB 2026-02-13 1 2026-02-17  Family Day
    NB 2026-07-31 1 2026-08-04  New Brunswick Day
    NS 2026-02-13 1 2026-02-17  Heritage Day
    PE 2026-02-13 1 2026-02-17  Islander Day
    PE 2026-09-29 1 2026-10-01  Truth and Reconciliation
    NL 2026-02-13 1 2026-02-16  no holiday in February
    NL 2026-06-30 1 2026-07-02  Memorial Day
    YT 2027-06-18 1 2027-06-22  National Indigenous Peoples Day
    YT 2026-08-14 1 2026-08-18  Discovery Day
    NT 2027-06-18 1 2027-06-22  National Indigenous Peoples Day
    NU 2026-07-08 1 2026-07-10  Nunavut Day
    NU 2019-07-08 1 2019-07-09  from 2020 on
    GB 2026-08-28 1 2026-09-01  the last Monday of August
"""
# Where, the day of the event, the calendar days, the last day by law.
CALENDAR = """
    CA 2026-10-31 30 2026-11-30  a Monday: its own day
    CA 2026-10-30 30 2026-11-30  a Sunday is carried on to Monday
    CA 2026-10-29 30 2026-11-28  a Saturday is no holiday of the Act
    CA 2026-08-31 30 2026-10-01  30 September
    CA 2020-08-31 30 2020-09-30  before the Act named it
    CA 2026-11-26 30 2026-12-26  26 December is no holiday of the Act
    CA 2026-11-25 30 2026-12-26  25 December, and the day after is none
    CA 2025-03-19 30 2025-04-19  Good Friday: the Saturday after it
    CA 2025-03-21 30 2025-04-22  Easter Sunday, and Easter Monday
    CA 2029-06-01 30 2029-07-03  1 July on a Sunday is kept on the 2nd
    CA 2028-01-12 30 2028-02-11  a Friday of no name
    QC 2026-05-25 30 2026-06-25  24 June
    QC 2025-03-22 30 2025-04-22  Easter Monday
    QC 2026-08-31 30 2026-09-30  30 September is no holiday of Quebec’s
    QC 2026-11-26 30 2026-12-26  nor 26 December
    ON 2026-01-17 30 2026-02-17  Family Day
    ON 2026-05-25 30 2026-06-24  no 24 June in Ontario
    ON 2026-11-25 30 2026-12-28  25 and 26 December, then a Sunday
    ON 2026-10-12 30 2026-11-12  Remembrance Day
    ON 2022-11-25 30 2022-12-28  Christmas on a Sunday: Monday and Tuesday too
    BC 2026-10-30 30 2026-11-29  nobody has read that law: its own day, a Sunday
    GB 2026-10-30 30 2026-11-29  nor that one
"""


def table(words):
    return [row(line.strip()) for line in words.strip().splitlines()]


def row(line):
    where, event, amount, due = line.split()[:4]
    return pytest.param(where, date.fromisoformat(event), int(amount), date.fromisoformat(due), id=line)


@pytest.mark.parametrize(("where", "event", "amount", "due"), table(OPEN_DAYS))
def test_open_days_leave_out_what_the_jurisdiction_closes_on(where, event, amount, due):
    assert due_on(event, amount, Unit.BUSINESS_DAYS, where) == due


@pytest.mark.parametrize(("where", "event", "amount", "due"), table(CALENDAR))
def test_calendar_time_is_carried_on_where_the_law_was_read(where, event, amount, due):
    assert due_on(event, amount, Unit.DAYS, where) == due


def test_months_are_carried_on_too():
    assert due_on(date(2026, 8, 31), 6, Unit.MONTHS, "CA") == date(2027, 3, 1)  # 28 February 2027 is a Sunday


def test_time_that_she_has_and_without_delay_end_on_their_own_day():
    sunday = date(2026, 11, 29)
    assert due_on(date(2026, 10, 30), 30, Unit.DAYS, "CA", lasts=True) == sunday
    assert due_on(sunday, 0, Unit.DAYS, "CA") == sunday


@pytest.mark.parametrize(
    ("where", "event", "amount", "unit", "moment"),
    [
        # Thirty days over the night in which clocks go back: midnight is an hour later in UTC.
        ("ON", date(2026, 10, 15), 30, Unit.DAYS, datetime(2026, 11, 15, 5, tzinfo=UTC)),
        ("ON", date(2026, 9, 15), 30, Unit.DAYS, datetime(2026, 10, 16, 4, tzinfo=UTC)),
        # The day on which clocks go forward has 23 hours, and is over with the midnight that follows.
        ("QC", date(2026, 3, 6), 1, Unit.DAYS, datetime(2026, 3, 8, 5, tzinfo=UTC)),
        ("QC", date(2026, 3, 8), 0, Unit.DAYS, datetime(2026, 3, 9, 4, tzinfo=UTC)),
        # Offices close at five by their own clock, before and after.
        ("ON", date(2026, 3, 6), 1, Unit.BUSINESS_DAYS, datetime(2026, 3, 9, 21, tzinfo=UTC)),
        ("ON", date(2026, 3, 5), 1, Unit.BUSINESS_DAYS, datetime(2026, 3, 6, 22, tzinfo=UTC)),
        ("SK", date(2026, 3, 6), 1, Unit.BUSINESS_DAYS, datetime(2026, 3, 9, 23, tzinfo=UTC)),
        ("NL", date(2026, 10, 30), 1, Unit.BUSINESS_DAYS, datetime(2026, 11, 2, 20, 30, tzinfo=UTC)),
    ],
)
def test_moment_of_the_end_follows_the_clocks_of_the_place(where, event, amount, unit, moment):
    assert due_at(event, amount, unit, where) == moment


def test_every_province_and_territory_has_a_list_and_says_where_it_comes_from():
    assert set(provinces()) <= set(calendars()) and set(provinces()) <= set(laws())
    for listed in (*calendars().values(), *laws().values()):
        assert listed.source and (listed.verified_on or "[unverified]" in listed.source)
        assert not listed.verified_on or "[unverified]" not in listed.source


def test_law_that_nobody_has_read_carries_nothing_on():
    read = {code for code, law in laws().items() if law.verified_on}
    assert read == {"CA", "QC", "ON"}
    assert all((legal_holidays(code, 2026) is None) == (code not in read) for code in calendars())


@pytest.mark.parametrize("code", sorted(calendars()))
def test_list_of_every_year_holds_the_days_that_all_keep(code):
    for year in range(2000, 2060):
        kept = {f"{day:%m-%d}" for day in holidays(code, year)}
        assert {"01-01", "12-25"} <= kept
