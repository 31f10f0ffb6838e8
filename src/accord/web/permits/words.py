"""Words and colours of applications and times."""

from __future__ import annotations

import uuid
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accord.consent.vocabulary import Fact
from accord.permits.clocks import Unit, today
from accord.permits.models import Right, Stage
from accord.permits.vocabulary import ALERT_DAYS, State

COLOURS = {
    State.REQUESTED: "blue",
    State.INTERVIEW: "yellow",
    State.ISSUED: "green",
    State.RENEWED: "green",
    State.REFUSED: "red",
    State.WITHDRAWN: "grey",
    State.EXPIRED: "grey",
}

NOT_ACCEPTED = gettext_lazy(
    "This was not accepted. Look at the agreement, the facts and the days again; somebody else may have been quicker."
)


def consent_page(dossier_id: uuid.UUID) -> str:
    """Where agreements of a file are noted."""
    return reverse("consent:ledger", args=[dossier_id])


def days_until(day: date) -> int:
    return (day - today()).days


def left(days: int) -> str:
    """ "In 3 days", "today", "2 days late", on one line."""
    if days == 0:
        return _("today")
    if days < 0:
        words = ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}
    else:
        words = ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def band(days: int) -> str:
    """In which alert a day stands: "7", "30", "90", or nothing beyond and once it has passed."""
    return next((str(each) for each in reversed(ALERT_DAYS) if 0 <= days <= each), "")


def waited(since: date) -> str:
    """How many days it has waited."""
    days = max(-days_until(since), 0)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else _("since today")


def length(stage: Stage) -> str:
    """How long a clock runs, in words: "3 business days"."""
    if stage.amount == 0:
        return _("the same day")
    words = {
        Unit.DAYS: ngettext("%(n)d day", "%(n)d days", stage.amount),
        Unit.BUSINESS_DAYS: ngettext("%(n)d business day", "%(n)d business days", stage.amount),
        Unit.MONTHS: ngettext("%(n)d month", "%(n)d months", stage.amount),
    }
    return words[stage.unit] % {"n": stage.amount}


def months(number: int) -> str:
    return ngettext("%(n)d month", "%(n)d months", number) % {"n": number}


def facts_of(right: Right) -> list[str]:
    return [str(Fact(each).label) for each in right.facts]
