"""Nobody but who works on her file can tell that two rows are of the same survivor: no id, no end in common."""

from __future__ import annotations

import uuid
from typing import Any

import psycopg
import pytest

from tests.bridges.crossing import sides
from tests.conftest import DATABASE
from tests.permits.applying import office
from tests.referrals.sending import send
from tests.row_security.definers.bending import UUID, Caller
from tests.row_security.definers.stage import OUTSIDERS, Stage, stage

# Ids, numbers and moments: by each of them a row could be known again.
TELLING = {
    "event_id", "consent_id", "target_dossier_id", "dossier_id", "id", "created_at", "expires_at", "number",
    "arrival_id", "state_at", "moved_at",
}  # fmt: skip
OF_HER_FILE = """
    SELECT id FROM accord.consent WHERE dossier_id = %(f)s
    UNION SELECT id FROM accord.identity_field WHERE dossier_id = %(f)s
    UNION SELECT id FROM accord.statutory_push WHERE dossier_id = %(f)s
    UNION SELECT id FROM accord.follow_up WHERE dossier_id = %(f)s UNION SELECT %(f)s::uuid
"""
HAVING_DOSSIERS = """
    SELECT table_name FROM information_schema.columns WHERE table_schema = 'accord' AND column_name = 'dossier_id'
"""


@pytest.fixture
def staged(world: Any) -> Stage:
    return stage(world)


@pytest.mark.parametrize("table", ["disclosure", "bridge", "referral"])
def test_two_copies_of_one_survivor_share_nothing_at_the_receiver(world, table):
    both = sides(world)
    referral = both.file.agree()
    for _n in range(2):
        both.line(both.agree())  # one agreement opens one line
        send(both.file, referral)
    rows = world.sql(f"SELECT to_jsonb(t) FROM accord.{table} t WHERE side IN ('received', 'asked')")
    _share_nothing([row for (row,) in rows])


@pytest.mark.parametrize("table", ["disclosure", "application"])
def test_two_applications_on_one_agreement_share_nothing_at_the_authority(world, table):
    desk = office(world)
    agreed = desk.agree()
    desk.apply(agreed)
    desk.apply(agreed)
    rows = world.sql(f"SELECT to_jsonb(t) FROM accord.{table} t WHERE side = 'received'")
    _share_nothing([row for (row,) in rows])


@pytest.mark.parametrize("table", ["disclosure", "application"])
def test_agreement_that_carries_on_links_nothing_either(world, table):
    from accord.permits import actions

    desk = office(world)
    sent = [desk.apply(desk.agree()) for _n in range(2)]
    again = desk.agree(days=80)
    with world.acting(desk.file.lead):
        for row in sent:
            actions.carry_on(by=desk.file.lead, application=row, consent=again)
    rows = world.sql(f"SELECT to_jsonb(t) FROM accord.{table} t WHERE side = 'received'")
    _share_nothing([row for (row,) in rows])


def _share_nothing(rows: list[dict[str, Any]]) -> None:
    by_receiver: dict[str, list[set[tuple[str, str]]]] = {}
    for row in rows:
        telling = {(name, str(row[name])) for name in TELLING if row.get(name) is not None}
        by_receiver.setdefault(row.get("agency_id") or row["authority_id"], []).append(telling)
    assert by_receiver and all(len(each) == 2 for each in by_receiver.values())
    for first, second in by_receiver.values():
        # An end in common is a midnight, or an hour, that strangers' copies have in common too.
        assert {name for name, _value in first & second} <= {"expires_at"}
        assert all(value.endswith(":00:00+00:00") for _name, value in first & second)


@pytest.mark.parametrize("who", [*OUTSIDERS, "decider", "clinic"])
def test_nobody_reads_an_id_of_her_file(staged, who):
    """Every table that the role may read, in that member's name: no file, no agreement, nothing that waits."""
    with psycopg.connect(DATABASE.admin_url()) as connection:
        rows = connection.execute(OF_HER_FILE, {"f": staged.mine.ids["file"]}).fetchall()
        hidden = {str(each) for (each,) in rows}
        assert len(hidden) > 8
        for table, text in _read_as(staged, connection, who):
            assert not hidden & set(UUID.findall(text)), (table, text)


def _read_as(staged: Stage, connection: psycopg.Connection, who: str) -> list[tuple[str, str]]:
    tables = connection.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'accord'::regnamespace AND c.relkind = 'r'"
        " AND has_table_privilege('accord_app', c.oid, 'SELECT')"
    ).fetchall()
    _wear(staged, connection, who)
    found = []
    for (table,) in tables:
        rows = connection.execute(f"SELECT t::text FROM accord.{table} t").fetchall()
        found += [(table, text) for (text,) in rows]
    assert found
    return found


def _wear(staged: Stage, connection: psycopg.Connection, who: str) -> None:
    connection.execute("SET LOCAL ROLE accord_app")
    token = staged.world.session(staged.people[who])
    connection.execute("SELECT set_config('accord.session', %s, true)", [token])


@pytest.mark.parametrize("who", [*OUTSIDERS, "decider"])
def test_plain_statements_change_nothing_of_her_file(staged, who):
    """INSERT is tried in test_oracles.py; here UPDATE and DELETE with RETURNING, on every table of a dossier."""
    with psycopg.connect(DATABASE.admin_url()) as connection:
        caller = Caller(staged, connection)
        before = caller.picture()
        told = set()
        for (table,) in connection.execute(HAVING_DOSSIERS).fetchall():
            for act in (f"UPDATE accord.{table} SET dossier_id = dossier_id", f"DELETE FROM accord.{table}"):
                for which in (staged.mine.ids["file"], uuid.uuid4()):
                    told.add(
                        _touched(staged, connection, who, f"{act} WHERE dossier_id = '{which}' RETURNING *")
                    )
        assert told == {0}
        assert caller.picture() == before


def _touched(staged: Stage, connection: psycopg.Connection, who: str, statement: str) -> int:
    """How many rows it gave; none where it was refused."""
    try:
        with connection.transaction():
            _wear(staged, connection, who)
            got = connection.execute(statement).fetchall()
            connection.execute("RESET ROLE")
            return len(got)
    except psycopg.errors.InsufficientPrivilege:
        return 0
