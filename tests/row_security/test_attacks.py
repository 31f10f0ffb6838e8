"""What an injected statement can do: act as the app's role, in the name of one member, and no more.

Each test holds a bare connection of the app's role, with the session of a member who has a desk of her own, and tries
to reach the full desk of another agency.
"""

from __future__ import annotations

import psycopg
import pytest

from tests.row_security.attacker import SECRET, wear


def _titles(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT title FROM dossier").fetchall()]


# Wearing somebody else


@pytest.mark.parametrize(
    "guess", ["", " ", "'", "%", "*", "\\x00", "null", "0" * 64, "' OR true --", "é" * 100]
)
@pytest.mark.parametrize("setting", ["session", "mandate"])
def test_guessed_token_is_nobody(world, app, guess, setting):
    world.desk(world.member(), title=SECRET)
    with app.transaction():
        wear(app, guess, setting)
        assert app.execute("SELECT accord.me()").fetchone() == (None,)
        assert _titles(app) == []


def test_what_lies_in_the_session_table_opens_nothing(world, app):
    """A copy of the table holds hashes and ids; neither is a token."""
    victim = world.member()
    world.desk(victim, title=SECRET)
    world.session(victim)
    row = world.sql(
        "SELECT encode(token_hash, 'hex'), token_hash::text, id::text, member_id::text, data FROM door.session"
    )
    for stolen in row[0]:
        with app.transaction():
            wear(app, stolen)
            assert _titles(app) == [], stolen


@pytest.mark.parametrize(
    "ended",
    [
        "UPDATE door.session SET active_until = now() - interval '1 second'",
        "UPDATE door.session SET expires_at = now() - interval '1 second'",
        "DELETE FROM door.session",
        "UPDATE accord.member SET active = false",
    ],
)
def test_session_that_ended_is_nobody_in_the_next_statement(world, app, ended):
    member = world.member()
    world.desk(member)
    with app.transaction():
        wear(app, world.session(member))
        assert len(_titles(app)) == 1
        world.sql(ended)
        assert _titles(app) == []


def test_forged_session_does_not_fall_back_on_a_live_mandate(attack):
    token = attack.rows("SELECT accord.issue_mandate(%s, 'test', 5)", attack.mine.id)[0][0]
    wear(attack.sql, token, "mandate")
    wear(attack.sql, "forged")
    assert _titles(attack.sql) == []


def test_mandate_opens_its_own_dossier_alone(attack, world):
    second = world.desk(attack.me)
    token = attack.rows("SELECT accord.issue_mandate(%s, 'test', 5)", attack.mine.id)[0][0]
    wear(attack.sql, "")
    wear(attack.sql, token, "mandate")
    assert attack.rows("SELECT id FROM dossier") == [(attack.mine.id,)]
    assert second.id not in [row[0] for row in attack.rows("SELECT id FROM dossier")]
    assert attack.refused("SELECT accord.issue_mandate(%s, 'more', 5)", attack.hidden.id) == "AC403"


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE accord_gate",
        "SET ROLE accord_owner",
        "SET SESSION AUTHORIZATION postgres",
        "SET session_replication_role = replica",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_statistic",
        "ALTER TABLE dossier DISABLE ROW LEVEL SECURITY",
        "DROP POLICY seat_reads ON seat",
        "CREATE POLICY mine ON seat TO accord_app USING (true)",
        "ALTER ROLE accord_app BYPASSRLS",
        "TRUNCATE seat",
        "LOCK TABLE seat IN ACCESS EXCLUSIVE MODE",
        "CREATE EXTENSION dblink",
        "COPY dossier TO '/tmp/stolen'",
        "COPY dossier TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_ls_dir('.')",
        "LOAD 'anything'",
        "SELECT accord.found_seat(gen_random_uuid(), gen_random_uuid())",
        "SELECT accord.admit_party(gen_random_uuid(), gen_random_uuid(), 'owner', NULL)",
        "SELECT accord.tell_leads(gen_random_uuid(), 'x', NULL)",
        "SELECT accord.found_member('{}')",
        "SELECT accord.found_agency('{}')",
        "SELECT accord.token_hash('accord.session')",
        "SELECT * FROM door.account",
        "SELECT * FROM matching.pointer",
        "SELECT * FROM jobs.procrastinate_jobs",
        "UPDATE audit_entry SET reason = ''",
        "DELETE FROM audit_entry",
        "SELECT count(*) FROM audit_entry",
        "INSERT INTO audit_entry SELECT * FROM audit_entry",
    ],
)
def test_app_may_not(attack, statement):
    assert attack.refused(statement) in {"42501", "3F000", "42P01", "58P01", "0A000"}


def test_app_may_not_become_the_administrator_by_a_setting(attack):
    attack.sql.execute("SET LOCAL row_security = off")
    assert attack.refused("SELECT * FROM dossier") == "42501"


# Making things of one's own


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE seat AS SELECT 1",
        "CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE FUNCTION accord.me2() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE accord.mine (id int)",
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE OPERATOR accord.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
    ],
)
def test_app_creates_nothing(attack, statement):
    assert attack.refused(statement) == "42501"


def test_spying_function_sees_no_hidden_row_even_where_it_could_be_made(attack):
    """Should an operator grant TEMP after all: a cheap function is still asked after the policy."""
    name = attack.sql.info.dbname
    attack.world.sql(f'GRANT TEMPORARY ON DATABASE "{name}" TO accord_app')
    try:
        attack.sql.execute(
            "CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS"
            " $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"
        )
        seen: list[str] = []
        attack.sql.add_notice_handler(lambda notice: seen.append(notice.message_primary))
        attack.sql.execute("SELECT * FROM dossier WHERE pg_temp.spy(title)")
        assert seen
        assert SECRET not in seen
        attack.sql.execute("CREATE TEMP TABLE member (id uuid, agency_id uuid, active boolean)")
        attack.sql.execute("CREATE TEMP TABLE seat AS SELECT %s::uuid AS dossier_id", [attack.hidden.id])
        attack.sql.execute("SET LOCAL search_path = pg_temp, accord")
        assert attack.rows("SELECT title FROM accord.dossier") == [(attack.mine.title,)]
    finally:
        attack.world.sql(f'REVOKE TEMPORARY ON DATABASE "{name}" FROM accord_app')


@pytest.mark.parametrize(
    "condition",
    [
        "1 / (CASE WHEN title LIKE 'Secret%%' THEN 0 ELSE 1 END) = 1",
        "title::int = 1 OR title NOT LIKE 'Secret%%'",
        "(CASE WHEN title ~ 'Secret' THEN pg_sleep(5)::text ELSE '' END) = ''",
        "to_tsvector('simple', title) @@ 'others'",
        "title ILIKE '%%secret%%'",
    ],
)
def test_leaky_condition_is_asked_of_visible_rows_only(attack, condition):
    statement = f"SELECT id FROM dossier WHERE id = %s AND ({condition})"
    assert attack.rows(statement, attack.hidden.id) == []


def test_block_of_code_runs_as_the_member(attack):
    seen: list[str] = []
    attack.sql.add_notice_handler(lambda notice: seen.append(notice.message_primary))
    attack.sql.execute("DO $$ BEGIN RAISE NOTICE '%', (SELECT count(*) FROM dossier); END $$")
    assert seen == ["1"]


def test_copy_gives_what_a_query_gives(attack):
    with attack.sql.cursor().copy("COPY (SELECT title FROM dossier) TO STDOUT") as out:
        assert SECRET not in b"".join(out).decode()
    with attack.sql.cursor().copy("COPY dossier (title) TO STDOUT") as out:
        assert SECRET not in b"".join(out).decode()
