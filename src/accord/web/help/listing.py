"""A service as it is read aloud: in the reader's language where the list has it, else in the other, and marked so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.base.clock import now
from accord.directory.hours import WEEKDAYS, is_open
from accord.directory.models import Phone, Schedule, Service
from accord.directory.provinces import zone_of
from accord.directory.sought import plain_words
from accord.web.help.takes import takes
from accord.web.tongues import TONGUES


@dataclass(frozen=True)
class Said:
    """Words and the language they are in."""

    words: str
    lang: str

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def mark(self) -> str:
        """That the words are in the other language, in the reader's; nothing where they are in the reader's own."""
        mine = _mine()
        if not self.words or self.lang == mine:
            return ""
        told = _("in English") if self.lang == "en" else _("in French")
        return format_html(' <span class="accord-muted" lang="{}">({})</span>', mine, told)


@dataclass(frozen=True)
class Call:
    """A number to call: ``dial`` is what a telephone takes."""

    row: Phone
    dial: str


@dataclass(frozen=True)
class Listing:
    """What the page shows of one service."""

    name: Said
    organization: Said
    description: Said
    whom: Said
    fees: Said
    documents: Said
    wait: Said
    interpretation: Said
    alert: Said
    hours: list[Said]
    phones: list[Call]
    addresses: list[str]
    ways_there: list[str]
    confidential: bool
    languages: list[tuple[str, str]]
    takes: list[str]
    how: Said
    open_now: bool | None
    row: Service


@dataclass(frozen=True)
class Group:
    """Services of one organization that stand together; of a single one, the organization is said with it."""

    organization: Said
    listings: list[Listing]


def grouped(listings: list[Listing], same: dict[UUID, UUID]) -> list[Group]:
    """In the order of each organization's first service; organizations judged to be the ``same`` are one."""
    found: dict[UUID, list[Listing]] = {}
    for each in listings:
        owner = each.row.organization_id
        found.setdefault(same.get(owner, owner), []).append(each)
    return [Group(each[0].organization, each) for each in found.values()]


def listing(row: Service) -> Listing:
    eligibility = getattr(row, "eligibility", None)
    return Listing(
        name=said(row, "name"),
        organization=said(row.organization, "name"),
        description=said(row, "description"),
        whom=said(eligibility, "notes") if eligibility else Said("", "en"),
        fees=said(row, "fees"),
        documents=said(row, "documents"),
        wait=said(row, "wait"),
        interpretation=said(row, "interpretation"),
        alert=said(row, "alert"),
        hours=[each for each in map(_hours, row.schedules.all()) if each],
        phones=[Call(each, _dial(each.number)) for each in row.phones.all() if each.kind != "fax"],
        addresses=[_address(at.location) for at in row.places.all()],
        ways_there=list(filter(None, (at.location.transport for at in row.places.all()))),
        confidential=row.confidential,
        languages=[(code, TONGUES[code]) for code in row.languages if code in TONGUES],
        takes=takes(row),
        how=said(row, "application"),
        open_now=is_open(row.schedules.all(), now().astimezone(_zone(row))),
        row=row,
    )


def _zone(row: Service) -> ZoneInfo:
    return zone_of(row.provinces, ZoneInfo(settings.TIME_ZONE))


def _mine() -> str:
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def said(row: Any, field: str) -> Said:
    """The reader's language where it is filled, else the other."""
    mine = _mine()
    for lang in (mine, "en" if mine == "fr" else "fr"):
        if words := getattr(row, f"{field}_{lang}"):
            return Said(words, lang)
    return Said("", mine)


def _hours(row: Schedule) -> Said:
    if not (row.weekdays and row.opens and row.closes):
        return said(row, "words")
    names = dict(
        zip(WEEKDAYS, (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"),
                       _("Sunday")), strict=True)
    )  # fmt: skip
    days = _days([names[each] for each in WEEKDAYS if each in row.weekdays], list(names.values()))
    span = {"days": days, "opens": _clock(row.opens), "closes": _clock(row.closes)}
    return Said(_("%(days)s, %(opens)s to %(closes)s") % span, _mine())


def _clock(at: time) -> str:
    """9 a.m. · 9 h · 9 h 30"""
    if _mine() != "fr":
        return str(time_format(at))
    hour = f"{at.hour}\N{NO-BREAK SPACE}h"
    return f"{hour}\N{NO-BREAK SPACE}{at:%M}" if at.minute else hour


def _days(open_on: list[str], week: list[str]) -> str:
    """“Monday to Friday” for days in a row, else one by one."""
    start = week.index(open_on[0]) if open_on else 0
    if len(open_on) > 2 and open_on == week[start : start + len(open_on)]:
        return _("%(first)s to %(last)s") % {"first": open_on[0], "last": open_on[-1]}
    return ", ".join(open_on)


def _dial(number: str) -> str:
    return "".join(each for each in number if each in "+0123456789")


def _address(location: Any) -> str:
    """On one line; what a list has put into the street already is not said again."""
    line = ", ".join(filter(None, (location.name, location.street)))
    said = set(plain_words(line))
    for part in (location.city, location.province, location.postal_code):
        if part and not set(plain_words(part)) <= said:
            line = ", ".join(filter(None, (line, part)))
    return line
