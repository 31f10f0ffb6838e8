"""Opening a session without a browser: for the demonstration's commands, the story, the benches and the tests."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accord.door.models import Account
from accord.door.sessions import SessionStore


def open_session(account: Account) -> str:
    """Sign the account's member in and return the raw token. Whoever calls this holds the door's secrets already."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    assert store.session_key
    return store.session_key
