"""Times as the clocks at the place show them. What is stored and counted is UTC; only words are local."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.base.clock import now
from accord.web.templatetags.accord import localdate, localtime

# The usual French abbreviations in Canada; others stay as the time zone database writes them.
FRENCH = {
    "NST": "HNT", "NDT": "HAT", "AST": "HNA", "ADT": "HAA", "EST": "HNE", "EDT": "HAE", "CST": "HNC", "CDT": "HAC",
    "MST": "HNR", "MDT": "HAR", "PST": "HNP", "PDT": "HAP",
}  # fmt: skip
NEAR = timedelta(hours=12)


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """``14:05``; with the day where it is not today there; with the zone's letters where they could be mistaken."""
    there = moment.astimezone(zone)
    said = localtime(there.replace(tzinfo=None))
    if _may_be_mistaken(moment, zone):
        said = f"{said} {_letters(there)}"
    if there.date() == now().astimezone(zone).date():
        return said
    return _("%(date)s at %(time)s") % {"date": localdate(there.date()), "time": said}


def _may_be_mistaken(moment: datetime, zone: ZoneInfo) -> bool:
    """Another zone than the reader's, or a night in which the clocks change."""
    offsets = {(moment + step).astimezone(zone).utcoffset() for step in (-NEAR, timedelta(0), NEAR)}
    reader = moment.astimezone(timezone.get_default_timezone()).utcoffset()
    return len(offsets) > 1 or offsets != {reader}


def _letters(there: datetime) -> str:
    letters = there.tzname() or ""
    return FRENCH.get(letters, letters) if (get_language() or "").startswith("fr") else letters


@dataclass(frozen=True)
class Countdown:
    """How long a hold lasts yet: the absolute end, for a script, and the minutes, for everybody."""

    until: datetime
    at: datetime
    zone: ZoneInfo

    @property
    def is_over(self) -> bool:
        return self.until <= self.at

    @property
    def minutes(self) -> int:
        """Begun minutes, so that the last one is said as one and not as none."""
        return max(math.ceil((self.until - self.at).total_seconds() / 60), 0)

    @property
    def left(self) -> str:
        return minutes_left(self.minutes)

    @property
    def ends(self) -> str:
        return local_time(self.until, self.zone)


def minutes_left(minutes: int) -> str:
    return ngettext("%(minutes)s minute left", "%(minutes)s minutes left", minutes) % {"minutes": minutes}


def ago(moment: datetime, at: datetime) -> str:
    """How long ago the counts were confirmed, in words that are short enough for a card."""
    minutes = max(int((at - moment).total_seconds() // 60), 0)
    if not minutes:
        return _("Confirmed just now")
    if minutes < 60:
        return ngettext("Confirmed %(n)s minute ago", "Confirmed %(n)s minutes ago", minutes) % {"n": minutes}
    if (hours := minutes // 60) < 48:
        return ngettext("Confirmed %(n)s hour ago", "Confirmed %(n)s hours ago", hours) % {"n": hours}
    days = hours // 24
    return ngettext("Confirmed %(n)s day ago", "Confirmed %(n)s days ago", days) % {"n": days}
