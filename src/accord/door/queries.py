"""Live sessions of an account, and the accounts of members."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from accord.base.clock import now
from accord.door.models import Account, Session
from accord.door.sessions import token_hash


@dataclass(frozen=True)
class LiveSession:
    """A signed-in browser as its owner knows it."""

    id: uuid.UUID
    browser: str
    since: datetime
    last_used: datetime
    is_this: bool


def live_sessions(account_id: uuid.UUID, *, this: str) -> list[LiveSession]:
    """Newest use first; ``this`` is the raw key of the session that asks."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    rows = Session.objects.filter(account_id=account_id, active_until__gt=now(), expires_at__gt=now())
    own = token_hash(this)
    return [
        LiveSession(
            id=row.id,
            browser=row.browser,
            since=row.created_at,
            last_used=max(row.active_until - idle, row.created_at),
            is_this=bytes(row.token_hash) == own,
        )
        for row in rows.order_by("-active_until")
    ]


def accounts_of(member_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Account]:
    """The accounts of these members, by member, each with its invitation if it has one."""
    return {
        account.id: account
        for account in Account.objects.filter(id__in=member_ids).select_related("invitation")
    }
