"""When something is due: days, business days and months from a day, and the moment at which that day is over.

The day of the event is not counted, and a month ends on the day of the same number or the month's last (Interpretation
Act, R.S.C. 1985, c. I-21, ss. 26 to 28). A time in calendar days or months that ends on a Sunday or a holiday is
carried on to the next day that is neither, where the law says so and somebody has read that law (``holidays.toml``);
elsewhere it ends on its own day, so that who waits for an answer is told too early rather than too late. A time that
she *has* is never carried on, nor is "without delay".
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.base.clock import now
from accord.directory.provinces import provinces
from accord.permits.holidays import DAY, is_closed, rolls_over

OFFICE_CLOSES = time(17)  # a business day is over when the office closes; any other day at midnight
CAPITAL = ZoneInfo("America/Toronto")  # the federal government's own
ABROAD = {"GB": ZoneInfo("Europe/London")}
MOST_BUSINESS_DAYS = 1000


class Unit(models.TextChoices):
    """What a clock counts."""

    DAYS = "days", _("days")
    BUSINESS_DAYS = "business_days", _("business days")
    MONTHS = "months", _("months")


def due_on(event: date, amount: int, unit: Unit, jurisdiction: str, *, lasts: bool = False) -> date:
    """The last day. ``amount`` from 0; 0 is the day of the event itself ("without delay"). ``lasts``: time to have.

    Raises ``ValueError`` for a negative amount, or more than 1,000 business days.
    """
    if amount < 0:
        raise ValueError(amount)
    if unit == Unit.BUSINESS_DAYS:
        return _open_days_on(event, amount, jurisdiction)
    day = add_months(event, amount) if unit == Unit.MONTHS else event + timedelta(days=amount)
    return rolled_over(day, jurisdiction) if amount and not lasts else day


def due_at(event: date, amount: int, unit: Unit, jurisdiction: str, *, lasts: bool = False) -> datetime:
    """The moment, in UTC, at which the last day is over where it counts."""
    day = due_on(event, amount, unit, jurisdiction, lasts=lasts)
    here = zone(jurisdiction)
    if unit == Unit.BUSINESS_DAYS and amount:
        return datetime.combine(day, OFFICE_CLOSES, here).astimezone(UTC)
    return datetime.combine(day + DAY, time(0), here).astimezone(UTC)


def rolled_over(day: date, jurisdiction: str) -> date:
    """This day, or the first after it on which a time may end there by law."""
    while rolls_over(day, jurisdiction):
        day += DAY
    return day


def _open_days_on(event: date, amount: int, jurisdiction: str) -> date:
    if amount > MOST_BUSINESS_DAYS:
        raise ValueError(amount)
    day = event
    for _n in range(amount):
        day = next_business_day(day, jurisdiction)
    return day


def next_business_day(day: date, jurisdiction: str) -> date:
    """The first day after this one on which offices are open."""
    day += DAY
    while is_closed(day, jurisdiction):
        day += DAY
    return day


def add_months(day: date, months: int) -> date:
    """The day of the same number some months on, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def zone(jurisdiction: str) -> ZoneInfo:
    """The principal time zone of a province; the capital's for what is federal."""
    if jurisdiction in ABROAD:
        return ABROAD[jurisdiction]
    return ZoneInfo(provinces()[jurisdiction].zone) if jurisdiction in provinces() else CAPITAL


def today() -> date:
    """Which day it is at the capital."""
    return now().astimezone(CAPITAL).date()


def day_start(day: date) -> datetime:
    """Its midnight at the capital."""
    return datetime.combine(day, time(0), CAPITAL)


def day_there(moment: datetime, jurisdiction: str) -> date:
    """Which day it is there at that moment."""
    return moment.astimezone(zone(jurisdiction)).date()
