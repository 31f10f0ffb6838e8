"""Calling a function as somebody, within a transaction that is always undone, and what the call left behind."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from tests.row_security.definers.act import NEW, Act, Id
from tests.row_security.definers.stage import SECRETS, Stage, Survivor

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
FAILING = "Failing row contains"


@dataclass(frozen=True)
class Answer:
    """What came of a call: a state of SQL ("" where it was done), the words, the value."""

    state: str
    words: str
    value: Any = None

    @property
    def refused(self) -> bool:
        return self.state == "AC403"

    @property
    def done(self) -> bool:
        return not self.state


def values_of(act: Act, of: Survivor) -> list[Any]:
    return [_value(each, of) for each in act.values]


def _value(each: Any, of: Survivor) -> Any:
    if each is NEW:
        return uuid.uuid4()
    if isinstance(each, list) and each and isinstance(each[0], Id):
        return [of.ids[one.name] for one in each]
    return of.ids[each.name] if isinstance(each, Id) else each


class Caller:
    """The administrator's connection, which wears the app's role and one member's session for a call."""

    def __init__(self, stage: Stage, connection: psycopg.Connection) -> None:
        self.stage, self.sql = stage, connection
        found = connection.execute(
            "SELECT proname, proargnames, proargtypes::oid[]::regtype[]::text[] FROM pg_proc"
            " WHERE pronamespace = 'accord'::regnamespace"
        ).fetchall()
        self.kinds = {name: kinds for name, _names, kinds in found}
        self.names = {name: (names or [])[: len(kinds)] for name, names, kinds in found}

    def call(self, name: str, values: Sequence[Any], who: str | None) -> Answer:
        """In a savepoint: what a refusal undid is undone."""
        kinds = self.kinds[name]
        places = ", ".join(f"%s::{kind}" for kind in kinds)
        token = self.stage.world.session(self.stage.people[who]) if who else ""
        try:
            with self.sql.transaction():
                self.sql.execute("SET LOCAL ROLE accord_app")
                self.sql.execute("SELECT set_config('accord.session', %s, true)", [token])
                rows = self.sql.execute(f"SELECT * FROM accord.{name}({places})", _sent(values)).fetchall()
                self.sql.execute("RESET ROLE")
                self.sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg.DatabaseError as error:
            said = " ".join(filter(None, [error.diag.message_primary, error.diag.message_detail]))
            return Answer(error.sqlstate or "?", said)
        value = rows if len(rows) != 1 else rows[0][0] if len(rows[0]) == 1 else rows
        return Answer("", "", value)

    def picture(self, naming: Sequence[uuid.UUID] = ()) -> frozenset[tuple[str, str]]:
        """Every row of every table as text; those alone that name one of the ids, where some are given."""
        tables = self.sql.execute(
            "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname IN ('accord', 'door', 'matching', 'jobs') AND c.relkind = 'r'"
            " AND c.relname NOT IN ('django_migrations', 'published_right') ORDER BY 1, 2"
        ).fetchall()
        parts = [
            sql.SQL("SELECT {}, t::text FROM {} t").format(sql.Literal(f"{a}.{b}"), sql.Identifier(a, b))
            for a, b in tables
        ]
        rows = self.sql.execute(sql.SQL(" UNION ALL ").join(parts)).fetchall()
        wanted = {str(each) for each in naming}
        return frozenset(row for row in rows if not wanted or wanted & set(UUID.findall(row[1])))


def leak_in(answer: Answer, values: Sequence[Any]) -> str | None:
    """What an error says that its caller did not."""
    given = set(UUID.findall(json.dumps(values, default=str)))
    if FAILING in answer.words:
        return answer.words
    new = set(UUID.findall(answer.words)) - given
    return answer.words if new or any(secret in answer.words for secret in SECRETS) else None


def _sent(values: Sequence[Any]) -> list[Any]:
    return [json.dumps(each) if _is_json(each) else each for each in values]


def _is_json(each: Any) -> bool:
    return isinstance(each, dict) or (
        isinstance(each, list) and bool(each) and not isinstance(each[0], uuid.UUID)
    )
