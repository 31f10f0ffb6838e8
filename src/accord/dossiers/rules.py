"""Who may do what with dossiers and seats. The database's functions ask the same again, whoever calls them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.db.models.functions import Now

from accord.agencies.models import Duty, Member, Realm
from accord.dossiers.models import Dossier, Role, Seat

WORKING = (Role.WORKER, Role.LEAD)
LONGEST_SEAT_DAYS = 90


def holds_seat(member: Member, dossier_id: uuid.UUID, roles: Collection[str] = tuple(Role.values)) -> bool:
    """A live seat with one of these roles, by the database's clock."""
    seats = Seat.objects.filter(
        dossier_id=dossier_id, member_id=member.id, role__in=list(roles), until__gt=Now()
    )
    return seats.exists()


def works_on(member: Member, dossier: Dossier) -> bool:
    return holds_seat(member, dossier.id, WORKING) and not dossier.is_closed


def leads(member: Member, dossier: Dossier) -> bool:
    return holds_seat(member, dossier.id, [Role.LEAD])


def may_open_desk(member: Member) -> bool:
    return member.has_duty(Duty.COMMANDER)


def may_seat(by: Member, dossier: Dossier, member: Member) -> bool:
    """Leads seat active members of their own agency, and nobody seats themselves: another lead renews a lead's seat."""
    return (
        leads(by, dossier)
        and not dossier.is_closed
        and member.active
        and member.agency_id == by.agency_id
        and member.human_id != by.human_id
    )


def may_end_seat(by: Member, seat: Seat) -> bool:
    """Anybody may leave; a lead ends seats of the own agency."""
    return seat.member_id == by.id or (
        seat.agency_id == by.agency_id and holds_seat(by, seat.dossier_id, [Role.LEAD])
    )


def may_issue_mandate(member: Member, dossier: Dossier) -> bool:
    """A bulk import is a lead's act."""
    return leads(member, dossier) and not dossier.is_closed


def is_custodian(member: Member) -> bool:
    return member.has_duty(Duty.CUSTODIAN)


def keeps_closed_files(member: Member) -> bool:
    """Custodians of a service; and whoever still leads a closed file of the own agency."""
    if member.agency.realm != Realm.SUPPORT:
        return False
    led = Seat.objects.filter(member_id=member.id, role=Role.LEAD, until__gt=Now()).values("dossier_id")
    return (
        is_custodian(member)
        or Dossier.objects.filter(id__in=led, owner_id=member.agency_id, closed_at__isnull=False).exists()
    )


def answers_for(member: Member, dossier: Dossier) -> bool:
    """Who says who looked: a lead; of a closed file, where nobody leads any more, whoever was let read it."""
    return leads(member, dossier) or (
        dossier.is_closed and dossier.owner_id == member.agency_id and holds_seat(member, dossier.id)
    )
