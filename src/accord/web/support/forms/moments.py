"""A day and an hour, as one field of two boxes would be too much: two fields that make a moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone


def moment(day: dt.date | None, hour: dt.time | None, *, at: dt.time = dt.time(9, 0)) -> Any:
    """The moment where the member is; without an hour, at ``at``; None without a day."""
    return timezone.make_aware(dt.datetime.combine(day, hour or at)) if day else None
