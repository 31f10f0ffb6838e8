"""Whom a place takes, and what must be known to look for one: never who comes.

What a place does not say never refuses anybody; it is said as a caution, to be asked on the phone. Distance refuses
nobody either: it ranks. ``places.assignment`` gives the same answers over arrays; its tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accord.directory.vocabulary import SubstanceUse
from accord.places.distance import kilometres

ADULT = 18  # Criminal Code s. 279.011: an offence against a person under 18 is one of its own


class Kind(models.TextChoices):
    """Kinds of places to stay, from tonight to for good."""

    EMERGENCY = "emergency", _("emergency shelter")
    TRANSITION = "transition", _("transition house")
    SECOND_STAGE = "second_stage", _("second-stage home")
    SUPPORTIVE_LONG_TERM = "supportive_long_term", _("long-term home with support")
    YOUTH = "youth", _("youth shelter")
    SAFE_HOUSE = "safe_house", _("safe house for trafficked people")
    INDIGENOUS = "indigenous", _("Indigenous shelter")
    HOTEL_VOUCHER = "hotel_voucher", _("hotel voucher")
    DETOX = "detox", _("detox bed")


@dataclass(frozen=True, slots=True)
class Seeker:
    """What must be known to look for a place.

    ``gender`` is one of ``directory.vocabulary.GENDERS`` or "" (not said); ``languages`` are ISO 639-1 codes;
    ``children`` come along; ``substance_use`` is "" (not said), "none" or "uses"; no ``kinds`` is any kind; degrees
    are WGS 84; ``guardian`` says that an adult who answers for a minor comes along.
    """

    age: int | None = None
    minor: bool = False
    gender: str = ""
    languages: tuple[str, ...] = ()
    children: int = 0
    pets: bool = False
    accessibility: tuple[str, ...] = ()
    substance_use: str = ""
    kinds: tuple[str, ...] = ()
    province: str = ""
    latitude: float | None = None
    longitude: float | None = None
    waiting_since: datetime | None = None
    guardian: bool = False

    @property
    def is_minor(self) -> bool:
        """Said to be a minor, or of an age that says so: the safer of the two."""
        return self.minor or (self.age is not None and self.age < ADULT)


@dataclass(frozen=True, slots=True)
class Offer:
    """Places of one kind at one service. A place is what one seeker takes with her children: a bed, a room, a voucher.

    ``free`` places; ``most_people`` in one of them. None, "" and empty say that the service does not say. The point
    is that of the town wherever the address is confidential.
    """

    id: Any
    kind: str
    free: int
    age_min: int | None = None
    age_max: int | None = None
    genders: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    children: bool | None = None
    most_people: int | None = None
    pets: bool | None = None
    accessibility: tuple[str, ...] = ()
    substance_use: str = ""
    province: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place refuses (``hard``), or what to ask before it is held. ``words`` are in the reader's language."""

    code: str
    words: Any
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """One offer as one seeker sees it. ``as_if_km`` is what it is ranked by: the way, and what counts as a way."""

    offer: Offer
    reasons: tuple[Reason, ...]
    cautions: tuple[Reason, ...]
    distance_km: int | None
    shares_language: bool
    as_if_km: float

    @property
    def fits(self) -> bool:
        return not self.reasons


FULL = Reason("full", _("No place is free."))
KIND = Reason("kind", _("It is another kind of place than the one asked for."))
AGE = Reason("age", _("It takes people of other ages."))
MINOR = Reason("minor", _("It takes adults only."))
GUARDIAN = Reason("guardian", _("A minor is not sent to a hotel without a guardian."))
GENDER = Reason("gender", _("It takes people of other genders."))
CHILDREN = Reason("children", _("It does not take children."))
PEOPLE = Reason("people", _("The place is too small for everybody who comes."))
PETS = Reason("pets", _("It does not take pets."))
ACCESSIBILITY = Reason("accessibility", _("It lacks an access that is needed."))
SUBSTANCE_USE = Reason("substance_use", _("It takes only people who do not use substances."))
DETOX = Reason("substance_use", _("It is for people who stop using substances."))

ASK_AGE = Reason("age", _("Ask: it takes certain ages only."), hard=False)
ASK_YOUTH = Reason("age", _("Ask: it is for young people, and does not say up to what age."), hard=False)
ASK_MINOR = Reason("minor", _("Ask: it does not say whether minors are taken."), hard=False)
ASK_GENDER = Reason("gender", _("Ask: it takes certain genders only."), hard=False)
ASK_GENDERS = Reason("gender", _("Ask: it does not say which genders are taken."), hard=False)
ASK_CHILDREN = Reason("children", _("Ask: it does not say whether children are taken."), hard=False)
ASK_PEOPLE = Reason("people", _("Ask: it does not say how many people fit in one place."), hard=False)
ASK_PETS = Reason("pets", _("Ask: it does not say whether pets are taken."), hard=False)
ASK_ACCESSIBILITY = Reason("accessibility", _("Ask: it does not say how accessible it is."), hard=False)
ASK_SUBSTANCE_USE = Reason("substance_use", _("Ask: it does not say what it asks of people who use substances."),
                           hard=False)  # fmt: skip
ASK_ABSTINENCE = Reason(
    "substance_use", _("Ask: it takes only people who do not use substances."), hard=False
)
ASK_DETOX = Reason("substance_use", _("Ask: it is for people who stop using substances."), hard=False)
NOT_ON_SITE = Reason("substance_use", _("Say: no use on the premises."), hard=False)
ASK_INDIGENOUS = Reason("kind", _("Ask: it is for Indigenous people."), hard=False)
ASK_LANGUAGE = Reason("language", _("Ask: it does not say which languages are spoken."), hard=False)
INTERPRETER = Reason("language", _("No language in common: an interpreter is needed."), hard=False)


def why_not(seeker: Seeker, offer: Offer) -> tuple[Reason, ...]:
    """Return why the place cannot take the seeker; nothing if it fits."""
    minor, alone = seeker.is_minor, seeker.children == 0
    adults_only = offer.age_min is not None and offer.age_min >= ADULT
    needed = set(seeker.accessibility) if offer.accessibility else set()
    found = (
        (FULL, offer.free <= 0),
        (KIND, bool(seeker.kinds) and offer.kind not in seeker.kinds),
        (MINOR, minor and adults_only),
        (GUARDIAN, minor and offer.kind == Kind.HOTEL_VOUCHER and not seeker.guardian),
        (AGE, not (minor and adults_only) and _other_age(seeker.age, offer)),
        (GENDER, bool(seeker.gender and offer.genders) and seeker.gender not in offer.genders),
        (CHILDREN, not alone and offer.children is False),
        (PEOPLE, offer.most_people is not None and 1 + seeker.children > offer.most_people),
        (PETS, seeker.pets and offer.pets is False),
        (ACCESSIBILITY, not needed <= set(offer.accessibility)),
        (SUBSTANCE_USE, seeker.substance_use == "uses" and offer.substance_use == SubstanceUse.ABSTINENCE
         and offer.kind != Kind.DETOX),
        (DETOX, offer.kind == Kind.DETOX and seeker.substance_use == "none" and Kind.DETOX not in seeker.kinds),
    )  # fmt: skip
    return tuple(reason for reason, holds in found if holds)


def _other_age(age: int | None, offer: Offer) -> bool:
    if age is None:
        return False
    low, high = offer.age_min, offer.age_max
    return (low is not None and age < low) or (high is not None and age > high)


def cautions(seeker: Seeker, offer: Offer) -> tuple[Reason, ...]:
    """Return what is not known and matters to this seeker: to be asked, never a refusal."""
    minor, uses = seeker.is_minor, seeker.substance_use
    bounds = offer.age_min is not None or offer.age_max is not None
    abstinent, detox = offer.substance_use == SubstanceUse.ABSTINENCE, offer.kind == Kind.DETOX
    youth = offer.kind == Kind.YOUTH
    found = (
        (ASK_AGE, seeker.age is None and bounds and not (minor and (offer.age_min or 0) >= ADULT)),
        (ASK_YOUTH, youth and not minor and offer.age_max is None),
        (ASK_MINOR, minor and not youth and offer.age_min is None),
        (ASK_GENDER, bool(offer.genders) and not seeker.gender),
        (ASK_GENDERS, bool(seeker.gender) and not offer.genders),
        (ASK_CHILDREN, seeker.children > 0 and offer.children is None),
        (ASK_PEOPLE, seeker.children > 0 and offer.most_people is None),
        (ASK_PETS, seeker.pets and offer.pets is None),
        (ASK_ACCESSIBILITY, bool(seeker.accessibility) and not offer.accessibility),
        (ASK_SUBSTANCE_USE, uses == "uses" and not offer.substance_use and not detox),
        (ASK_ABSTINENCE, uses == "" and abstinent and not detox),
        (ASK_DETOX, uses == "" and detox and Kind.DETOX not in seeker.kinds),
        (NOT_ON_SITE, uses == "uses" and offer.substance_use == SubstanceUse.NOT_ON_SITE),
        (ASK_INDIGENOUS, offer.kind == Kind.INDIGENOUS and Kind.INDIGENOUS not in seeker.kinds),
        (ASK_LANGUAGE, bool(seeker.languages) and not offer.languages),
        (INTERPRETER, bool(seeker.languages and offer.languages) and not _share(seeker, offer)),
    )
    return tuple(reason for reason, holds in found if holds)


def _share(seeker: Seeker, offer: Offer) -> bool:
    return not set(seeker.languages).isdisjoint(offer.languages)


# What counts as a longer way, in kilometres: one weight that a worker can check against the map.
NO_LANGUAGE_KM = 40.0
CAUTION_KM = 15.0
HOUR_OLD_KM = 1.0
OLDEST_HOURS = 24.0
SAME_PROVINCE_KM, OTHER_PROVINCE_KM, UNKNOWN_KM = 300.0, 2_500.0, 1_000.0  # where no point is known


def ranked(seeker: Seeker, offers: Iterable[Offer], *, now: datetime | None = None) -> list[Match]:
    """Return every offer, those that fit first, each as near as it seems when what is doubtful counts as a way.

    A language not shared counts as 40 km, each caution as 15, each hour since the last report as 1 (24 at most,
    before ``now`` or the newest report). The rest follow by how many reasons stand against them, then alike.
    Ties fall by the order given.
    """
    offers = list(offers)
    reported = [offer.reported_at for offer in offers if offer.reported_at is not None]
    newest = now or max(reported, default=None)
    matches = [match(seeker, offer, newest) for offer in offers]
    return sorted(matches, key=lambda one: (len(one.reasons), one.as_if_km))


def match(seeker: Seeker, offer: Offer, now: datetime | None = None) -> Match:
    """Return one offer as the seeker sees it."""
    asked, shares = cautions(seeker, offer), _share(seeker, offer)
    far = distance_km(seeker, offer)
    way = far if far is not None else _guessed_km(seeker.province, offer.province)
    hours = OLDEST_HOURS
    if now is not None and offer.reported_at is not None:
        hours = min(OLDEST_HOURS, max(0.0, (now - offer.reported_at).total_seconds() / 3600))
    as_if = way + CAUTION_KM * len(asked) + HOUR_OLD_KM * hours + (0.0 if shares else NO_LANGUAGE_KM)
    return Match(offer, why_not(seeker, offer), asked, None if far is None else round(far), shares, as_if)


def distance_km(one: Seeker | Offer, other: Seeker | Offer) -> float | None:
    """Return the way between two towns, or None where one of them is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def _guessed_km(one: str, other: str) -> float:
    if not one or not other:
        return UNKNOWN_KM
    return SAME_PROVINCE_KM if one == other else OTHER_PROVINCE_KM


def alternatives(refused: Match, matches: Iterable[Match], most: int = 3) -> list[Match]:
    """Return the matches that fit and lie nearest to the place that refused; where it is not known, the best."""

    def way(one: Match) -> tuple[float, float]:
        far = distance_km(refused.offer, one.offer)
        return (_guessed_km(refused.offer.province, one.offer.province) if far is None else far, one.as_if_km)

    return sorted((one for one in matches if one.fits), key=way)[:most]
