"""Django's session store, with one difference: the database keeps the SHA-256 of the key, never the key."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError
from django.utils import timezone

# The idle clock is moved at most this often, so that reading pages does not write to the database each time.
TOUCH_SECONDS = 60


def token_hash(key: str) -> bytes:
    """SHA-256 of a session key: what ``accord.me()`` compares with."""
    return hashlib.sha256(key.encode()).digest()


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
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        data = self._get_session(no_load=must_create)
        moment = timezone.now()
        values = {
            "data": self.encode(data),
            "member_id": data.get(SESSION_KEY),
            "active_until": self._idle_end(moment, None),
        }
        hashed = token_hash(self.session_key)
        if must_create:
            end = moment + timedelta(hours=settings.SESSION_HOURS)
            try:
                self._rows.create(token_hash=hashed, expires_at=end, **values)
            except IntegrityError as taken:
                raise CreateError from taken
        elif not self._rows.filter(token_hash=hashed, active_until__gt=moment).update(**values):
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
        end = self._idle_end(timezone.now(), row.expires_at)
        if (end - row.active_until).total_seconds() > TOUCH_SECONDS:
            self._rows.filter(token_hash=row.token_hash).update(active_until=end)

    def _idle_end(self, moment: datetime, limit: datetime | None) -> datetime:
        end = moment + timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        return min(end, limit) if limit else end
