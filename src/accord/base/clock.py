"""The clock and the ids of the platform, both replaceable.

The two-worlds proof replays the same story twice and compares bytes, so nothing may ask the machine for a time or a
random id behind its back. Expiry of seats and sessions is *not* decided here: that is the database's clock.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_now: ContextVar[Callable[[], datetime] | None] = ContextVar("accord_now", default=None)
_new_id: ContextVar[Callable[[], uuid.UUID] | None] = ContextVar("accord_new_id", default=None)


def now() -> datetime:
    """The present moment, in UTC."""
    source = _now.get()
    return source() if source else datetime.now(UTC)


def new_id() -> uuid.UUID:
    """A fresh random id (UUID version 4: an id tells nothing about when a row was made)."""
    source = _new_id.get()
    return source() if source else uuid.uuid4()


@contextmanager
def replaced(
    *, now: Callable[[], datetime] | None = None, new_id: Callable[[], uuid.UUID] | None = None
) -> Iterator[None]:
    """Within the block, time and ids come from the given sources."""
    time_token, id_token = _now.set(now), _new_id.set(new_id)
    try:
        yield
    finally:
        _now.reset(time_token)
        _new_id.reset(id_token)
