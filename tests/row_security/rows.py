"""One plausible row for any table, from the catalogue alone: a new table is covered without a line of test."""

from __future__ import annotations

import uuid
from typing import Any

import psycopg
from psycopg import sql

COLUMNS = """
    SELECT a.attname, format_type(a.atttypid, NULL), t.typcategory
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ORDER BY a.attnum
"""
VALUES = {
    "uuid": uuid.uuid4,
    "boolean": lambda: True,
    "jsonb": lambda: "{}",
    "bytea": lambda: uuid.uuid4().bytes,
    "timestamp with time zone": lambda: "2026-01-01 00:00+00",
    "date": lambda: "2026-01-01",
    "time without time zone": lambda: "12:00",
    "interval": lambda: "1 hour",
    "tsvector": lambda: "planted",
}
BY_CATEGORY = {"A": lambda: "{}", "N": lambda: 7, "S": lambda: f"planted {uuid.uuid4().hex[:8]}"}


def tables(connection: psycopg.Connection) -> list[str]:
    """Every table of the accord schema that anybody was granted anything on."""
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'accord'::regnamespace AND relkind IN ('r', 'p')"
        " AND relname <> 'django_migrations' ORDER BY relname"
    )
    return [row[0] for row in found]


def plausible(connection: psycopg.Connection, table: str, **given: Any) -> dict[str, Any]:
    """Column to value, ``given`` ones kept. Raises KeyError for a type that nobody has taught this file."""
    row = {}
    for name, kind, category in connection.execute(COLUMNS, [f"accord.{table}"]).fetchall():
        make = VALUES.get(kind) or BY_CATEGORY[category]
        row[name] = given.get(name, make())
    return row


def insert(table: str, row: dict[str, Any]) -> tuple[sql.Composed, list[Any]]:
    """The statement that adds the row, and its values."""
    columns = sql.SQL(", ").join(map(sql.Identifier, row))
    places = sql.SQL(", ").join([sql.Placeholder()] * len(row))
    statement = sql.SQL("INSERT INTO accord.{} ({}) VALUES ({})").format(
        sql.Identifier(table), columns, places
    )
    return statement, list(row.values())


def unconstrain(connection: psycopg.Connection, table: str) -> None:
    """Within the open transaction, drop what would refuse a plausible row for reasons other than the access rule."""
    constraints = connection.execute(
        "SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE (contype = 'f' AND confrelid = %(t)s::regclass)"
        " OR (contype IN ('c', 'f', 'u') AND conrelid = %(t)s::regclass)"
        " ORDER BY contype = 'u'",  # what refers to a unique key goes first
        {"t": f"accord.{table}"},
    )
    for owner, constraint in constraints.fetchall():
        where = sql.Identifier(*owner.split("."))
        connection.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(where, sql.Identifier(constraint))
        )
    connection.execute(sql.SQL("ALTER TABLE accord.{} DISABLE TRIGGER USER").format(sql.Identifier(table)))
