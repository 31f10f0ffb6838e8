"""Setting every table back to how it stood, in milliseconds: a cell of the matrix must not find what another did."""

from __future__ import annotations

import psycopg
from psycopg import sql

TABLES = """
    SELECT n.nspname, c.relname, array_agg(a.attname ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('accord', 'door', 'matching', 'jobs') AND c.relkind = 'r' AND c.relname <> 'django_migrations'
    GROUP BY 1, 2 ORDER BY 1, 2
"""
PUT_BACK = "INSERT INTO {} ({c}) OVERRIDING SYSTEM VALUE SELECT {c} FROM {}"


class Rewind:
    """Remembers all rows in the administrator's temporary tables; ``rewind()`` puts them back."""

    def __init__(self, admin: psycopg.Connection) -> None:
        self.admin = admin
        self.tables = []
        for schema, table, columns in admin.execute(TABLES).fetchall():
            original, copy = sql.Identifier(schema, table), sql.Identifier(f"kept_{schema}_{table}")
            admin.execute(sql.SQL("CREATE TEMP TABLE {} AS SELECT * FROM {}").format(copy, original))
            self.tables.append((original, copy, sql.SQL(", ").join(map(sql.Identifier, columns))))

    def rewind(self) -> None:
        """All tables as they were."""
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")
            for original, copy, columns in self.tables:
                self.admin.execute(sql.SQL("DELETE FROM {}").format(original))
                self.admin.execute(sql.SQL(PUT_BACK).format(original, copy, c=columns))
