"""Who may do what. Policies and the database's functions say the same again; these say it in the member's language."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Duty, Member, Realm
from accord.base.clock import now
from accord.deconfliction.models import Hit, HitState, Step
from accord.deconfliction.pairs import Told
from accord.dossiers.models import Basis, Role, Seat

WORKING = (Role.WORKER, Role.LEAD)


class AnsweredAlready(Exception):
    """Somebody of this side answered first: ``answer``, ``answered_by`` (a member id) and ``answered_at`` stand."""

    def __init__(self, hit: Hit) -> None:
        super().__init__(_("This hit has been answered already."))
        self.hit, self.answer = hit, hit.answer
        self.answered_by, self.answered_at = hit.answered_by, hit.answered_at


class HitClosed(Exception):
    """The hit was closed meanwhile; no reason is given, to anybody."""

    def __init__(self) -> None:
        super().__init__(_("This hit has been closed."))


def holds_seat(member_id: uuid.UUID, dossier_id: uuid.UUID, roles: Sequence[Role] = tuple(Role)) -> bool:
    return Seat.objects.filter(
        dossier_id=dossier_id, member_id=member_id, role__in=roles, until__gt=now()
    ).exists()


def works(member: Member, dossier_id: uuid.UUID) -> bool:
    return holds_seat(member.id, dossier_id, WORKING)


def leads(member: Member, dossier_id: uuid.UUID) -> bool:
    return holds_seat(member.id, dossier_id, (Role.LEAD,))


def is_broker(member: Member) -> bool:
    return member.has_duty(Duty.BROKER) and member.agency.realm == Realm.COORDINATION


def require(allowed: bool, why: str) -> None:
    """Refuse with the reason (translated by the caller) unless allowed."""
    if not allowed:
        raise PermissionDenied(why)


def require_open(hit: Hit) -> None:
    if hit.state != HitState.OPEN:
        raise HitClosed


def may_step_forward(member: Member, hit: Hit) -> bool:
    """A lead of the side that is not known, on a hit that names the other desk."""
    return (
        leads(member, hit.dossier_id)
        and hit.told == Told.DESK
        and not hit.known_to_other
        and hit.step != Step.DONE
    )


def basis_suffices(basis: str, *, about_victim: bool) -> bool:
    """For a possible victim: that person's consent or a statutory ground. An agreement of agencies is neither."""
    return basis in Basis.values and (not about_victim or basis != Basis.AGREEMENT)
