"""Who applies, who decides, who keeps the list. The database's functions ask the same again."""

from __future__ import annotations

from accord.agencies.models import Duty, Member, Realm
from accord.deconfliction.rules import is_broker
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.rules import works_on
from accord.permits.models import Application, Right
from accord.permits.vocabulary import Side


def may_see_queue(member: Member) -> bool:
    """Support workers see clocks, officers of an authority applications; immigration enforcement neither."""
    return (
        member.agency.realm in (Realm.SUPPORT, Realm.AUTHORITY) and not member.agency.immigration_enforcement
    )


def may_apply(member: Member, dossier: Dossier) -> bool:
    """Whoever works on the open support file."""
    return dossier.kind == Kind.SUPPORT and works_on(member, dossier)


def may_decide(member: Member, application: Application, dossier: Dossier) -> bool:
    """An officer who works on the arrival; for an authority elsewhere, the worker notes what was decided."""
    decides = application.side == Side.RECEIVED or application.authority_id is None
    return decides and (application.is_waiting or application.holds) and works_on(member, dossier)


def may_ask_more(member: Member, application: Application, dossier: Dossier) -> bool:
    """One fact at a time, while nothing is decided."""
    return application.side == Side.RECEIVED and application.is_waiting and works_on(member, dossier)


def may_withdraw(member: Member, application: Application, dossier: Dossier) -> bool:
    return application.side == Side.SENT and application.is_waiting and works_on(member, dossier)


def keeps_rights(member: Member) -> bool:
    """Brokers of the coordination office edit the list."""
    return is_broker(member)


def may_switch(member: Member, right: Right) -> bool:
    """An administrator of a support agency says whether it works by an optional right."""
    return right.optional and member.agency.realm == Realm.SUPPORT and member.has_duty(Duty.ADMINISTRATOR)
