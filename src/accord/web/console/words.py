"""What the trail says, in words a lead can use."""

from __future__ import annotations

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


def reading_word(line: Reading) -> str | Promise:
    if "refused" in line.actions:
        return _("Was refused")
    return next((word for begin, word in PLACES.items() if line.route.startswith(begin)), _("Looked"))


def door_word(door: str) -> str | Promise:
    return DOORS.get(door, door)
