"""A day and an hour, as one field of two boxes would be too much: two fields that make a moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def moment(day: dt.date | None, hour: dt.time | None, *, at: dt.time = dt.time(9, 0)) -> Any:
    """The moment where the member is; without an hour, at ``at``; None without a day."""
    return timezone.make_aware(dt.datetime.combine(day, hour or at)) if day else None


def check_moment(form: forms.Form, day: str, hour: str) -> None:
    """Beside the field of the hour: the hour that a night in spring leaves out; beside the day: an hour without one."""
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(hour)
    if at and not on and day not in form.errors:
        form.add_error(day, _("Enter the day as well: an hour alone says nothing"))
    if not on or at is None:
        return
    typed = dt.datetime.combine(on, at)
    there = timezone.make_aware(typed).astimezone(dt.UTC).astimezone(timezone.get_current_timezone())
    if there.replace(tzinfo=None) != typed:
        form.add_error(
            hour, _("This hour does not exist on that night: the clocks go forward. Choose an hour later")
        )
