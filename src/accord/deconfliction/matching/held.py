"""A holding as the matcher reasons about it: one side of a possible pair."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections

from accord.deconfliction.matching.arrays import know_arrays
from accord.deconfliction.pairs import Side

MATCHER = "matcher"
PREPARED_AFTER = 5  # uses; what is asked for by ``fetch_prepared`` is prepared at its first

# "Protected wins": a value that the agency has protected for good is not open, whatever this pointer says.
COLUMNS = """
    h.no, h.dossier_id, h.pointer_id, h.agency_id, h.human_id, h.support,
    h.open AND NOT EXISTS (SELECT 1 FROM protected_value v
                           WHERE v.agency_id = h.agency_id AND v.value = coalesce(h.token, h.subject)) AS open,
    h.for_good, h.consents, h.contact_allowed, h.live, h.kind, h.subject, h.token
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A row of ``holding``; ``open`` after "protected wins"."""

    no: int
    dossier_id: uuid.UUID
    pointer_id: uuid.UUID
    agency_id: uuid.UUID
    human_id: uuid.UUID
    support: bool
    open: bool
    for_good: bool
    consents: bool
    contact_allowed: bool
    live: bool
    kind: str
    subject: int
    token: int | None

    def side(self, *, immigration: bool = False) -> Side:
        """What the table of pairs asks of it."""
        return Side(
            agency=self.agency_id,
            human=self.human_id,
            dossier=self.dossier_id,
            support=self.support,
            open=self.open,
            consents=self.consents,
            immigration=immigration,
        )


def fetch(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    """Rows of a query under the matcher's role."""
    with connections[MATCHER].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def fetch_prepared(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement that is run often: planned once a connection, bytes sent as bytes. [] where it returns none.

    Inside the matcher's own transaction where one is open, as with ``fetch``.
    """
    django_connection = connections[MATCHER]
    django_connection.ensure_connection()
    raw = django_connection.connection
    if raw.prepare_threshold is None:
        raw.prepare_threshold = PREPARED_AFTER
        know_arrays(raw)
        raw.execute("SET plan_cache_mode = force_generic_plan")  # to plan costs more than such a look-up
    with django_connection.wrap_database_errors, psycopg.Cursor(raw) as cursor:
        cursor.execute(sql.encode(), values, prepare=True, binary=True)
        return cursor.fetchall() if cursor.description else []


def execute(sql: str, values: Any = None) -> int:
    """Run a statement under the matcher's role; the number of rows it touched."""
    with connections[MATCHER].cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def execute_many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement once for each row, in one round trip."""
    if rows:
        with connections[MATCHER].cursor() as cursor:
            cursor.executemany(sql, rows)


def held(where: str, values: Any) -> list[Held]:
    """Holdings ``h`` that meet a condition."""
    return [
        Held(*row) for row in fetch(f"SELECT {COLUMNS} FROM holding h WHERE {where} ORDER BY h.no", values)
    ]


def immigration_humans() -> frozenset[uuid.UUID]:
    """Humans with an account at an immigration-enforcement agency: they count as it everywhere."""
    rows = fetch(
        "SELECT DISTINCT m.human_id FROM accord.member m JOIN accord.agency a ON a.id = m.agency_id"
        " WHERE a.immigration_enforcement"
    )
    return frozenset(row[0] for row in rows)


def protect_for_good(values: Iterable[tuple[uuid.UUID, int]]) -> None:
    """Remember (agency, value) for good. Sorted, so that two workers never wait for each other crosswise."""
    found = sorted(set(values))
    if found:
        execute(
            "INSERT INTO protected_value (agency_id, value) SELECT * FROM unnest(%s::uuid[], %s::bigint[])"
            " ON CONFLICT DO NOTHING",
            [[agency for agency, _ in found], [value for _, value in found]],
        )
