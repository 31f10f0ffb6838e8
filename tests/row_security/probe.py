"""What each actor can do to a planted row: the question that every policy must answer rightly.

Runs inside the administrator's transaction, taking the app's role and an actor's session for each act, so that a
mutation of a policy is tried and rolled back in milliseconds. Everything comes from the catalogue and from the
allow-list of ``exceptions.py``: a new table is probed by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from accord.base.row_security.exceptions import TABLES, Apart
from tests.row_security.rows import insert, plausible, unconstrain

SEAT = Apart("seat", "the rule", column="dossier_id")
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")
# Columns by which policies narrow the seat rule further: to one agency's seats, to rows in the writer's own name, to
# members who also sit on another dossier, to agreements that have not ended.
NARROWING = ("agency_id", "shown_to", "member_id", "human_id", "other_dossier_id", "taken_by", "ended_at")


@dataclass(frozen=True)
class Actor:
    """Somebody who tries. ``owns``: the values that rows of this actor carry, by column."""

    name: str
    session: str = ""
    owns: dict[str, Any] | None = None


@dataclass(frozen=True)
class Cast:
    """The insider may do what is granted, the reader only reads, the others may nothing.

    The partner sits on the insider's dossier for another agency, one that enforces immigration law: shut out wherever
    a policy narrows the seat rule. The broker stands in for the insider where a table is the broker's, and the shelter
    worker where it is a support agency's.
    """

    insider: Actor
    reader: Actor
    partner: Actor
    stranger: Actor
    nobody: Actor
    broker: Actor
    shelter: Actor


class Probe:
    """One table with one row of the insider's planted in it, in an open transaction of the administrator."""

    def __init__(self, admin: psycopg.Connection, table: str, cast: Cast) -> None:
        self.admin, self.table, self.cast = admin, table, cast
        self.apart = TABLES.get(table, SEAT)
        self.owner = self.apart.column or ("dossier_id" if self.apart.kind == "seat" else "")
        stand_in = {"i_broker": cast.broker, "i_support": cast.shelter}
        self.insider = next((who for name, who in stand_in.items() if name in self.apart.must), cast.insider)
        self.narrowed = self._narrowed()
        unconstrain(admin, table)
        self.row = self._row_of(self.insider)
        if table == "dossier":  # the insider's own, planted anew
            admin.execute("DELETE FROM accord.dossier WHERE id = %s", [self.row["id"]])
        statement, values = insert(table, self.row)
        self.place = admin.execute(statement + sql.SQL(" RETURNING ctid::text"), values).fetchone()[0]
        self.granted = {role: self._granted(role) for role in ("accord_app", "accord_matcher", "accord_door")}
        self.column = self._column_to_write()

    def leaks(self) -> list[str]:
        """Where somebody's reach differs from the rule; empty when the table keeps it."""
        found = [
            f"{role} cannot {command}"
            for role, commands in self.granted.items()
            for command in commands
            if self._reach(role, self.insider.session, command) != "done"
        ]
        found += [
            f"{actor.name} can {command}"
            for command in self.granted["accord_app"]
            for actor in self._shut_out(command)
            if self._reach("accord_app", actor.session, command) != "nothing"
        ]
        if "UPDATE" in self.granted["accord_app"] and self._moves_in():
            found.append("stranger can move a row of its own in")
        return found

    def _shut_out(self, command: str) -> list[Actor]:
        cast, kind = self.cast, self.apart.kind
        if kind == "write-only" or (kind == "public" and command == "SELECT"):
            return []
        if self.apart.must == "filed by others" and command == "INSERT":
            return [cast.nobody]
        out = [cast.stranger, cast.nobody]
        if kind == "seat":
            out += [cast.partner] if command in self.narrowed else []
            out += [cast.reader] if command != "SELECT" else []
        return out

    def _narrowed(self) -> set[str]:
        """The commands for which a policy asks more than the seat. Read before any mutation."""
        asked = (
            "SELECT DISTINCT cmd FROM pg_policies WHERE schemaname = 'accord' AND tablename = %s"
            " AND 'accord_app' = ANY (roles) AND position(' AND ' IN coalesce(qual, with_check)) > 0"
        )
        return {row[0] for row in self.admin.execute(asked, [self.table])}

    def _row_of(self, actor: Actor) -> dict[str, Any]:
        """A row that is this actor's by the table's own rule, and that agrees with every narrowing of it."""
        owns = actor.owns or {}
        given = {name: owns[name] for name in (*NARROWING, self.owner) if name in owns}
        if self.table == "dossier":
            given["id"] = owns["dossier_id"]
        elif self.apart.kind == "mine":
            given[self.owner] = owns["member_id"]
        return plausible(self.admin, self.table, **given)

    def _reach(self, role: str, session: str, command: str) -> str:
        """ "done", "nothing", or "told": refused in a way that tells of the row.

        Measured as the difference that the planted row makes to a statement without any WHERE: such a statement is
        under its own command's policy alone, where one that looks at a column is under SELECT's too.
        """
        if command == "INSERT":
            with self._without_the_row(), self._as(role, session):
                return self._add()
        with self._without_the_row(), self._as(role, session):
            before = self._rows(command)
        with self._as(role, session):
            after = self._rows(command)
        if isinstance(after, str) or isinstance(before, str):
            return "nothing" if after == before else "told"
        return "done" if after > before else "nothing"

    def _rows(self, command: str) -> int | str:
        table = sql.Identifier(self.table)
        statement = {
            "SELECT": sql.SQL("SELECT FROM accord.{}").format(table),
            "DELETE": sql.SQL("DELETE FROM accord.{}").format(table),
            "UPDATE": sql.SQL("UPDATE accord.{} SET {} = %s").format(table, sql.Identifier(self.column)),
        }[command]
        try:
            return self.admin.execute(
                statement, [self.row[self.column]] if command == "UPDATE" else []
            ).rowcount
        except psycopg.DatabaseError as error:
            return str(error)

    def _add(self) -> str:
        """Add a row in the insider's name. PostgreSQL asks the policy before any constraint."""
        keep = {"id"} if self.table == "dossier" else {self.owner, *NARROWING}
        row = plausible(self.admin, self.table, **{k: v for k, v in self.row.items() if k in keep})
        try:
            self.admin.execute(*insert(self.table, row))
        except psycopg.errors.InsufficientPrivilege:
            return "nothing"
        except psycopg.IntegrityError:
            return "done"
        return "done"

    def _moves_in(self) -> bool:
        """Whether the stranger can give a row of the stranger's own to the insider."""
        owner = "id" if self.table == "dossier" else self.owner
        if owner not in self.row or not self.may_move():
            return False
        with self._savepoint():
            if self.table != "dossier":
                self.admin.execute(*insert(self.table, self._row_of(self.cast.stranger)))
            with self._as("accord_app", self.cast.stranger.session):
                move = sql.SQL("UPDATE accord.{} SET {} = %s")
                move = move.format(sql.Identifier(self.table), sql.Identifier(owner))
                try:
                    return bool(self.admin.execute(move, [self.row[owner]]).rowcount)
                except psycopg.errors.InsufficientPrivilege:
                    return False
                except psycopg.IntegrityError:
                    return True

    def may_move(self) -> bool:
        """Whether the app may write the column that says whose a row is. If not, a wider CHECK opens nothing."""
        asked = "SELECT has_column_privilege('accord_app', %s, %s, 'UPDATE')"
        return bool(
            self.owner and self.admin.execute(asked, [f"accord.{self.table}", self.owner]).fetchone()[0]
        )

    def _granted(self, role: str) -> list[str]:
        asked = (
            "SELECT CASE WHEN %(c)s = 'DELETE' THEN has_table_privilege(%(r)s, %(t)s, %(c)s)"
            " ELSE has_any_column_privilege(%(r)s, %(t)s, %(c)s) END"
        )
        where = {"r": role, "t": f"accord.{self.table}"}
        return [c for c in COMMANDS if self.admin.execute(asked, {**where, "c": c}).fetchone()[0]]

    def _column_to_write(self) -> str:
        """A column whose rewriting no key minds, and that the app may write if it may write any."""
        rank = {"created_at": 0}
        names = sorted(
            (n for n in self.row if n not in {self.owner, "id", *NARROWING}), key=lambda n: rank.get(n, 1)
        )
        for name in names:
            asked = "SELECT has_column_privilege('accord_app', %s, %s, 'UPDATE')"
            if self.admin.execute(asked, [f"accord.{self.table}", name]).fetchone()[0]:
                return name
        return names[0]

    @contextmanager
    def _without_the_row(self) -> Iterator[None]:
        with self._savepoint():
            gone = sql.SQL("DELETE FROM accord.{} WHERE ctid = %s::tid").format(sql.Identifier(self.table))
            assert self.admin.execute(gone, [self.place]).rowcount == 1
            yield

    @contextmanager
    def _as(self, role: str, session: str) -> Iterator[None]:
        with self._savepoint():
            self.admin.execute("SELECT set_config('accord.session', %s, true)", [session])
            self.admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
            yield

    @contextmanager
    def _savepoint(self) -> Iterator[None]:
        with self.admin.transaction(force_rollback=True):
            yield
