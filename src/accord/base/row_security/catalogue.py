"""The catalogue lint: does the database still keep the access rule? Used by the tests and by ``accord doctor``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import psycopg

from accord.base.row_security import exceptions


@dataclass(frozen=True)
class Fault:
    """Something that stands against the access rule."""

    rule: str
    object: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.object} ({self.detail})"


def faults(connection: psycopg.Connection) -> list[Fault]:
    """Everything in this database that breaks the rule; empty when it stands. Any role may ask."""
    allowed = {
        "tables": [
            {"table": table, "kind": it.kind, "column": it.column, "must": it.must}
            for table, it in exceptions.TABLES.items()
        ],
        "indexes": list(exceptions.INDEXES),
        "functions": list(exceptions.FUNCTIONS),
    }
    lint = files("accord.base.row_security").joinpath("catalogue.sql").read_text()
    with connection.transaction(), psycopg.Cursor(connection) as cursor:
        cursor.execute("SELECT set_config('search_path', 'pg_catalog', true)")
        cursor.execute(lint.encode(), {"allowed": json.dumps(allowed)})
        return [Fault(*row) for row in cursor.fetchall()]
