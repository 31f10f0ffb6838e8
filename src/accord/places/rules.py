"""Who may keep, hold and take in. Which rows there are is the database's affair (functions.sql, row security)."""

from __future__ import annotations

from accord.agencies.models import Member, Realm
from accord.places.models import Hold, Place


def may_use_places(member: Member) -> bool:
    """Services alone. A human who also enforces immigration law is shut out by the database."""
    return member.agency.realm == Realm.SUPPORT


def keeps(member: Member, place: Place) -> bool:
    return may_use_places(member) and place.agency_id == member.agency_id


def holds(member: Member, hold: Hold) -> bool:
    """Whoever held knows the word and may release."""
    return hold.agency_id == member.agency_id


def provides(member: Member, hold: Hold) -> bool:
    """Whoever provides the place hears the word, and may refuse."""
    return hold.provider_id == member.agency_id
