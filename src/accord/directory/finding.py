"""Finding a service: what is asked, and where to look next when nothing is there.

What a service does not say it does not refuse: those that say they take whoever asks come first, those that say nothing
come after, and those that say no are left out. Where words were asked, those that answer them best come before all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length, Round

from accord.directory.models import Service
from accord.directory.provinces import (
    EVERYWHERE,
    POSTAL,
    postal_codes,
    province_named,
    province_of_postal,
    province_of_town,
)
from accord.directory.ranking import Wanted, scored, wanted
from accord.directory.sought import plain_words
from accord.directory.vocabulary import Status, SubstanceUse

MOST = 1000  # services that one question is answered with; whoever looks for help turns no more pages
AWAY = 0.05  # what a service's score is worth less for each step that it is farther away
ENOUGH = 0.5  # share of the best service's score, below which a service is no answer
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
    """Services in order of fit, how far was looked, and for a province which.

    ``read_as``: words that no service has, and what they were taken for.
    """

    matches: list[Match]
    reach: Reach
    province: str = ""
    widened: bool = False
    read_as: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Where:
    """A place understood: words that begin words of the place, a postal code's beginning, a province."""

    words: tuple[str, ...] = ()
    postal: str = ""
    province: str = ""


def seek(question: Question, *, french: bool = False) -> Found:
    """Services for the question where it asks, else in the province, else everywhere: the nearest that has any."""
    asked, words = _fitting(question), plain_words(question.words)
    all_wanted, read_as = wanted(words, asked) if words else ([], {})
    if words:
        asked = scored(asked, all_wanted) if all_wanted else asked.none()
    nearest = next(_reaches(question.place))[0]
    for reach, where, streets in _reaches(question.place):
        here = _standing(where, streets=streets)
        if not asked.filter(here).exists():
            continue
        away = _away(where, here)
        rows = _ordered(asked.filter(here | away if here else here), question, here, french)
        matches = _answers(rows, all_wanted)
        return Found(matches, reach, where.province, widened=reach is not nearest, read_as=read_as)
    return Found([], Reach.EVERYWHERE, widened=nearest is not Reach.EVERYWHERE, read_as=read_as)


def _answers(rows: QuerySet[Service], all_wanted: list[Wanted]) -> list[Match]:
    """The first of them; where words were asked, those alone that answer them at least half as well as the best."""
    if not all_wanted:
        return [Match(*row) for row in rows.values_list("id", "organization_id")[:MOST]]
    found = [*rows.values_list("score", "id", "organization_id")[:MOST]]  # type: ignore[misc]  # annotated
    return [Match(*row) for score, *row in found if score >= ENOUGH * found[0][0]]


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


def _away(where: _Where, here: Q) -> Q:
    """Services that are there for the place without standing in it: its whole province's, the country's, and those that
    do not say where they are."""
    province = where.province or (_province_of(where) if where.words else "")
    return Q(wholes__overlap=[EVERYWHERE, *filter(None, [province])]) | Q(place_words="", provinces=[])


def _standing(where: _Where, *, streets: bool) -> Q:
    asked = Q()
    for word in where.words:
        part = f" {word} " if len(word) <= 2 else f" {word}"
        here = Q(place_words__contains=part) | Q(place_words="", name_words__contains=part)
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
    """Best answers first, here before countrywide, fewest silences first, then by name."""
    silences: Combinable = Value(0)
    for takes, _silent in _conditions(question):
        silences = silences + Case(When(takes, then=0), default=1, output_field=IntegerField())
    far: Combinable = Value(0)
    if here:
        far = Case(When(here, then=0), When(place_words="", provinces=[], then=3),
                   When(wholes__contains=[EVERYWHERE], then=2), default=1, output_field=IntegerField())  # fmt: skip
    name = Case(When(~Q(name_fr=""), then="name_fr"), default="name_en") if french else F("name_en")
    by = ["far", "silences", "called", "id"]
    found = found.annotate(far=far, silences=silences, called=name)
    if "score" in found.query.annotations:  # of services as good, the one that is called nothing else
        found = found.annotate(
            close=Round(F("score") - F("far") * Value(AWAY), precision=1), long=Length("name_words")
        )
        by = ["-close", "far", "silences", "-score", "long", *by[2:]]
    return found.order_by(*by)
