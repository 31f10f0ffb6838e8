"""What hangs on a service of HSDS, read as we keep it: hours, numbers, other names, what to bring, what it costs.

Of a contact the number and the function are kept, never the person's name: whoever looks for help asks for the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accord.base.clock import now
from accord.directory import cleaning as clean
from accord.directory.files import Row
from accord.directory.hours import WEEKDAYS
from accord.directory.hsds import extras
from accord.directory.records import Hours, Number


@dataclass(frozen=True)
class Tongue:
    """How one language says what does not happen every week."""

    days: tuple[str, ...]
    which: dict[int, str]
    both: str
    each: str
    of_the_month: str
    on_dates: str
    weeks: str
    months: str
    from_day: str
    until_day: str


TONGUES = (
    Tongue(
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"},
        " and ", "every {}", "of the month", "on day {} of the month", "every {} weeks", "every {} months",
        "from {}", "until {}",
    ),
    Tongue(
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        {1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", -1: "dernier",
         -2: "avant-dernier"},
        " et ", "chaque {}", "du mois", "le {} du mois", "toutes les {} semaines", "tous les {} mois",
        "à partir du {}", "jusqu’au {}",
    ),
)  # fmt: skip


def rows(record: Row, name: str) -> list[Row]:
    """The rows of an array, whatever else may stand there."""
    found: Any = record.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def hanging(service: Row, name: str) -> list[Row]:
    """What hangs on the service; where nothing does, what it has at its places; else what its places have."""
    stands = rows(service, "service_at_locations")
    places = [place for at in stands if isinstance(place := at.get("location"), dict)]
    own, there, of_place = (
        [row for owner in owners for row in rows(owner, name)] for owners in ([service], stands, places)
    )
    return own or there or of_place


def other_names(service: Row) -> str:
    """Its other name, and those of the programme that it is part of: people ask for it by either."""
    program: Any = service.get("program")
    known = [service.get("alternate_name")]
    if isinstance(program, dict):
        known += [program.get("name"), program.get("alternate_name")]
    return "; ".join(dict.fromkeys(filter(None, map(clean.text, known))))


def documents(service: Row) -> str:
    """What to bring; before 3.0 it was a text of the service."""
    listed = [clean.prose(each.get("document")) for each in rows(service, "required_documents")]
    said = service.get("required_documents")
    return "; ".join(
        dict.fromkeys(filter(None, [*listed, clean.prose(said) if isinstance(said, str) else ""]))
    )


def costs(service: Row) -> str:
    """What it costs in words: its own, then each option that it names."""
    own = clean.prose(service.get("fees_description") or service.get("fees"))
    return "; ".join(filter(None, [own, *map(_cost, rows(service, "cost_options"))]))


def _cost(option: Row) -> str:
    amount = clean.text(option.get("amount"))
    price = " ".join(filter(None, (amount, clean.text(option.get("currency")).upper() if amount else "")))
    price = " ".join(filter(None, (price, clean.text(option.get("amount_description")))))
    return ": ".join(filter(None, (clean.text(option.get("option")), price)))


def numbers(service: Row) -> list[Number]:
    """Its numbers, else those of its places; then those of its contacts, by their function."""
    found = [_number(row, "") for row in hanging(service, "phones")]
    for contact in hanging(service, "contacts"):
        function = clean.text(contact.get("title")) or clean.text(contact.get("department"))
        found += [_number(row, function) for row in rows(contact, "phones")]
    once = {each.number: each for each in reversed(found) if each.number}
    return [each for each in found if once.get(each.number) is each]


def _number(row: Row, function: str) -> Number:
    return Number(
        clean.text(row.get("number")), extras.read(row).get("extension") or clean.text(row.get("extension")),
        clean.text(row.get("type") or row.get("number_type")) or "voice",
        clean.text(row.get("description") or row.get("department")) or function,
    )  # fmt: skip


def hours(service: Row, remark: Callable[[str, str], None]) -> list[Hours]:
    """Opening hours. What is not every week is said in words; what is over is left out, with a remark."""
    made = []
    for row in hanging(service, "schedules"):
        until = clean.day(row.get("valid_to"))
        if until and until < timezone.localdate(now()):
            remark("schedules", _("hours that ended on %(day)s; left out") % {"day": until})
            continue
        read = _hours(row, until)
        if read != Hours():
            made.append(read)
    return made


def _hours(row: Row, until: date | None) -> Hours:
    named = clean.words(row.get("byday") or row.get("weekday"))
    days = [day for each in named if (day := clean.weekday(each))]
    told, other = clean.prose(row.get("description")), clean.prose(row.get("notes"))
    opens, closes = clean.clock(row.get("opens_at")), clean.clock(row.get("closes_at"))
    start = clean.day(row.get("valid_from"))
    later = start if start and start > timezone.localdate(now()) else None
    if not (_is_rare(row, named, days) or until or later):
        return Hours(days, opens, closes, told, other)
    span = f"{opens:%H:%M}–{closes:%H:%M}" if opens and closes else ""
    said = [
        ", ".join(
            filter(
                None,
                (
                    _rarely(row, named, tongue),
                    span,
                    tongue.from_day.format(later) if later else "",
                    tongue.until_day.format(until) if until else "",
                    words,
                ),
            )
        )
        for tongue, words in zip(TONGUES, (told, other), strict=True)
    ]
    return Hours(words_en=said[0], words_fr=said[1])


def _is_rare(row: Row, named: list[str], days: list[str]) -> bool:
    """Not each week on the days that it names."""
    every = clean.number(row.get("interval"))
    return (
        len(days) < len(named)
        or (every or 1) > 1
        or clean.text(row.get("freq")).upper() == "MONTHLY"
        or any(clean.text(row.get(each)) for each in ("bymonthday", "byweekno", "byyearday"))
    )


def _rarely(row: Row, named: list[str], tongue: Tongue) -> str:
    """The third Tuesday of a month, every second Monday, the 1st and 15th, in words."""
    monthly = clean.text(row.get("freq")).upper() == "MONTHLY"
    every = int(clean.number(row.get("interval")) or 1)
    days = tongue.both.join(_day(each, tongue) for each in named)
    parts = [tongue.each.format(days) if every == 1 and monthly and days else days]
    if monthly and every == 1 and days:
        parts.append(tongue.of_the_month)
    if dates := clean.text(row.get("bymonthday")):
        parts.append(tongue.on_dates.format(dates))
    if every > 1:
        parts.append((tongue.months if monthly else tongue.weeks).format(every))
    return " ".join(filter(None, parts))


def _day(code: str, tongue: Tongue) -> str:
    """2TU → second Tuesday · deuxième mardi"""
    text = clean.text(code).upper()
    day, which = text[-2:], clean.number(text[:-2])
    if day not in WEEKDAYS or (text[:-2] and which is None):
        return clean.text(code)
    said = tongue.which.get(int(which), "") if which else ""
    return f"{said} {tongue.days[WEEKDAYS.index(day)]}".strip()
