"""How long something has waited, in one unit."""

from datetime import datetime, timedelta

from django.utils.timesince import TIME_STRINGS, timesince
from django.utils.translation import gettext as _
from django.utils.translation import npgettext_lazy

from accord.base.clock import now

# Django's own French counts in « années », which are spans with a beginning and an end; a wait is counted in « ans ».
_UNITS = {**TIME_STRINGS, "year": npgettext_lazy("a wait", "%(num)d year", "%(num)d years", "num")}


def waited(since: datetime | None) -> str:
    """ "3 hours", "2 jours", "1 an", "less than a minute"; nothing for what has not begun."""
    if since and now() - since < timedelta(minutes=1):
        return _("less than a minute")
    return timesince(since, now(), time_strings=_UNITS, depth=1) if since else ""  # type: ignore[arg-type]
