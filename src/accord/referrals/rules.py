"""Who may refer and who may answer. The database's functions ask the same again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accord.agencies.models import Member
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import holds_seat, works_on
from accord.referrals.models import Referral
from accord.referrals.vocabulary import MOVES, OPEN, OUTSIDE, Side, State

WORKING = ("worker", "lead")


def may_refer(member: Member, dossier: Dossier) -> bool:
    """Whoever works on the survivor's open file."""
    return dossier.kind == Kind.SUPPORT and works_on(member, dossier)


def may_move(member: Member, referral: Referral) -> bool:
    """Whoever works where the row stands, for the agency whose row it is."""
    return referral.agency_id == member.agency_id and holds_seat(member, referral.dossier_id, WORKING)


def why_not(referral: Referral, to: State) -> str:
    """Why this side may not bring it there now, in words for who tried; "" where it may."""
    if to in moves(referral):
        return ""
    if referral.state == State.DRAFT:
        return _("A draft is sent or thrown away: the service knows nothing of it yet.")
    if referral.state not in OPEN:
        return _("This referral has ended. Begin a new one.")
    other = Side.SENT if referral.side == Side.RECEIVED else Side.RECEIVED
    if to in MOVES[other].get(State(referral.state), ()):
        return _("That is for the other service to do.")
    return _("This referral has moved on meanwhile. Look at where it stands now.")


def moves(referral: Referral) -> tuple[State, ...]:
    """What this side may do with it now."""
    table = OUTSIDE if referral.other_id is None else MOVES[Side(referral.side)]
    return table.get(State(referral.state), ())
