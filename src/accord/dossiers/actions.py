"""Opening dossiers, giving and ending seats, mandates, custody. The database's functions do the writing."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.base import audit
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.dossiers import rules
from accord.dossiers.models import Dossier, Kind, Role, Seat

IMPORT = "import.persons"


def open_desk(*, by: Member, title: str, dossier_id: uuid.UUID | None = None) -> Dossier:
    """A desk of the commander's agency, with the commander as first lead. The id makes a repeated form harmless."""
    _require(rules.may_open_desk(by), _("A desk is opened by a commander."))
    desk_id = dossier_id or new_id()
    if (standing := Dossier.objects.filter(pk=desk_id).first()) is not None:
        return standing
    call("open_dossier", desk_id, Kind.DESK, title)
    audit.record("dossier.opened", dossier_id=desk_id)
    return Dossier.objects.get(pk=desk_id)


def grant_seat(*, by: Member, dossier: Dossier, member: Member, role: Role, days: int) -> None:
    """Give or renew a seat, for 90 days at most; its holder and every other lead are told."""
    _require(rules.may_seat(by, dossier, member), _("A lead seats other active members of the own agency."))
    if not 1 <= days <= rules.LONGEST_SEAT_DAYS:
        raise ValueError(days)
    call("grant_seat", dossier.id, member.id, str(role), days)
    audit.record("seat.granted", dossier_id=dossier.id, row_id=member.id)


def end_seat(*, by: Member, seat: Seat) -> None:
    """End a seat at once; what its holder was reading, the database shows no more."""
    _require(rules.may_end_seat(by, seat), _("A lead ends seats of the own agency; anybody may leave."))
    call("end_seat", seat.dossier_id, seat.member_id)
    audit.record("seat.ended", dossier_id=seat.dossier_id, row_id=seat.member_id)


def issue_import_mandate(*, by: Member, dossier: Dossier, minutes: int) -> str:
    """The token with which an import acts as this lead on this dossier; shown once, kept hashed, a day at most."""
    _require(rules.may_issue_mandate(by, dossier), _("A bulk import is a lead’s act."))
    token: str = call("issue_mandate", dossier.id, IMPORT, minutes)
    audit.record("mandate.issued", dossier_id=dossier.id)
    return token


def propose_reseat(*, by: Member, dossier_id: uuid.UUID, whom: Member) -> None:
    """The first of two custodians names a new lead for a dossier that neither of them can read."""
    _require(rules.is_custodian(by), _("For custodians."))
    call("propose_reseat", dossier_id, whom.id)
    audit.record("reseating.proposed", row_id=dossier_id)


def confirm_reseat(*, by: Member, dossier_id: uuid.UUID) -> None:
    """The second custodian, another human, seats the lead whom the first has named."""
    _require(rules.is_custodian(by), _("For custodians."))
    call("confirm_reseat", dossier_id)
    audit.record("reseating.confirmed", row_id=dossier_id)


def _require(allowed: bool, why: str) -> None:
    if not allowed:
        raise PermissionDenied(why)
