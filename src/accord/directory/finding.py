"""Finding a service: what is asked, and where to look next when nothing is there.

What a service does not say it does not refuse: those that say they take whoever asks come first, those that say nothing
come after, and those that say no are left out.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from accord.directory.models import Service
from accord.directory.provinces import (
    EVERYWHERE,
    POSTAL,
    postal_codes,
    province_named,
    province_of_postal,
    province_of_town,
)
from accord.directory.sought import plain_words
from accord.directory.vocabulary import Status, SubstanceUse

MOST = 1000  # services that one question is answered with; whoever looks for help turns no more pages
AREA = 3  # characters of a postal code that name its area


class Reach(Enum):
    """How far was looked."""

    PLACE = "place"
    PROVINCE = "province"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Question:
    """What somebody looks for; empty is "any". ``age`` in years; ``access``: a code of ``Access``."""

    need: str = ""
    words: str = ""
    place: str = ""
    language: str = ""
    age: int | None = None
    gender: str = ""
    children: bool = False
    pets: bool = False
    substance_use: bool = False
    access: str = ""


@dataclass(frozen=True)
class Match:
    """A service that was found, and whose it is."""

    service_id: uuid.UUID
    organization_id: uuid.UUID


@dataclass(frozen=True)
class Found:
    """Services in order of fit, how far was looked, and for a province which."""

    matches: list[Match]
    reach: Reach
    province: str = ""
    widened: bool = False


@dataclass(frozen=True)
class _Where:
    """A place understood: words that begin words of the place, a postal code's beginning, a province."""

    words: tuple[str, ...] = ()
    postal: str = ""
    province: str = ""


def seek(question: Question, *, french: bool = False) -> Found:
    """Services for the question where it asks, else in the province, else everywhere: the nearest that has any."""
    asked = _fitting(question)
    nearest = next(_reaches(question.place))[0]
    for reach, where, streets in _reaches(question.place):
        here = _standing(where, streets=streets)
        if not asked.filter(here).exists():
            continue
        rows = _ordered(
            asked.filter(here | Q(provinces__contains=[EVERYWHERE]) if here else here), question, here, french
        )
        matches = [Match(*row) for row in rows.values_list("id", "organization_id")[:MOST]]
        return Found(matches, reach, where.province, widened=reach is not nearest)
    return Found([], Reach.EVERYWHERE, widened=nearest is not Reach.EVERYWHERE)


def together(matches: list[Match], same: dict[uuid.UUID, uuid.UUID]) -> list[Match]:
    """Services of one organization beside each other, where its first one stands."""
    found: dict[uuid.UUID, list[Match]] = {}
    for each in matches:
        found.setdefault(same.get(each.organization_id, each.organization_id), []).append(each)
    return [each for group in found.values() for each in group]


def _reaches(place: str) -> Iterator[tuple[Reach, _Where, bool]]:
    """From near to far. A street counts only where no town is meant: many a town has a Montreal Street."""
    where = _understood(place)
    if where.words or where.postal:
        yield Reach.PLACE, where, False
        if where.words:
            yield Reach.PLACE, where, True
        if len(where.postal) > AREA:
            yield Reach.PLACE, replace(where, postal=where.postal[:AREA]), False
    if where.province or where.words:
        province = where.province or _province_of(where)
        if province:
            yield Reach.PROVINCE, _Where(province=province), False
    yield Reach.EVERYWHERE, _Where(), False


def _understood(place: str) -> _Where:
    """Words apart from a postal code and from a province that stands behind them: “Ottawa, ON K1P 5N5”."""
    codes = postal_codes(place)
    rest = plain_words(POSTAL.sub(" ", place))[:6]
    province = province_of_postal(place)
    for size in range(min(4, len(rest)), 0, -1):
        named = province_named(" ".join(rest[-size:]))
        if named and (size < len(rest) or not _is_a_town(rest)):
            rest, province = rest[:-size], named
            break
    return _Where(tuple(rest), codes[0] if codes else "", province)


def _is_a_town(words: list[str]) -> bool:
    """Québec is both: asked for by itself it is the city first."""
    return words == ["quebec"]


def _province_of(where: _Where) -> str:
    """The province of a town, by its name or by what else the directory has there."""
    said = " ".join(where.words)
    if known := province_of_town(said) or province_named(said):
        return known
    rows = Service.objects.filter(_standing(where, streets=False)).values_list("provinces", flat=True)[:50]
    told = [code for codes in rows for code in codes if code != EVERYWHERE]
    return max(set(told), key=told.count) if told else ""


def _standing(where: _Where, *, streets: bool) -> Q:
    asked = Q()
    for word in where.words:
        part = f" {word} " if len(word) <= 2 else f" {word}"
        here = Q(place_words__contains=part)
        asked &= here | Q(street_words__contains=part) if streets else here
    if where.postal:
        asked &= Q(place_words__contains=f" {where.postal}")
    elif where.province:
        asked &= Q(provinces__contains=[where.province])
    return asked


def _fitting(question: Question) -> QuerySet[Service]:
    """Open services that do not say no to any of it."""
    found = Service.objects.filter(status=Status.ACTIVE)
    if question.need:
        found = found.filter(needs__contains=[question.need])
    for word in plain_words(question.words)[:8]:
        found = found.filter(own_words__contains=f" {word}")
    for takes, says_nothing in _conditions(question):
        found = found.filter(takes | says_nothing)
    return found


def _conditions(question: Question) -> Iterator[tuple[Q, Q]]:
    """For each thing asked: the service says yes, and the service does not say."""
    if question.language:
        yield Q(languages__contains=[question.language]), Q(languages=[])
    if question.age is not None:
        low, high = "eligibility__age_min", "eligibility__age_max"
        from_, to = (
            Q(**{f"{low}__isnull": True}) | Q(**{f"{low}__lte": question.age}),
            Q(**{f"{high}__isnull": True}) | Q(**{f"{high}__gte": question.age}),
        )
        silent = Q(**{f"{low}__isnull": True, f"{high}__isnull": True})
        yield from_ & to & ~silent, silent
    if question.gender:
        silent = Q(eligibility__isnull=True) | Q(eligibility__genders=[])
        yield Q(eligibility__genders__contains=[question.gender]), silent
    for name in ("children", "pets"):
        if getattr(question, name):
            yield Q(**{f"eligibility__{name}": True}), Q(**{f"eligibility__{name}__isnull": True})
    if question.substance_use:
        use = "eligibility__substance_use"
        open_to = Q(**{f"{use}__in": [SubstanceUse.WELCOME, SubstanceUse.NOT_ON_SITE]})
        yield open_to, Q(**{use: ""}) | Q(eligibility__isnull=True)
    if question.access:  # nobody writes down that there are stairs
        yield Q(access__contains=[question.access]), Q(pk__isnull=False)


def _ordered(found: QuerySet[Service], question: Question, here: Q, french: bool) -> QuerySet[Service]:
    """Here before countrywide, fewest silences first, then by name."""
    silences: Combinable = Value(0)
    for takes, _silent in _conditions(question):
        silences = silences + Case(When(takes, then=0), default=1, output_field=IntegerField())
    far = Case(When(here, then=0), default=1, output_field=IntegerField()) if here else Value(0)
    name = Case(When(~Q(name_fr=""), then="name_fr"), default="name_en") if french else F("name_en")
    return found.annotate(far=far, silences=silences, called=name).order_by("far", "silences", "called", "id")
