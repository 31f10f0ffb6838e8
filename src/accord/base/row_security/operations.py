"""The migration operations that give a table its policy.

Exactly one of them follows every ``CreateModel`` of a table in the ``accord`` schema:

- ``Protect``       rows of a dossier: the seat rule (and, by name, what the matcher may do);
- ``KeepMine``      rows of one member: my notices, my drafts, my saved searches;
- ``Publish``       rows that everybody may read: agencies, the directory;
- ``WriteOnly``     rows that the app may add and never read: the audit trail;
- ``Guard``         the few tables whose policy is their own, each listed with its reason in ``exceptions.py``.

A table without any of them is granted to nobody, and the catalogue lint fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation

READABLE = "dossier_id = ANY ((SELECT accord.my_dossiers())::uuid[])"
WRITABLE = "dossier_id = ANY ((SELECT accord.my_writable())::uuid[])"
MINE = "{column} = (SELECT accord.me())"
# Django indexes every foreign key. On a protected table such an index leads past the dossier: a look-up by agency would
# fetch hidden rows before the policy drops them, and take longer the more there are.
DROP_KEY_INDEXES = """
DO $$ DECLARE it regclass; BEGIN
    FOR it IN
        SELECT i.indexrelid FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        JOIN pg_constraint c ON c.conrelid = i.indrelid AND c.contype = 'f' AND c.conkey = ARRAY[a.attnum]
        WHERE i.indrelid = '{table}'::regclass AND i.indnatts = 1 AND NOT i.indisunique AND a.attname <> 'dossier_id'
    LOOP EXECUTE format('DROP INDEX %%s', it); END LOOP;
END $$
"""


class _Statements(Operation):
    """Statements run as the owner, on the schema that the app's router names."""

    reversible = False
    reduces_to_sql = True

    def statements(self) -> list[str]:
        raise AssertionError(f"{type(self).__name__} says no statements")  # pragma: no cover

    def state_forwards(self, app_label: str, state: Any) -> None:
        """A policy changes no model."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        from accord.base.postgres.routing import alias_of

        if schema_editor.connection.alias == alias_of(app_label):
            for statement in self.statements():
                schema_editor.execute(statement)


class RunStatements(_Statements):
    """Plain statements: composite keys, checks and triggers that Django cannot say."""

    def __init__(self, *sql: str) -> None:
        self.sql = sql

    def statements(self) -> list[str]:
        return list(self.sql)

    def describe(self) -> str:
        return "Constraints in plain SQL"


class _TablePolicy(_Statements):
    def __init__(self, table: str) -> None:
        self.table = table

    def _walled(self) -> list[str]:
        return [
            f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {self.table} FORCE ROW LEVEL SECURITY",
            f"REVOKE ALL ON {self.table} FROM PUBLIC, accord_app, accord_door, accord_matcher",
            f"GRANT SELECT ON {self.table} TO accord_backup",
        ]

    def _policy(self, name: str, command: str, role: str, *, using: str = "", check: str = "") -> list[str]:
        clauses = (f" USING ({using})" if using else "") + (f" WITH CHECK ({check})" if check else "")
        return [
            f"CREATE POLICY {name} ON {self.table} FOR {command} TO {role}{clauses}",
            f"GRANT {command} ON {self.table} TO {role}",
        ]

    def describe(self) -> str:
        return f"Row security of {self.table}"


class Protect(_TablePolicy):
    """The seat rule. ``writes`` and ``matcher`` name the commands granted besides reading.

    ``also`` narrows reading further, with AND: a disclosure shows only to its own agency's seats. It never widens.
    """

    def __init__(
        self,
        table: str,
        *,
        writes: Sequence[str] = ("INSERT", "UPDATE"),
        matcher: Sequence[str] = (),
        also: str = "",
        parent: str = "",
    ) -> None:
        super().__init__(table)
        self.writes, self.matcher, self.also, self.parent = tuple(writes), tuple(matcher), also, parent

    def statements(self) -> list[str]:
        narrowed = f" AND ({self.also})" if self.also else ""
        made = [*self._walled(), DROP_KEY_INDEXES.format(table=self.table)]
        # Else the planner knows the fullest dossiers, hidden ones too, plans otherwise for them, and so tells by time.
        made.append(f"ALTER TABLE {self.table} ALTER COLUMN dossier_id SET STATISTICS 0")
        made += self._policy("seat_reads", "SELECT", "accord_app", using=READABLE + narrowed)
        for command in self.writes:
            using = WRITABLE + narrowed if command != "INSERT" else ""
            check = WRITABLE + narrowed if command != "DELETE" else ""
            made += self._policy(f"seat_{command.lower()}s", command, "accord_app", using=using, check=check)
        for command in self.matcher:
            using = "true" if command != "INSERT" else ""
            check = "true" if command in ("INSERT", "UPDATE") else ""
            made += self._policy(
                f"matcher_{command.lower()}s", command, "accord_matcher", using=using, check=check
            )
        made.append(
            f"ALTER TABLE {self.table} ADD CONSTRAINT {self.table}_in_dossier "
            "FOREIGN KEY (dossier_id) REFERENCES dossier (id)"
        )
        if self.parent:  # "report:report_id": nested rows hang on their parent within the same dossier
            parent, column = self.parent.split(":")
            made.append(
                f"ALTER TABLE {self.table} ADD CONSTRAINT {self.table}_of_{parent} "
                f"FOREIGN KEY (dossier_id, {column}) REFERENCES {parent} (dossier_id, id)"
            )
        return made


class KeepMine(_TablePolicy):
    """Rows of one member. ``filed_by_others`` lets actions of others add a row (a notice) without reading it."""

    def __init__(
        self,
        table: str,
        *,
        column: str = "member_id",
        writes: Sequence[str] = ("UPDATE",),
        filed_by_others: bool = False,
        matcher: Sequence[str] = (),
    ) -> None:
        super().__init__(table)
        self.column, self.writes = column, tuple(writes)
        self.filed_by_others, self.matcher = filed_by_others, tuple(matcher)

    def statements(self) -> list[str]:
        mine = MINE.format(column=self.column)
        made = self._walled() + self._policy("mine_reads", "SELECT", "accord_app", using=mine)
        for command in self.writes:
            using = mine if command != "INSERT" else ""
            check = mine if command != "DELETE" else ""
            made += self._policy(f"mine_{command.lower()}s", command, "accord_app", using=using, check=check)
        if self.filed_by_others:
            signed_in = "(SELECT accord.me()) IS NOT NULL"
            made += self._policy("others_insert", "INSERT", "accord_app", check=signed_in)
        for command in self.matcher:
            using, check = ("", "true") if command == "INSERT" else ("true", "")
            made += self._policy(
                f"matcher_{command.lower()}s", command, "accord_matcher", using=using, check=check
            )
        return made


class Publish(_TablePolicy):
    """Rows that everybody may read, signed in or not. ``keepers`` is the predicate of who may write, if anybody."""

    def __init__(self, table: str, *, keepers: str = "") -> None:
        super().__init__(table)
        self.keepers = keepers

    def statements(self) -> list[str]:
        made = self._walled()
        for role in ("accord_app", "accord_matcher"):
            short = role.removeprefix("accord_")
            made += self._policy(f"public_{short}_reads", "SELECT", role, using="true")
        if self.keepers:
            made += self._policy("keepers_insert", "INSERT", "accord_app", check=self.keepers)
            made += self._policy(
                "keepers_update", "UPDATE", "accord_app", using=self.keepers, check=self.keepers
            )
        return made


class WriteOnly(_TablePolicy):
    """Rows that app, door and matcher may add and none of them may read, change or remove."""

    def statements(self) -> list[str]:
        made = self._walled()
        for role in ("accord_app", "accord_matcher", "accord_door"):
            short = role.removeprefix("accord_")
            made += self._policy(f"{short}_adds", "INSERT", role, check="true")
        # The writer does not choose whose name stands on the entry.
        made.append(
            f"CREATE TRIGGER attested BEFORE INSERT ON {self.table} FOR EACH ROW EXECUTE FUNCTION accord.attest()"
        )
        return made


class Guard(_TablePolicy):
    """A policy of the table's own: (name, command, role, using, check) each. Listed in ``exceptions.py``."""

    def __init__(self, table: str, *policies: tuple[str, str, str, str, str]) -> None:
        super().__init__(table)
        self.policies = policies

    def statements(self) -> list[str]:
        made = self._walled()
        for name, command, role, using, check in self.policies:
            made += self._policy(name, command, role, using=using, check=check)
        return made
