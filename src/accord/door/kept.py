"""What a member sent after the session had ended: sealed in the next session, for the same account alone.

Only where the browser still brings the key of a session that was really somebody's: nobody else can leave anything.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accord.base import crypto
from accord.door.models import Session
from accord.door.sessions import token_hash

KEPT = "accord_kept"
MOST = 250_000  # characters, sealed: a long note and all its neighbours
NEVER = frozenset({"csrfmiddlewaretoken"})
# Passwords and second factors are typed anew, and choices of the door with them.
NOT_OF = frozenset({"", "door", "demo"})


@dataclass(frozen=True)
class Typed:
    """Where it was sent, and every field with its values, in order."""

    path: str
    fields: list[tuple[str, list[str]]]
    had_files: bool


def keep_typed(request: HttpRequest) -> bool:
    """Whether it is kept; False where the session was nobody's, or where there is too much of it."""
    match = request.resolver_match
    if match is None or match.namespace in NOT_OF:
        return False
    account = _whose(request)
    if account is None:
        return False
    fields = [(name, values) for name, values in request.POST.lists() if name not in NEVER]
    plain = json.dumps({"path": request.get_full_path(), "fields": fields, "had_files": bool(request.FILES)})
    sealed = base64.b85encode(crypto.seal_under(_key(), plain.encode(), aad=_bound(account))).decode()
    if len(sealed) > MOST:
        return False
    request.session[KEPT] = sealed
    return True


def typed_by(request: HttpRequest) -> Typed | None:
    """What waits for this account; nothing where it was another's."""
    sealed = request.session.get(KEPT)
    if not sealed:
        return None
    try:
        plain = crypto.open_under(_key(), base64.b85decode(sealed), aad=_bound(request.user.pk))
    except (crypto.NotOpened, ValueError):
        return None
    told = json.loads(plain)
    return Typed(told["path"], [(name, values) for name, values in told["fields"]], told["had_files"])


def let_go(request: HttpRequest) -> None:
    """Sent again, or not wanted."""
    request.session.pop(KEPT, None)


def _whose(request: HttpRequest) -> object:
    if request.user.is_authenticated:
        return request.user.pk
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    rows = Session.objects.using("door").filter(token_hash=token_hash(key), account_id__isnull=False)
    return rows.values_list("account_id", flat=True).first()


def _bound(account: object) -> bytes:
    return f"kept:{account}".encode()


def _key() -> bytes:
    return salted_hmac("accord.door.kept", b"", algorithm="sha256").digest()
