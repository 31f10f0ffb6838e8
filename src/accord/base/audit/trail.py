"""What the present request has seen and done, until it is written down."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connections

from accord.base.clock import new_id, now

# Beyond this many ids an entry names the dossiers only: a list of 10,000 rows is one act of reading, not 10,000.
MOST_IDS = 1000


@dataclass
class Trail:
    """One act in the making: a request, a job, a command."""

    door: str  # "web", "api", "job" or "cli"
    route: str = ""  # the URL pattern's name, never the path, which could carry words that were searched
    member_id: uuid.UUID | None = None
    agency_id: uuid.UUID | None = None
    request_id: uuid.UUID = field(default_factory=new_id)
    actions: list[str] = field(default_factory=list)
    dossiers: dict[uuid.UUID, None] = field(default_factory=dict)
    rows: dict[uuid.UUID, None] = field(default_factory=dict)
    reason: str = ""


_trail: ContextVar[Trail | None] = ContextVar("accord_trail", default=None)


def current() -> Trail | None:
    """The trail of the present act, if one is open."""
    return _trail.get()


@contextmanager
def trail(made: Trail) -> Iterator[Trail]:
    """Within the block, what is read and done goes onto this trail."""
    token = _trail.set(made)
    try:
        yield made
    finally:
        _trail.reset(token)


def touched(dossier_id: uuid.UUID | None, row_id: uuid.UUID | None) -> None:
    """Note that a protected row was read."""
    if (open_trail := _trail.get()) is not None and dossier_id is not None:
        open_trail.dossiers[dossier_id] = None
        if row_id is not None and len(open_trail.rows) < MOST_IDS:
            open_trail.rows[row_id] = None


def record(
    action: str, *, dossier_id: uuid.UUID | None = None, row_id: uuid.UUID | None = None, reason: str = ""
) -> None:
    """Note that something was done: ``record("report.filed", dossier_id=…, row_id=…)``.

    Outside a trail (a test of a rule, a migration) there is nothing to write to, and that is said, not hidden.
    """
    open_trail = _trail.get()
    if open_trail is None:
        raise LookupError(f"{action}: no audit trail is open; an act without an entry must not happen")
    open_trail.actions.append(action)
    open_trail.reason = reason or open_trail.reason
    touched(dossier_id, row_id)
    if dossier_id is None and row_id is not None:  # a row of no dossier: a service, a shelter's address
        open_trail.rows[row_id] = None


def write(made: Trail, *, method: str = "", status: int = 0, using: str = "default") -> None:
    """Put the trail down as one entry, on the transaction that is open on ``using``."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "INSERT INTO accord.audit_entry (id, at, door, route, method, status, member_id, agency_id, request_id,"
            " actions, dossiers, subjects, reason) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                new_id(),
                now(),
                made.door,
                made.route[:100],
                method,
                status,
                made.member_id,
                made.agency_id,
                made.request_id,
                made.actions,
                list(made.dossiers),
                list(made.rows),
                made.reason,
            ],
        )
