"""What an administrator does with the members of the own agency. Accounts themselves are the door's affair."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accord.agencies import rules
from accord.agencies.models import Duty, Member, Office
from accord.base import audit
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.door import actions as door
from accord.door.models import Account


def add_member(
    *,
    by: Member,
    name: str,
    email: str,
    title: str = "",
    office: Office | None = None,
    duties: Sequence[Duty] = (),
    language: str = "en",
    member_id: uuid.UUID | None = None,
) -> tuple[Member, str]:
    """A member with an account, and the token of the invitation (shown once).

    Raises ``ValidationError`` where the address has an account already.
    """
    _require(rules.keeps_members(by))
    member = Member(
        id=member_id or new_id(),
        agency=by.agency,
        office=office,
        name=name,
        title=title,
        duties=[duty for duty in duties if duty in rules.duties_of(by.agency.realm)],
        language=language,
    )
    with transaction.atomic():  # no member without an account: a taken address undoes both
        member.save(force_insert=True)
        account = door.make_account(by=by.id, member_id=member.id, email=email)
    audit.record("member.added", row_id=member.id)
    return member, door.invite(by=by.id, account=account)


def change_member(
    *, by: Member, member: Member, title: str, office: Office | None, duties: Sequence[Duty]
) -> None:
    _require(rules.may_keep(by, member))
    member.title, member.office = title, office
    member.duties = [duty for duty in duties if duty in rules.duties_of(by.agency.realm)]
    member.save(update_fields=["title", "office", "duties"])
    audit.record("member.changed", row_id=member.id)


def deactivate_member(*, by: Member, member: Member) -> None:
    """Out at once, everywhere: a leaver's seats show nothing. What nobody leads then goes to custodians."""
    _require(rules.may_keep(by, member))
    member.active = False
    member.save(update_fields=["active"])
    audit.record("member.deactivated", row_id=member.id)
    call("tell_of_orphans", member.id)
    door.close_account(by=by.id, account_id=member.id)


def reactivate_member(*, by: Member, member: Member) -> None:
    _require(rules.may_keep(by, member))
    member.active = True
    member.save(update_fields=["active"])
    audit.record("member.reactivated", row_id=member.id)
    door.reopen_account(by=by.id, account_id=member.id)


def start_sign_in_anew(*, by: Member, member: Member) -> str:
    """For a lost telephone or a stolen password: the old sign-in is void; the token of a fresh invitation."""
    _require(rules.may_keep(by, member) and member.active)
    return door.start_anew(by=by.id, account=Account.objects.get(pk=member.id))


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied(
            _("An administrator keeps the accounts of colleagues, not of others nor their own.")
        )
