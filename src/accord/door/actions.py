"""What is done to accounts and sessions. ``by`` is the id of the member who acts: the door knows no more of members."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accord.base import audit
from accord.base.clock import now
from accord.door.models import Account, Invitation, Session


def make_account(*, by: uuid.UUID, member_id: uuid.UUID, email: str) -> Account:
    """An account that nobody can sign in to until its invitation is answered.

    Raises ``ValidationError`` where the address has an account already.
    """
    try:
        with transaction.atomic(using="door"):
            account = Account.objects.create_user(email, id=member_id)
            EmailAddress.objects.create(user=account, email=account.email, primary=True, verified=True)
    except IntegrityError as taken:
        raise ValidationError(
            _("This address belongs to an account already. Ask for another address.")
        ) from taken
    audit.record("account.made", row_id=member_id)
    return account


def invite(*, by: uuid.UUID, account: Account) -> str:
    """The token of a fresh invitation, shown once; an earlier one of this account opens nothing any more."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.update_or_create(
        account=account,
        defaults={
            "token_hash": _hash(token),
            "until": now() + timedelta(hours=settings.INVITATION_HOURS),
            "answered_at": None,
        },
    )
    audit.record("account.invited", row_id=account.id)
    return token


def answer_invitation(*, token: str, password: str) -> Account | None:
    """Set the password of the account that the token opens. None where it opens nothing (any more)."""
    with transaction.atomic(using="door"):
        invitation = open_invitation(token, lock=True)
        if invitation is None:
            return None
        invitation.answered_at = now()
        invitation.save(update_fields=["answered_at"])
        account = invitation.account
        account.set_password(password)
        account.save(update_fields=["password"])
    audit.record("account.invitation_answered", row_id=account.id)
    return account


def open_invitation(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation that this token opens, if it still does."""
    rows = Invitation.objects.select_related("account")
    if lock:
        rows = rows.select_for_update(of=("self",))
    return rows.filter(
        token_hash=_hash(token), answered_at__isnull=True, until__gt=now(), account__is_active=True
    ).first()


def start_anew(*, by: uuid.UUID, account: Account) -> str:
    """For a lost telephone or a stolen password: everything that signs in is void, and a fresh invitation is made."""
    with transaction.atomic(using="door"):
        account.set_unusable_password()
        account.save(update_fields=["password"])
        Authenticator.objects.filter(user=account).delete()
        end_sessions(by=by, account_id=account.id)
        token = invite(by=by, account=account)
    audit.record("account.started_anew", row_id=account.id)
    return token


def close_account(*, by: uuid.UUID, account_id: uuid.UUID) -> None:
    """Nobody signs in to it any more, and whoever is signed in is out at once."""
    with transaction.atomic(using="door"):
        Account.objects.filter(pk=account_id).update(is_active=False)
        end_sessions(by=by, account_id=account_id)
    audit.record("account.closed", row_id=account_id)


def reopen_account(*, by: uuid.UUID, account_id: uuid.UUID) -> None:
    Account.objects.filter(pk=account_id).update(is_active=True)
    audit.record("account.reopened", row_id=account_id)


def end_session(*, by: uuid.UUID, session_id: uuid.UUID) -> bool:
    """End one session of one's own; the database knows nobody in it from its very next question."""
    ended, _rows = Session.objects.filter(account_id=by, id=session_id).delete()
    audit.record("session.ended")
    return bool(ended)


def end_sessions(*, by: uuid.UUID, account_id: uuid.UUID, but: bytes = b"") -> int:
    """End every session of an account, except perhaps the one whose token has this hash."""
    ended, _rows = Session.objects.filter(account_id=account_id).exclude(token_hash=but).delete()
    audit.record("sessions.ended", row_id=account_id)
    return ended


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
