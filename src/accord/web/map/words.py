"""What the map calls directions, kinds of evidence and months."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.reports.corridors import Corridor
from accord.reports.places import CITIES
from accord.reports.words import IDENTIFIER_KINDS
from accord.web.map import cells
from accord.web.map.period import Month, Period


def kind(code: str) -> str:
    if code == "name":
        return _("Name and date of birth")
    if code == "judged":
        return _("Person judged the same")
    return str(IDENTIFIER_KINDS[code])


def evidence(corridor: Corridor) -> str:
    """The kinds that enough reports stand behind."""
    return ", ".join(kind(code) for code in cells.kinds(corridor)) or _("Several kinds, few reports of each")


def direction(corridor: Corridor) -> str:
    way = cells.direction(corridor)
    if way in ("there", "back"):
        first, second = (CITIES[code].name for code in (corridor.first, corridor.second))
        ends = (first, second) if way == "there" else (second, first)
        return _("Mostly from %(start)s to %(end)s") % {"start": ends[0], "end": ends[1]}
    return _("Both ways") if way == "both" else pgettext("direction of a corridor", "Not clear")


def month(day: Month, *, short: bool = False) -> str:
    return str(date_format(day.first, "N Y" if short else "F Y"))


def period(chosen: Period) -> str:
    since, until = chosen.since, chosen.until
    if since and until:
        if since == until:
            return month(since)
        return _("%(since)s to %(until)s") % {"since": month(since), "until": month(until)}
    if since:
        return _("From %(since)s") % {"since": month(since)}
    return _("Until %(until)s") % {"until": month(until)} if until else _("All months")
