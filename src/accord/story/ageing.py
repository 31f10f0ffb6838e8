"""Making what was done today look as if it had been done some days ago: for the invented story alone.

The database stamps what its functions write with its own clock. So a life is told today, and every moment of its rows
is then moved back by as many days, all alike: what lay an hour apart still does. Needs the owner's address, which only
the operator has; seats and mandates keep their times, because they are what opens the file today.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

import psycopg
from psycopg import sql

from accord.base.postgres.databases import role_url

MOMENTS = """
    SELECT c.relname, array_agg(a.attname) FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        AND a.atttypid IN ('timestamptz'::regtype, 'date'::regtype)
    WHERE c.relnamespace = 'accord'::regnamespace AND c.relkind = 'r' AND EXISTS (
        SELECT 1 FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'dossier_id')
      AND c.relname NOT IN ('party', 'seat', 'mandate', 'bridge_date', 'alert') GROUP BY c.relname
"""
OWN = ("created_at", "last_at", "closed_at")


def age(lives: Iterable[tuple[Collection[uuid.UUID], int]], *, owner_url: str = "") -> None:
    """Move every moment of these dossiers back by so many days."""
    with psycopg.connect(owner_url or role_url("owner")) as connection:
        # The owner is under row security too; the gate is the role that writes across dossiers.
        connection.execute("SET ROLE accord_gate")
        tables = connection.execute(MOMENTS).fetchall()
        for dossiers, days in lives:
            if not days:
                continue
            of = _with_arrivals(connection, dossiers)
            for table, columns in tables:
                _back(connection, table, columns, "dossier_id", of, days)
            _back(connection, "dossier", OWN, "id", of, days)
        _settle(connection)


def _back(
    connection: psycopg.Connection,
    table: str,
    columns: Iterable[str],
    key: str,
    of: list[uuid.UUID],
    days: int,
) -> None:
    moves = sql.SQL(", ").join(
        sql.SQL("{0} = {0} - make_interval(days => {1})").format(sql.Identifier(each), sql.Literal(days))
        for each in columns
    )
    statement = sql.SQL("UPDATE accord.{} SET {} WHERE {} = ANY (%s)")
    connection.execute(statement.format(sql.Identifier(table), moves, sql.Identifier(key)), [of])


def _with_arrivals(connection: psycopg.Connection, files: Collection[uuid.UUID]) -> list[uuid.UUID]:
    """The files, and where what they sent has arrived."""
    found = connection.execute(
        "SELECT target_dossier_id FROM accord.disclosure WHERE dossier_id = ANY (%s) AND side = 'given'",
        [list(files)],
    )
    return [*files, *(row[0] for row in found)]


def _settle(connection: psycopg.Connection) -> None:
    """Agreements whose time is over ended on their day, not on the day of the telling."""
    connection.execute("SELECT accord.end_expired_consents()")
    connection.execute("UPDATE accord.consent SET ended_at = expires_at WHERE ending = 'expired'")
    # Permits whose last day is over ended then; whoever works on the file is told of those that will.
    connection.execute("SELECT accord.warn_of_permits()")
    connection.execute(
        "UPDATE accord.application_step s SET created_at = a.valid_until + interval '29 hours'"
        " FROM accord.application a WHERE a.dossier_id = s.dossier_id AND a.id = s.application_id"
        " AND s.kind = 'expired'"
    )
    connection.execute(
        "UPDATE accord.application SET state_at = valid_until + interval '29 hours' WHERE state = 'expired'"
    )
    # A day that the law counts falls on a working day: the weekend's is the Monday after it.
    connection.execute(
        "UPDATE accord.right_clock SET due_on = due_on + (8 - extract(isodow FROM due_on)::int)"
        " WHERE extract(isodow FROM due_on) > 5"
    )
    # A follow-up was made when it was due, and those who were turned away came over some weeks.
    connection.execute(
        "UPDATE accord.follow_up SET done_at = least(due_at + interval '50 minutes', now()) WHERE done_at < due_at"
    )
    connection.execute(
        "UPDATE accord.turn_away SET at = at - make_interval(days => get_byte(uuid_send(id), 0) % 75)"
    )
