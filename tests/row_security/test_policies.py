"""Every policy earns its place: taken away, or widened, the leak test turns red. A new table is covered by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from accord.base.row_security import exceptions
from tests.row_security.probe import Actor, Cast, Probe
from tests.row_security.rows import tables


@pytest.fixture
def cast(world) -> Cast:
    def actor(name, member, dossier) -> Actor:
        duties = ["administrator", "broker"] if name == "broker" else ["administrator"]
        world.sql("UPDATE accord.member SET duties = %s WHERE id = %s", duties, member.id)
        owns = {"dossier_id": dossier.id, "agency_id": member.agency_id, "member_id": member.id}
        owns |= {"human_id": member.human_id, "shown_to": member.agency_id}
        owns["other_dossier_id"] = world.desk(member).id  # a second dossier of the actor's own
        owns |= {
            "taken_by": member.id,
            "ended_at": None,
        }  # an agreement is noted by who asked, while it holds
        return Actor(name, world.session(member), owns)

    lead, other, broker = world.member(), world.member(), world.member(world.agency("coordination"))
    shelter = world.member(world.agency("support"))
    reader, partner = world.member(lead.agency), world.member(world.agency(immigration=True))
    case, elsewhere = world.dossier("case", lead, reader, role="reader"), world.desk(other)
    world.sql(
        "INSERT INTO accord.party SELECT dossier_id, gen_random_uuid(), created_at, dossier_kind, realm,"
        " true, 'agreement', NULL, admitted_by, %s FROM accord.party WHERE dossier_id = %s",
        partner.agency_id,
        case.id,
    )
    world.sql("SET ROLE accord_gate")
    world.sql("SELECT accord.found_seat(%s, %s)", case.id, partner.id)
    world.sql("RESET ROLE")
    return Cast(
        insider=actor("insider", lead, case),
        reader=actor("reader", reader, case),
        partner=actor("partner", partner, case),
        stranger=actor("stranger", other, elsewhere),
        nobody=Actor("nobody"),
        broker=actor("broker", broker, elsewhere),
        shelter=actor("shelter", shelter, elsewhere),
    )


@dataclass(frozen=True)
class Policy:
    """A policy as the catalogue gives it."""

    table: str
    name: str
    using: str | None
    check: str | None
    command: str

    def mutations(self, rows_can_move: bool) -> Iterator[tuple[str, sql.Composed]]:
        """What is done to it, in words and as a statement."""
        on = sql.SQL("{} ON accord.{}").format(sql.Identifier(self.name), sql.Identifier(self.table))
        yield "removed", sql.SQL("DROP POLICY {}").format(on)
        if self.using not in (None, "true"):
            yield "USING widened", sql.SQL("ALTER POLICY {} USING (true)").format(on)
        if self.check not in (None, "true") and (self.command == "INSERT" or rows_can_move):
            yield "CHECK widened", sql.SQL("ALTER POLICY {} WITH CHECK (true)").format(on)
        for part, said in (("USING", self.using), ("WITH CHECK", self.check)):
            if said and said.startswith("((dossier_id = ANY") and not (part == "WITH CHECK" and self.using):
                seats = "my_dossiers" if self.command == "SELECT" else "my_writable"
                alone = f"(dossier_id = ANY ((SELECT accord.{seats}())::uuid[]))"
                widened = sql.SQL("ALTER POLICY {} {} {}").format(on, sql.SQL(part), sql.SQL(alone))
                yield f"{part} without its narrowing", widened


def _policies(admin: psycopg.Connection, table: str) -> list[Policy]:
    found = admin.execute(
        "SELECT tablename, policyname, qual, with_check, cmd FROM pg_policies WHERE schemaname = 'accord'"
        " AND tablename = %s ORDER BY policyname",
        [table],
    )
    return [Policy(*row) for row in found]


def test_every_table_keeps_the_rule(admin, cast):
    for table in tables(admin):
        with admin.transaction(force_rollback=True):
            assert Probe(admin, table, cast).leaks() == [], table


def test_every_policy_removed_or_widened_turns_the_leak_test_red(admin, cast):
    tried, survived = 0, []
    for table in tables(admin):
        with admin.transaction(force_rollback=True):
            probe = Probe(admin, table, cast)
            for policy in _policies(admin, table):
                for what, statement in policy.mutations(probe.may_move()):
                    tried += 1
                    with admin.transaction(force_rollback=True):
                        admin.execute(statement)
                        if not probe.leaks():
                            survived.append(f"{table}.{policy.name} {what}")
    assert not survived
    assert tried >= 40  # the count grows with the tables; it must not quietly shrink to none


def test_row_security_switched_off_turns_the_leak_test_red(admin, cast):
    for table in tables(admin):
        if exceptions.TABLES.get(table, exceptions.Apart("seat", "")).kind in ("public", "write-only"):
            continue
        with admin.transaction(force_rollback=True):
            probe = Probe(admin, table, cast)
            if not probe.granted["accord_app"]:
                continue
            admin.execute(
                sql.SQL("ALTER TABLE accord.{} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table))
            )
            assert probe.leaks(), table


@pytest.mark.parametrize("role", ["accord_app", "accord_matcher", "accord_door"])
def test_no_table_is_readable_by_a_role_that_was_granted_nothing(admin, role):
    """A role without a policy sees no row even where somebody granted it the table by mistake."""
    for table in tables(admin):
        policies = admin.execute(
            "SELECT count(*) FROM pg_policies WHERE schemaname = 'accord' AND tablename = %s AND %s = ANY (roles)"
            " AND cmd = 'SELECT'",
            [table, role],
        ).fetchone()[0]
        if policies:
            continue
        with admin.transaction(force_rollback=True):
            admin.execute(
                sql.SQL("GRANT SELECT ON accord.{} TO {}").format(sql.Identifier(table), sql.Identifier(role))
            )
            admin.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
            rows = admin.execute(sql.SQL("SELECT FROM accord.{}").format(sql.Identifier(table))).rowcount
            assert rows == 0, table
