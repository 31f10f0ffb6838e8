"""Who may ask for an agreement and take it back. The database's functions ask again."""

from __future__ import annotations

from accord.agencies.models import Duty, Member, Realm
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import leads, works_on


def may_ask(member: Member, dossier: Dossier) -> bool:
    """Whoever works on an open support file."""
    return dossier.kind == Kind.SUPPORT and works_on(member, dossier)


def may_bring_in(member: Member, dossier: Dossier) -> bool:
    """A lead of the agency that keeps the file brings another service in."""
    return (
        dossier.kind == Kind.SUPPORT
        and dossier.owner_id == member.agency_id
        and leads(member, dossier)
        and not dossier.is_closed
    )


def may_word(member: Member) -> bool:
    """An administrator of a support agency keeps the words that its members read aloud."""
    return member.agency.realm == Realm.SUPPORT and member.has_duty(Duty.ADMINISTRATOR)


def may_push(member: Member, dossier: Dossier) -> bool:
    """Whoever works on the open file at the agency that keeps it proposes; another one of them signs."""
    return dossier.owner_id == member.agency_id and may_ask(member, dossier)
