"""What the trail says, in words a lead can use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.dossiers.queries import Reading

DOORS: dict[str, str | Promise] = {
    "web": _("pages"),
    "api": _("programming interface"),
    "job": _("worker"),
    "cli": _("command line"),
    "story": _("demonstration"),
}
# By the beginning of the route's name: enough to tell a look at a report from one at a list.
PLACES: dict[str, str | Promise] = {
    "home:": _("Looked at the day’s work"),
    "reports:list": _("Looked at the list of reports"),
    "reports:": _("Worked on a report"),
    "hits:list": _("Looked at the list of hits"),
    "hits:": _("Worked on a hit"),
    "cases:list": _("Looked at the list of cases"),
    "cases:": _("Worked on a case"),
    "search:": _("Found something here by searching"),
    "console:": _("Looked at the seats"),
    "import": _("Imported a file"),
}


@dataclass(frozen=True)
class Visit:
    """The same thing done by the same member on one day: the last time, how often, the most entries shown at once."""

    at: datetime
    who: str
    what: str
    door: str
    times: int
    rows: int


def visits(readings: Iterable[Reading]) -> list[Visit]:
    """Readings, newest first, with what follows on each other and is alike drawn together."""
    return [
        Visit(alike[0].at, who, what, door, len(alike), max(line.rows for line in alike))
        for (_day, who, what, door), group in groupby(readings, key=_likeness)
        if (alike := list(group))
    ]


def _likeness(line: Reading) -> tuple[object, str, str, str]:
    who = f"{line.name}, {line.agency}" if line.name else ""
    return timezone.localdate(line.at), who, str(_what(line)), str(DOORS.get(line.door, line.door))


def _what(line: Reading) -> str | Promise:
    if "refused" in line.actions:
        return _("Was refused")
    return next((word for begin, word in PLACES.items() if line.route.startswith(begin)), _("Looked"))
