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
# A row written anew bears the number of another transaction: count and sum tell a changed table from others.
MARK = "(SELECT format('%s %s', count(*), sum(xmin::text::bigint)) FROM {t})"
PUT_BACK = """
    IF (SELECT mark FROM kept_marks WHERE kept = {name}) <> MARK THEN
        DELETE FROM {t};
        INSERT INTO {t} ({c}) OVERRIDING SYSTEM VALUE SELECT {c} FROM {kept};
        UPDATE kept_marks SET mark = MARK WHERE kept = {name};
    END IF;
""".replace("MARK", MARK)
ALL_AT_ONCE = "CREATE FUNCTION pg_temp.rewind() RETURNS void LANGUAGE plpgsql AS {}"


class Rewind:
    """Remembers all rows in the administrator's temporary tables; ``rewind()`` puts them back."""

    def __init__(self, admin: psycopg.Connection) -> None:
        self.admin, steps = admin, []
        self.tables: list[str] = []  # their names, with the schema's
        admin.execute("CREATE TEMP TABLE kept_marks (kept text PRIMARY KEY, mark text NOT NULL)")
        for schema, table, columns in admin.execute(TABLES).fetchall():
            name = f"kept_{schema}_{table}"
            self.tables.append(f"{schema}.{table}")
            words = {
                "t": sql.Identifier(schema, table),
                "kept": sql.Identifier("pg_temp", name),
                "name": sql.Literal(name),
            }
            named = sql.SQL(", ").join(map(sql.Identifier, columns))
            admin.execute(sql.SQL("CREATE TEMP TABLE {kept} AS SELECT * FROM {t}").format(**words))
            admin.execute(sql.SQL(f"INSERT INTO kept_marks VALUES ({{name}}, {MARK})").format(**words))
            steps.append(sql.SQL(PUT_BACK).format(c=named, **words))
        body = sql.SQL("BEGIN {} END").format(sql.SQL(" ").join(steps)).as_string(admin)
        admin.execute(sql.SQL(ALL_AT_ONCE).format(sql.Literal(body)))

    def rewind(self) -> None:
        """All tables as they were. In one statement, and what nobody touched is left alone: thousands of times."""
        with self.admin.transaction():
            self.admin.execute("SET LOCAL session_replication_role = replica")
            self.admin.execute("SELECT pg_temp.rewind()")
