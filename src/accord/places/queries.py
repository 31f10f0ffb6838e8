"""Reading the board, holds and the housing ladder. Rows are those that row security lets through."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, Q, QuerySet

from accord.agencies.models import Member
from accord.base.clock import now
from accord.linkage.folding import fold
from accord.places.fit import Match, Offer, Seeker, ranked
from accord.places.models import Hold, Place, TurnAway
from accord.places.vocabulary import FEWEST_AGENCIES, SMALLEST_CELL, HoldState

RECENT_HOURS = 24  # an ended hold is looked at until then: somebody may still be at the door


@dataclass(frozen=True)
class Standing:
    """One row of the board: the place, how many of it are held, and what follows from that."""

    place: Place
    held: int
    at: datetime

    @property
    def free(self) -> int:
        return self.place.free(self.held)

    @property
    def is_stale(self) -> bool:
        return self.place.is_stale(self.at)

    @property
    def offer(self) -> Offer:
        return self.place.offer(self.held)


def board(
    *,
    kinds: Collection[str] = (),
    province: str = "",
    city: str = "",
    free_only: bool = False,
    agency: uuid.UUID | None = None,
) -> list[Standing]:
    """Every place that is open, by city and kind, in two queries however many there are."""
    places = Place.objects.filter(closed_at__isnull=True).select_related("agency")
    if kinds:
        places = places.filter(kind__in=kinds)
    if province:
        places = places.filter(province=province)
    if agency:
        places = places.filter(agency_id=agency)
    found = places.order_by("city", "kind", "label", "id")
    held, at, sought = _held(), now(), fold(city)
    standing = [Standing(place, held.get(place.id, 0), at) for place in found]
    return [
        each
        for each in standing
        if (not free_only or each.free) and (not sought or fold(each.place.city) == sought)
    ]


def _held() -> dict[uuid.UUID, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place_id, held FROM accord.held_places()")
        return dict(cursor.fetchall())


def who_fits(seeker: Seeker, standing: Iterable[Standing]) -> list[tuple[Standing, Match]]:
    """Every place as this seeker sees it, those that fit first (``fit.ranked``)."""
    by_id = {each.place.id: each for each in standing}
    matches = ranked(seeker, [each.offer for each in by_id.values()], now=now())
    return [(by_id[match.offer.id], match) for match in matches]


def one(place: uuid.UUID) -> Standing | None:
    """One open place as it stands."""
    found = Place.objects.filter(pk=place, closed_at__isnull=True).select_related("agency").first()
    return Standing(found, _held().get(found.id, 0), now()) if found else None


def my_holds(member: Member, *, mine_alone: bool = False) -> QuerySet[Hold]:
    """What my agency holds, and what it held until a day ago: live ones first, by the end that is nearest."""
    held = _of_late().filter(agency_id=member.agency_id)
    return held.filter(member_id=member.id) if mine_alone else held


def coming_to(member: Member) -> QuerySet[Hold]:
    """Who is on the way to my agency: minors first, then by when they are expected."""
    return _of_late().filter(provider_id=member.agency_id).order_by("-minor", "coming_at", "id")


def _of_late() -> QuerySet[Hold]:
    recent = Q(state=HoldState.HELD) | Q(ended_at__gt=now() - timedelta(hours=RECENT_HOURS))
    return (
        Hold.objects.filter(recent, until__gt=now() - timedelta(hours=RECENT_HOURS))
        .select_related("place", "agency", "provider")
        .order_by("until", "id")
    )


def words_of(holds: Iterable[Hold]) -> dict[uuid.UUID, str]:
    """The word of each hold of my own agency; those of others have none here."""
    ids = [hold.id for hold in holds]
    with connection.cursor() as cursor:
        cursor.execute("SELECT hold_id, word FROM accord.hold_words(%s)", [ids])
        return dict(cursor.fetchall())


# ── The housing ladder ───────────────────────────────────────────────────────────────────────────────────────────────


Cells = dict[tuple[str, str], int]


def our_turn_aways(member: Member, *, since: datetime, before: datetime) -> Cells:
    """How often my agency turned somebody away, by kind and reason. Its own figures, so whole."""
    counted = (
        TurnAway.objects.filter(agency_id=member.agency_id, at__gte=since, at__lt=before)
        .values_list("kind", "reason")
        .annotate(times=Count("id"))
    )
    return {(kind, reason): times for kind, reason, times in counted}


def turn_aways_elsewhere(*, since: datetime, before: datetime) -> dict[tuple[str, str], int | None]:
    """The other agencies together, in whole months that are over; None for few (under 5, or of under 3 agencies)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, reason, times FROM accord.turned_away_elsewhere(%s, %s, %s, %s)",
            [since, before, SMALLEST_CELL, FEWEST_AGENCIES],
        )
        return {(kind, reason): times for kind, reason, times in cursor.fetchall()}


def may_look() -> bool:
    """Whether the member who asks may see places at all: the database's word, which knows every account of a human."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accord.i_support()")
        return bool(cursor.fetchone()[0])
