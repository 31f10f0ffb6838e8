"""What the queue of the day is made of: lines, by kind of work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from accord.web.home.waits import waited

SHOWN = 8  # lines of one kind; the rest is behind "See all"


@dataclass(frozen=True)
class Line:
    """One thing to do: where it leads, what it is called, one more fact, since or until when, and how pressing.

    ``mark``: what presses, where it is no lateness. ``ends``: what ``until`` says is an end, and no day to do it by.
    """

    href: str
    text: str
    hint: str = ""
    since: datetime | None = None
    until: datetime | None = None
    pressing: bool = False
    mark: str = ""
    ends: bool = False

    @property
    def waited(self) -> str:
        """How long, in one unit: "3 hours", "2 jours"."""
        return waited(self.since)


@dataclass(frozen=True)
class Section:
    """One kind of work, its most pressing lines first."""

    title: str | Promise
    lines: list[Line] = field(default_factory=list)
    all_url: str = ""

    @property
    def shown(self) -> list[Line]:
        return self.lines[:SHOWN]

    @property
    def has_more(self) -> bool:
        return len(self.lines) > SHOWN
