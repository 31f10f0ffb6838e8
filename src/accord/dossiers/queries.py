"""Dossiers and seats, as the member who asks sees them. Ends are compared with the database's clock."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import Now

from accord.agencies.models import Member
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.dossiers.models import Dossier, Role, Seat

ENDING_DAYS = 14
MOST_READINGS = 500


def live_seats(dossier_id: uuid.UUID) -> QuerySet[Seat]:
    """Who sits on a dossier now, leads first, then by name."""
    seats = Seat.objects.filter(dossier_id=dossier_id, until__gt=Now()).select_related("member", "agency")
    return seats.order_by("role", "member__name", "id")


def seats_of(member: Member, *, roles: Collection[str] = tuple(Role.values)) -> list[Seat]:
    """The member's own live seats, the one that ends first at the top."""
    seats = Seat.objects.filter(member_id=member.id, role__in=list(roles), until__gt=Now())
    return list(seats.order_by("until", "id"))


def dossiers_of(seats: Collection[Seat]) -> dict[uuid.UUID, Dossier]:
    return {
        dossier.id: dossier for dossier in Dossier.objects.filter(id__in=[seat.dossier_id for seat in seats])
    }


@dataclass(frozen=True)
class Held:
    """A dossier with the seat that the member holds on it."""

    dossier: Dossier
    seat: Seat

    @property
    def leads(self) -> bool:
        return self.seat.role == Role.LEAD


def held_by(member: Member, *, roles: Collection[str] = tuple(Role.values)) -> list[Held]:
    """Open dossiers of the member's live seats, by title."""
    seats = seats_of(member, roles=roles)
    dossiers = dossiers_of(seats)
    held = [Held(dossiers[seat.dossier_id], seat) for seat in seats if seat.dossier_id in dossiers]
    return sorted(
        (each for each in held if not each.dossier.is_closed), key=lambda each: each.dossier.title.casefold()
    )


def seats_ending(member: Member, *, days: int = ENDING_DAYS) -> list[Held]:
    """My own seats, and those on dossiers that I lead for my agency, that end within some days; the soonest first."""
    led = [each.dossier_id for each in seats_of(member, roles=[Role.LEAD])]
    seats = Seat.objects.filter(until__gt=Now(), until__lte=now() + timedelta(days=days)).select_related(
        "member"
    )
    mine = seats.filter(member_id=member.id)
    others = seats.filter(dossier_id__in=led, agency_id=member.agency_id).exclude(member_id=member.id)
    found = sorted([*mine, *others], key=lambda seat: seat.until)
    dossiers = dossiers_of(found)
    return [
        Held(dossiers[seat.dossier_id], seat)
        for seat in found
        if seat.dossier_id in dossiers and not dossiers[seat.dossier_id].is_closed
    ]


@dataclass(frozen=True)
class Reading:
    """One line of who looked at a dossier: when, who, by which door, what was done, how many rows were in it."""

    at: datetime
    name: str
    agency: str
    door: str
    route: str
    actions: list[str]
    rows: int


def who_looked(dossier_id: uuid.UUID, *, since: datetime) -> list[Reading]:
    """Newest first, 500 at most. Raises ``PermissionDenied`` for all but leads of the dossier."""
    return [
        Reading(
            at=datetime.fromisoformat(line["at"]),
            name=line["name"] or "",
            agency=line["agency"] or "",
            door=line["door"],
            route=line["route"],
            actions=line["actions"],
            rows=line["rows"] or 0,
        )
        for line in json.loads(call("who_looked", dossier_id, since, MOST_READINGS))
    ]


@dataclass(frozen=True)
class Orphan:
    """A dossier of the agency that nobody leads any more, as its custodians may know it: never its title.

    ``left``: who led it last has left the agency; ``ended`` is then the end of the seat, or now.
    """

    id: uuid.UUID
    kind: str
    opened: datetime
    ended: datetime
    led_by: str
    left: bool
    proposed: uuid.UUID | None
    proposed_by: uuid.UUID | None


def orphans() -> list[Orphan]:
    """Raises ``PermissionDenied`` for all but custodians."""
    return [
        Orphan(
            id=uuid.UUID(line["dossier"]),
            kind=line["kind"],
            opened=datetime.fromisoformat(line["opened"]),
            ended=datetime.fromisoformat(line["ended"]),
            led_by=line["led_by"],
            left=line["left"],
            proposed=line["proposed"] and uuid.UUID(line["proposed"]),
            proposed_by=line["proposed_by"] and uuid.UUID(line["proposed_by"]),
        )
        for line in json.loads(call("orphans"))
    ]
