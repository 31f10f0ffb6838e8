"""Whom a place takes and where it is, in a few words each; nothing where its agency does not say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.places.models import Hold, Place
from accord.reports.places import PROVINCES, City, find_city
from accord.web.help.takes import GENDERS, USE, WAYS_IN, WELCOME
from accord.web.tongues import spoken


def town_of(city: str, province: str) -> City | None:
    return find_city(f"{city} {province}") if city else None


def where(place: Place) -> str:
    """The published town, the province alone, or that neither is said."""
    if place.city:
        known = town_of(place.city, place.province)
        return known.label if known else place.city
    return PROVINCES[place.province].name if place.province in PROVINCES else _("Town not said: call")


def takes(place: Place) -> list[str]:
    return [str(each) for each in _takes(place)]


def _takes(place: Place) -> Iterator[str]:
    if place.age_min is not None or place.age_max is not None:
        yield _ages(place.age_min, place.age_max)
    if told := [str(GENDERS[code]) for code in place.genders if code in GENDERS]:
        yield ", ".join([told[0], *(each[:1].lower() + each[1:] for each in told[1:])])
    for field, words in WELCOME.items():
        if (answer := getattr(place, field)) is not None:
            yield str(words[answer])
    if place.most_people:
        yield ngettext("%(n)s person at most", "%(n)s people at most", place.most_people) % {
            "n": place.most_people
        }
    if place.substance_use in USE:
        yield str(USE[place.substance_use])
    yield from (str(WAYS_IN[code]) for code in place.accessibility if code in WAYS_IN)
    if place.languages:
        yield capfirst(", ".join(spoken(code) for code in place.languages))


def _ages(low: int | None, high: int | None) -> str:
    if low and high is not None:
        return _("Aged %(low)s to %(high)s") % {"low": low, "high": high}
    if high is not None:
        return _("Up to %(high)s years of age") % {"high": high}
    return _("Aged %(low)s and over") % {"low": low or 0}


def gender(code: str) -> str:
    return str(GENDERS[code]) if code in GENDERS else _("Not said")


def who_comes(hold: Hold) -> list[str]:
    """Four of the five facts; the fifth is when."""
    people = ngettext("%(n)s person", "%(n)s people", hold.people) % {"n": hold.people}
    language = capfirst(spoken(hold.language)) if hold.language else _("Language not said")
    told = str(GENDERS[hold.gender]) if hold.gender in GENDERS else _("Gender not said")
    return [people, told, language, _("A minor is among them") if hold.minor else _("No minor")]
