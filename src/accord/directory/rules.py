"""Who keeps the directory. The database's functions say the same again; these say it in the member's language."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accord.agencies.models import Duty, Member, Realm
from accord.base.row_security.call import call
from accord.directory.models import Service, ServiceKeeper


def keeps_all(member: Member) -> bool:
    """Brokers of the coordination office keep every service, and say who else does."""
    return member.has_duty(Duty.BROKER) and member.agency.realm == Realm.COORDINATION


def keeps_own(member: Member) -> bool:
    """An administrator, or whoever takes in what others send, keeps what the own agency offers."""
    return member.has_duty(Duty.ADMINISTRATOR) or member.has_duty(Duty.INTAKE)


def is_ours(member: Member, service: Service) -> bool:
    return ServiceKeeper.objects.filter(service=service, agency_id=member.agency_id).exists()


def may_keep(member: Member, service: Service) -> bool:
    return keeps_all(member) or (keeps_own(member) and is_ours(member, service))


def holds_address(member: Member, service: Service) -> bool:
    """Members of the shelter's own agency; but not whoever works for immigration enforcement too."""
    return service.confidential and is_ours(member, service) and bool(call("i_support"))


def may_write_address(member: Member, service: Service) -> bool:
    return holds_address(member, service) and keeps_own(member)


def require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(_("This is for those who keep the service in the directory."))
