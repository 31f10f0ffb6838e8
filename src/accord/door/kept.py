"""What a member typed and could not send any more: sealed for the same account alone, and given back after sign-in.

Only where the browser still brings the key of a session that was really somebody's: nobody else can leave anything.
It lies in the door's schema, by account, so that a colleague at the same desk in between takes nothing away.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accord.base import crypto
from accord.door.models import KeptForm, Session
from accord.door.sessions import token_hash

MOST = 250_000  # bytes of one, sealed: a long note and all its neighbours
AT_ONCE = 8  # forms of one account: several tabs, left open at one desk
WAS = "accord_was"  # whose browser this was, in the nameless session that follows: a second tab may still bring its own
TO = "accord-kept-path"  # beside fields that were only begun: where they were going
NEVER = frozenset({"csrfmiddlewaretoken", TO})
# Passwords and second factors are typed anew, and choices of the door with them.
NOT_OF = frozenset({"", "door", "demo"})


@dataclass(frozen=True)
class Typed:
    """Where it was going, and its fields with their values, in order. ``sent``: or begun when the page was locked."""

    id: uuid.UUID
    path: str
    fields: list[tuple[str, list[str]]]
    had_files: bool
    sent: bool


def keep_typed(request: HttpRequest) -> bool:
    """What was sent too late. False where the session was nobody's, or where there is too much of it."""
    return _keep(request, request.resolver_match, request.get_full_path(), sent=True)


def keep_begun(request: HttpRequest, path: str) -> bool:
    """What stood in a form that was going to ``path`` when the page was locked; False as above."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return _keep(request, match, path, sent=False)


def waiting_for(request: HttpRequest) -> list[Typed]:
    """What waits for this account, the oldest first."""
    account = request.user.pk
    rows = _rows().filter(account=account, until__gt=timezone.now()).order_by("until")
    opened = [(row.id, _opened(account, bytes(row.sealed))) for row in rows]
    return [
        Typed(id, told["path"], [(name, values) for name, values in told["fields"]], told["had_files"], told["sent"])
        for id, told in opened
        if told is not None
    ]  # fmt: skip


def something_waits(request: HttpRequest) -> bool:
    """Whether the member is to be told of it."""
    return bool(_rows().filter(account=request.user.pk, until__gt=timezone.now()).exists())


def let_go(request: HttpRequest, id: uuid.UUID) -> None:
    """Sent again, gone on with, or not wanted."""
    _rows().filter(account=request.user.pk, pk=id).delete()


def remember_whose(request: HttpRequest, account: Any) -> None:
    """In the nameless session after a sign-out by the lock: it lasts as long as any that is idle."""
    request.session[WAS] = str(account)


def _keep(request: HttpRequest, match: ResolverMatch | None, path: str, *, sent: bool) -> bool:
    account = _whose(request)
    if match is None or match.namespace in NOT_OF or account is None:
        return False
    _rows().filter(until__lt=timezone.now()).delete()
    plain = _plain(request.POST, path, had_files=bool(request.FILES), sent=sent)
    known = list(_rows().filter(account=account).values_list("sealed", flat=True))
    if plain in [_opened(account, bytes(each)) for each in known]:
        return True
    sealed = crypto.seal_under(_key(), json.dumps(plain).encode(), aad=_bound(account))
    if len(sealed) > MOST or len(known) >= AT_ONCE:
        return False
    _rows().create(
        account_id=account, sealed=sealed, until=timezone.now() + timedelta(hours=settings.SESSION_HOURS)
    )
    if not request.user.is_authenticated:
        remember_whose(request, account)
    return True


def _plain(typed: QueryDict, path: str, *, had_files: bool, sent: bool) -> dict[str, Any]:
    fields = [[name, values] for name, values in typed.lists() if name not in NEVER]
    return {"path": path, "fields": fields, "had_files": had_files, "sent": sent}


def _opened(account: Any, sealed: bytes) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(crypto.open_under(_key(), sealed, aad=_bound(account)))
    except (crypto.NotOpened, ValueError):
        return None
    return told


def _whose(request: HttpRequest) -> Any:
    if request.user.is_authenticated:
        return request.user.pk
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    rows = Session.objects.using("door").filter(token_hash=token_hash(key), account_id__isnull=False)
    account = rows.values_list("account_id", flat=True).first()
    return account or (uuid.UUID(was) if (was := request.session.get(WAS)) else None)


def _rows() -> Any:
    return KeptForm.objects.using("door")


def _bound(account: Any) -> bytes:
    return f"kept:{account}".encode()


def _key() -> bytes:
    return salted_hmac("accord.door.kept", b"", algorithm="sha256").digest()
