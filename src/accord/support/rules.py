"""Who may do what with a survivor's file. Which rows exist for whom is row security's affair."""

from __future__ import annotations

from accord.agencies.models import Member, Realm
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import leads, works_on


def may_open_file(member: Member) -> bool:
    """Any member of a support agency."""
    return member.active and member.agency.realm == Realm.SUPPORT


def may_work(member: Member, dossier: Dossier) -> bool:
    return dossier.kind == Kind.SUPPORT and works_on(member, dossier)


def may_lead(member: Member, dossier: Dossier) -> bool:
    """A lead of the agency that keeps the file."""
    return (
        dossier.kind == Kind.SUPPORT and dossier.owner_id == member.agency_id and leads(member, dossier)
        and not dossier.is_closed
    )  # fmt: skip
