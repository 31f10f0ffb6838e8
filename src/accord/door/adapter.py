"""What allauth asks of this house."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from accord.base import audit
from accord.door.actions import end_sessions
from accord.door.browsers import name_of_browser
from accord.door.sessions import BROWSER, ENROLLING, FACTORS, second_factor_stands, token_hash


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; a sign-in without a second factor leads to making one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """The one way in: every sign-in, by whatever means, ends here."""
        super().login(request, user)
        # Set before anything is saved: the session never has a member without a second factor.
        if settings.SECOND_FACTOR_REQUIRED and not second_factor_stands(user):
            request.session[ENROLLING] = True
        request.session[BROWSER] = name_of_browser(request.headers.get("User-Agent", ""))
        request.session.clear_expired()
        self._note("account.signed_in", user)

    def set_password(self, user: Any, password: str) -> None:
        """Changed or reset: whoever else is signed in to the account is out, in the database, at once."""
        super().set_password(user, password)
        end_sessions(by=user.pk, account_id=user.pk, but=token_hash(self.request.session.session_key or ""))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._note("account.sign_in_failed", None)
        super().authentication_failed(request, **credentials)

    def _note(self, action: str, user: Any) -> None:
        if (trail := audit.current()) is not None:
            trail.member_id = user.pk if user else trail.member_id
            audit.record(action)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie encrypted under a key that is not in the database, and the last factor cannot be taken off."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user_id, type__in=FACTORS)
        return not settings.SECOND_FACTOR_REQUIRED or others.exclude(pk=authenticator.pk).exists()


def _cipher() -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accord second factors")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
