"""Django's session store, with one difference: the database keeps the SHA-256 of the key, never the key."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

# The idle clock is moved at most this often, so that reading pages does not write to the database each time.
TOUCH_SECONDS = 60

# Keys in a session's data. ENROLLING: signed in, and still without the second factor that this house asks for.
ENROLLING, BROWSER = "accord_enrolling", "accord_browser"
FACTORS = ("totp", "webauthn")


def token_hash(key: str) -> bytes:
    """SHA-256 of a session key: what ``accord.me()`` compares with."""
    return hashlib.sha256(key.encode()).digest()


def second_factor_stands(account: Any) -> bool:
    """Recovery codes alone do not count: they are for the day the other factor is lost."""
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user=account.pk, type__in=FACTORS).exists()


class SessionStore(SessionBase):
    """Sessions that lock after 15 idle minutes and end after a shift, whatever the cookie says."""

    @classmethod
    def get_model_class(cls) -> Any:
        from accord.door.models import Session

        return Session

    @property
    def _rows(self) -> Any:
        return self.get_model_class().objects.using("door")

    def load(self) -> dict[str, Any]:
        row = self._live(self.session_key)
        if row is None:
            self._session_key = None
            return {}
        self._touch(row)
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        return bool(self._rows.filter(token_hash=token_hash(session_key)).exists())

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        moment = timezone.now()
        idle_end = moment + timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        account = data.get(SESSION_KEY)
        values = {
            "data": self.encode(data),
            "account_id": account,
            # Whom the database acts for: nobody, until a second factor stands.
            "member_id": None if data.get(ENROLLING) else account,
            "browser": data.get(BROWSER, ""),
        }
        hashed = token_hash(self.session_key)
        if must_create:
            end = moment + timedelta(hours=settings.SESSION_HOURS)
            try:
                self._rows.create(token_hash=hashed, expires_at=end, active_until=idle_end, **values)
            except IntegrityError as taken:
                raise CreateError from taken
        else:
            live = self._rows.filter(token_hash=hashed, active_until__gt=moment)
            if not live.update(active_until=Least(idle_end, F("expires_at")), **values):
                raise UpdateError
        return None

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self._rows.filter(token_hash=token_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.using("door").filter(expires_at__lt=timezone.now()).delete()

    def _live(self, key: str | None) -> Any:
        if not key:
            return None
        moment = timezone.now()
        return self._rows.filter(
            token_hash=token_hash(key), active_until__gt=moment, expires_at__gt=moment
        ).first()

    def _touch(self, row: Any) -> None:
        end = min(timezone.now() + timedelta(minutes=settings.SESSION_IDLE_MINUTES), row.expires_at)
        if self._moved(row.active_until, end):
            self._rows.filter(token_hash=row.token_hash).update(active_until=end)

    def _moved(self, before: datetime, after: datetime) -> bool:
        return (after - before).total_seconds() > TOUCH_SECONDS
