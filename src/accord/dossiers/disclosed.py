"""What one agency told another about a survivor: sealed in both copies, under a key that follows from the act.

Row security says who may read a copy; this keeps its values from the disk, a backup and SQL. Both sides hold the same
act, so neither needs the other's key, nor the file's. What partners of a joint case give each other is copied by the
database itself out of their reports, and stands there as it does in those.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from typing import Any

from accord.base import crypto
from accord.base.clock import now
from accord.dossiers.models import Basis, Disclosure
from accord.dossiers.sealing import MASTER

Field = dict[str, str]  # {"name": code of the fact, "value": text}


def seal_fields(event_id: uuid.UUID, facts: Mapping[Any, str]) -> list[Field]:
    """The facts that say something, each value sealed to this act and to its name (base64, for JSON)."""
    secret = _key(event_id)
    return [
        {"name": str(fact), "value": _text(crypto.seal_under(secret, value.encode(), aad=str(fact).encode()))}
        for fact, value in facts.items()
        if value
    ]


def open_fields(event_id: uuid.UUID, fields: list[Field]) -> list[Field]:
    """As they were told. An emptied value stays empty. Raises ``crypto.NotOpened`` where one was changed or moved."""
    secret = _key(event_id)
    return [each | {"value": _opened(secret, each)} for each in fields]


def told(row: Disclosure) -> list[Field]:
    """What this copy says; whether it may still be read is the caller's to ask."""
    return row.fields if row.basis == Basis.AGREEMENT else open_fields(row.event_id, row.fields)


def is_readable(row: Disclosure) -> bool:
    """Neither revoked nor expired: until then, the receiver may read it."""
    return row.revoked_at is None and (row.expires_at is None or row.expires_at > now())


def _opened(secret: bytes, field: Field) -> str:
    if not field["value"]:
        return ""
    sealed = base64.b64decode(field["value"])
    return crypto.open_under(secret, sealed, aad=field["name"].encode()).decode()


def _key(event_id: uuid.UUID) -> bytes:
    return crypto.derived_key(MASTER, b"accord disclosure " + event_id.bytes)


def _text(sealed: bytes) -> str:
    return base64.b64encode(sealed).decode()
