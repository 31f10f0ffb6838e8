"""Who may reach across. The database's functions ask the same again."""

from __future__ import annotations

from accord.agencies.models import Member, Realm
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import holds_seat, works_on

ASKING = (Realm.ENFORCEMENT, Realm.SUPPORT)
WORKING = ("worker", "lead")


def may_ask_for_place(member: Member, desk: Dossier) -> bool:
    """Whoever works on a desk of police or of a hospital; never immigration enforcement."""
    return (
        desk.kind == Kind.DESK
        and member.agency.realm in ASKING
        and not member.agency.immigration_enforcement
        and works_on(member, desk)
    )


def may_build_bridge(member: Member, dossier: Dossier) -> bool:
    """Whoever works on the survivor's file."""
    return dossier.kind == Kind.SUPPORT and works_on(member, dossier)


def may_answer(member: Member, dossier_id: object) -> bool:
    return holds_seat(member, dossier_id, WORKING)  # type: ignore[arg-type]
