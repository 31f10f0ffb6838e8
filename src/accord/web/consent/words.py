"""How an agreement, its facts and its end are called on the pages of workers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accord.agencies.models import Agency
from accord.consent.ages import ages
from accord.consent.models import Consent
from accord.consent.queries import enforces_immigration
from accord.consent.vocabulary import Able, Answer, Fact
from accord.web.forms import spoken_date
from accord.web.tongues import spoken_all

LABELS = dict(Fact.choices)
ENFORCES = gettext_lazy("They enforce immigration law, or tell those who do")
NEVER_TOLD = gettext_lazy(
    "Those who enforce immigration law receive nothing of a survivor by this platform, even if the survivor agrees: "
    "choose somebody else. If the survivor wants to speak with them, find a lawyer first."
)


def facts(codes: Iterable[str]) -> list[str]:
    """In the order of the vocabulary, in the reader's language."""
    wanted = set(codes)
    return [str(label) for code, label in LABELS.items() if code in wanted]


def said(name: str, value: str) -> str:
    """A fact's value as it is read: languages stand as codes, a date of birth as 1998-03-27."""
    if name in (Fact.LANGUAGES, Fact.INTERPRETER):
        return spoken_all(value)
    return spoken_day(value) if name == Fact.DATE_OF_BIRTH else value


def spoken_day(value: str) -> str:
    """A day as people say it; what is no day of the calendar stays as it was typed."""
    try:
        return spoken_date(date.fromisoformat(value.strip()))
    except ValueError:
        return value


def told(fields: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """What was told, fact by fact: how each is called, and what it says."""
    return [
        (str(LABELS.get(each["name"], each["name"])), said(each["name"], each["value"])) for each in fields
    ]


def recipient(consent: Consent) -> str:
    return str(consent.recipient) if consent.recipient else consent.recipient_name


def agency(of: Agency) -> str:
    """Its name; where it removes people from the country, that is said."""
    if of.immigration_enforcement:
        return _("%(agency)s (immigration enforcement: by order of a court alone)") % {"agency": of}
    return str(of)


def enforces(cleaned: Mapping[str, Any], agency: Agency | None = None) -> bool:
    """Whether whom a form names enforces immigration law: by its tick, by the agency's mark, by the name's words."""
    ticked = bool(cleaned.get("recipient_name") and cleaned.get("enforces_immigration"))
    return ticked or enforces_immigration(agency, cleaned.get("recipient_name") or "")


def state(consent: Consent) -> tuple[str, str]:
    """What holds, and the colour of its tag."""
    if consent.answer == Answer.REFUSED:
        return str(Answer.REFUSED.label), "grey"
    if consent.ended_at is not None:
        return str(consent.get_ending_display()), "grey"
    if not consent.is_live:
        return _("Its time was over"), "grey"
    return _("Holds until %(day)s") % {"day": spoken_date(localdate(consent.expires_at))}, "teal"


def who_agreed(able: str, decided_by: str) -> str:
    """Empty where nobody noted it."""
    if able == Able.OTHER:
        return _("%(who)s: %(role)s") % {"who": Able.OTHER.label, "role": decided_by}
    return str(Able(able).label) if able else ""


def alone_from(province: str) -> str:
    """From which age a young person of that province may agree alone, as far as it is written down."""
    known = ages().get(province)
    if known is None:
        return _(
            "They are under 18. From which age they may agree alone is not written down here: ask first."
        )
    french = (get_language() or "").startswith("fr")
    said = _("They are under 18. In their province, from %(age)d one may agree alone to %(what)s.") % {
        "age": known.from_age,
        "what": known.for_fr if french else known.for_en,
    }
    if known.verified_on:
        return said
    return _("%(said)s Nobody has checked this against the law: ask before you rely on it.") % {"said": said}


def days(n: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}


def month(consent: Consent) -> str:
    return date_format(consent.given_at, "Y-m")
