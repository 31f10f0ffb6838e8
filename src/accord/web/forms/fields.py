"""Dates, times and long texts as people write them, in either language."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any
from unicodedata import combining, normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accord.web.forms.widgets import DateInput, DateParts, parts_of


class DateField(forms.Field):
    """A day, month and year that exist; months by number or by name in either language.

    ``earliest`` and ``latest`` are dates, or functions that give one at the moment of the check (such as ``today``).
    """

    widget = DateInput
    default_error_messages = {
        "required": _("Enter the date as day, month and year, for example 27 3 1998"),
        "incomplete": _("Enter the date as day, month and year, for example 27 3 1998"),
        "day": _("The day must be a number from 1 to 31"),
        "month": _("The month must be a number from 1 to 12, or its name"),
        "year": _("The year must have four digits, for example 1998"),
        "impossible": _("This date does not exist. Check the day and the month"),
        "early": _("The date must be %(limit)s or later"),
        "late": _("The date must be %(limit)s or earlier"),
        "future": _("The date must be today or in the past"),
    }

    def __init__(
        self,
        *,
        earliest: dt.date | Callable[[], dt.date] | None = dt.date(1900, 1, 1),
        latest: dt.date | Callable[[], dt.date] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date) or value is None:
            return value
        parts = DateParts(*(typed.strip() for typed in parts_of(value)))
        if not any(parts):
            return None
        if empty := [name for name, typed in parts._asdict().items() if not typed]:
            raise self._refusal("incomplete", *empty)
        return self._existing_date(parts)

    def _existing_date(self, parts: DateParts) -> dt.date:
        day, month, year = _number(parts.day), month_number(parts.month), _number(parts.year, digits=4)
        for name, number, highest in [("day", day, 31), ("month", month, 12), ("year", year, 9999)]:
            if not 1 <= number <= highest:
                raise self._refusal(name, name)
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self._refusal("impossible", "day", "month") from None

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _now(self.earliest), _now(self.latest)
        if earliest and value < earliest:
            raise self._refusal("early", limit=spoken_date(earliest))
        if latest and value > latest:
            raise self._refusal("future" if self.latest is today else "late", limit=spoken_date(latest))

    def _refusal(self, code: str, *parts: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"parts": parts, **params})


def today() -> dt.date:
    """Today where the member is; ``DateField(latest=today)`` refuses the future."""
    return timezone.localdate()


def spoken_date(date: dt.date) -> str:
    """March 27, 1998 · 27 mars 1998 · 1er mars 1998"""
    if not (translation.get_language() or "").startswith("fr"):
        return date_format(date, "F j, Y")
    text = date_format(date, "j F Y")
    return text.replace("1 ", "1er ", 1) if date.day == 1 else text


def _now(limit: dt.date | Callable[[], dt.date] | None) -> dt.date | None:
    return limit() if callable(limit) else limit


def _number(typed: str, digits: int | None = None) -> int:
    """The number typed in any script's digits, or 0."""
    if not typed.isdecimal() or len(typed) > 4 or (digits and len(typed) != digits):
        return 0
    return int(typed)


def month_number(typed: str) -> int:
    """1 to 12 for a number, a name or its first letters, English or French, accents or not; otherwise 0.

    >>> month_number("févr."), month_number("August"), month_number("ju")
    (2, 8, 0)
    """
    if number := _number(typed):
        return number
    stem = _plain(typed).rstrip(".")
    if len(stem) < 3:
        return 0
    matches = {number for name, number in _month_names() if name.startswith(stem)}
    return matches.pop() if len(matches) == 1 else 0


def _month_names() -> Iterator[tuple[str, int]]:
    for language in ("en", "fr"):
        with translation.override(language):
            yield from [(_plain(str(name)), number) for number, name in MONTHS.items()]


def _plain(text: str) -> str:
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter)).strip()


class TimeField(forms.Field):
    """A time of day as people write it: 14:05, 1405, 14 h 05, 2:05 pm, 9h."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5"})
    default_error_messages = {"invalid": _("Enter the time as hours and minutes, for example 14:05")}
    pattern = re.compile(r"(\d{1,2})\s*[:h.]?\s*(\d{2})?\s*([ap])?\.?\s*(?:m\.?)?", re.IGNORECASE)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value

    def to_python(self, value: Any) -> dt.time | None:
        if value is None or isinstance(value, dt.time):
            return value
        if not value.strip():
            return None
        read = self.pattern.fullmatch(value.strip())
        if not read:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(read[1]), int(read[2] or 0), (read[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        try:
            return dt.time(hour, minute)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class LongTextField(forms.CharField):
    """Several lines. A ``max_length`` shows a count that starts to speak at three quarters of it."""

    widget = forms.Textarea(attrs={"rows": 5})

    def to_python(self, value: Any) -> str:
        # Browsers send two characters for a line break and count one: without this the count would lie.
        return (super().to_python(value) or "").replace("\r\n", "\n")
