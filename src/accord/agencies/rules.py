"""Who keeps the accounts of an agency."""

from __future__ import annotations

from accord.agencies.models import Duty, Member, Realm


def keeps_members(member: Member) -> bool:
    """An administrator makes accounts, and grants no seat."""
    return member.has_duty(Duty.ADMINISTRATOR)


def may_keep(by: Member, member: Member) -> bool:
    """Accounts of the own agency, but not one's own: nobody gives themselves a duty or lets themselves back in."""
    return keeps_members(by) and member.agency_id == by.agency_id and member.human_id != by.human_id


def duties_of(realm: str) -> list[Duty]:
    """The duties that an agency of this realm has: brokers sit in the coordination office alone."""
    return [duty for duty in Duty if duty != Duty.BROKER or realm == Realm.COORDINATION]
