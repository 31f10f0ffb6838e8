"""The attacker: a bare connection of the app's role in the name of one member, and the desk she must not reach."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest

SECRET = "Secret desk of the others"


@dataclass
class Attack:
    """The attacker's connection and what she must not reach."""

    sql: psycopg.Connection
    me: object
    mine: object
    hidden: object
    victim: object
    world: object

    def rows(self, statement: str, *values: object) -> list[tuple]:
        return self.sql.execute(statement, values).fetchall()

    def refused(self, statement: str, *values: object) -> str:
        with pytest.raises(psycopg.DatabaseError) as caught, self.sql.transaction():
            self.sql.execute(statement, values)
        return caught.value.sqlstate


def wear(connection: psycopg.Connection, token: str, setting: str = "session") -> None:
    connection.execute("SELECT set_config(%s, %s, true)", [f"accord.{setting}", token])
