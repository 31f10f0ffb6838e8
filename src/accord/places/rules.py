"""Who may keep, hold and take in. Which rows there are is the database's affair (functions.sql, row security)."""

from __future__ import annotations

from datetime import datetime

from accord.agencies.models import Member, Realm
from accord.places.models import Hold, Place


def may_use_places(member: Member) -> bool:
    """Services alone. A human who also enforces immigration law is shut out by the database."""
    return member.agency.realm == Realm.SUPPORT


def keeps(member: Member, place: Place) -> bool:
    return may_use_places(member) and place.agency_id == member.agency_id


def may_release(member: Member, hold: Hold, at: datetime) -> bool:
    return hold.agency_id == member.agency_id and hold.is_live(at)


def may_receive(member: Member, hold: Hold, at: datetime) -> bool:
    """Say that somebody has arrived, or refuse: whoever provides the place, while the hold lives."""
    return hold.provider_id == member.agency_id and hold.is_live(at)
