"""The catalogue lint finds nothing in the database as it stands, and finds every defect that we plant."""

from __future__ import annotations

import pytest

from accord.base.row_security import exceptions
from accord.base.row_security.catalogue import faults

FUNCTION = "LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'"

# What is planted as the administrator, and the rule that must report it.
DEFECTS = {
    "CREATE TABLE accord.bare (dossier_id uuid NOT NULL, id uuid)": "row security is not enabled",
    "ALTER TABLE accord.seat DISABLE ROW LEVEL SECURITY": "row security is not enabled",
    "ALTER TABLE accord.seat NO FORCE ROW LEVEL SECURITY": "row security is not forced on the owner",
    "DROP POLICY seat_reads ON accord.disclosure_reading": "table has no policy",
    "CREATE TABLE accord.loose (id uuid); ALTER TABLE accord.loose ENABLE ROW LEVEL SECURITY;"
    "ALTER TABLE accord.loose FORCE ROW LEVEL SECURITY": "protected table has no dossier",
    "ALTER POLICY seat_reads ON accord.party USING (true)": "policy does not name the seat rule",
    "ALTER POLICY seat_reads ON accord.party USING (dossier_id = ANY ((SELECT accord.my_dossiers())::uuid[])"
    " OR agency_id = (SELECT accord.my_agency()))": "policy does not name the seat rule",
    "CREATE POLICY more ON accord.party FOR SELECT TO accord_app USING (reason = 'owner')": "policy does not name",
    "CREATE POLICY more ON accord.party FOR UPDATE TO accord_app USING"
    " (dossier_id = ANY ((SELECT accord.my_dossiers())::uuid[]))": "policy does not name the seat rule",
    "ALTER POLICY mine_reads ON accord.notice USING (seen_at IS NULL)": "policy does not keep to its member",
    "ALTER POLICY mine_reads ON accord.mandate USING (true)": "policy does not keep to its member",
    "ALTER POLICY keepers_update ON accord.office USING (true)": "public table is written by anybody",
    "CREATE POLICY more ON accord.audit_entry FOR SELECT TO accord_app USING (true)": "write-only table has another",
    "ALTER POLICY colleagues_read ON accord.member USING (true)": "guarded table's policy does not name its guard",
    "CREATE POLICY more ON accord.seat FOR SELECT TO PUBLIC USING (false)": "policy is for everybody",
    "CREATE POLICY more ON accord.seat FOR SELECT TO accord_owner USING (true)": "policy is for everybody",
    "CREATE POLICY more ON accord.seat FOR SELECT TO accord_door USING (true)": "door has a policy on a table",
    "CREATE POLICY more ON accord.seat FOR ALL TO accord_app USING"
    " (dossier_id = ANY ((SELECT accord.my_writable())::uuid[]))": "policy is for all commands at once",
    "CREATE INDEX planted ON accord.seat (id)": "index of a protected table does not lead with its dossier",
    "CREATE UNIQUE INDEX planted ON accord.disclosure (event_id)": "index of a protected table does not lead with its",
    "CREATE INDEX planted ON accord.seat ((id::text))": "index of a protected table does not lead with its dossier",
    "ALTER TABLE accord.seat ALTER COLUMN dossier_id SET STATISTICS 100": "planner knows how full each dossier is",
    "ALTER TABLE accord.seat ADD CONSTRAINT planted EXCLUDE (id WITH =)": "exclusion constraint on a protected table",
    "ALTER TABLE accord.disclosure ADD UNIQUE (event_id, dossier_id);"
    "ALTER TABLE accord.disclosure_reading ADD FOREIGN KEY (event_id, dossier_id)"
    " REFERENCES accord.disclosure (event_id, dossier_id)": "foreign key between protected rows does not lead",
    "ALTER TABLE accord.seat ADD COLUMN number bigserial": "column counts rows across dossiers",
    "ALTER TABLE accord.seat ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY": "column counts rows",
    "CREATE TABLE accord.heir () INHERITS (accord.seat)": "table inherits",
    "CREATE RULE planted AS ON UPDATE TO accord.seat DO INSTEAD NOTHING": "table rewrites its queries",
    "CREATE VIEW accord.planted AS SELECT * FROM accord.seat": "view looks with its owner's eyes",
    "CREATE MATERIALIZED VIEW accord.planted AS SELECT 1": "relation of a kind that row security does not reach",
    "CREATE PUBLICATION planted FOR TABLE accord.seat": "row security is published",
    f"CREATE FUNCTION accord.planted() RETURNS int {FUNCTION}": "definer function is not on the allow-list",
    f"CREATE FUNCTION public.planted() RETURNS int {FUNCTION}": "definer function is not on the allow-list",
    "ALTER FUNCTION accord.me() RESET search_path": "definer function leaves its search path open",
    "ALTER FUNCTION accord.me() SET search_path = accord, pg_temp": "definer function leaves its search path open",
    "ALTER FUNCTION accord.me() OWNER TO accord_owner": "definer function is not the gate's",
    "GRANT EXECUTE ON FUNCTION accord.me() TO PUBLIC": "definer function is open to everybody",
    "ALTER FUNCTION accord.token_hash(text) LEAKPROOF": "function vouches that it tells nothing",
    "ALTER TABLE accord.seat OWNER TO accord_gate": "the gate owns more than functions",
    "ALTER ROLE accord_app BYPASSRLS": "role has more than its work",
    "ALTER ROLE accord_gate LOGIN": "role has more than its work",
    "GRANT accord_gate TO accord_app": "role is a member of another",
    "ALTER TABLE accord.seat OWNER TO accord_app": "role owns something",
    "SET LOCAL ROLE accord_app; SELECT lo_create(0); RESET ROLE": "role owns something",
    "GRANT TRUNCATE ON accord.seat TO accord_app": "role may do to a table what no page does",
    "GRANT TRIGGER ON accord.seat TO accord_matcher": "role may do to a table what no page does",
    "GRANT USAGE ON SCHEMA door TO accord_app": "role enters a schema that is not its own",
    "GRANT CREATE ON SCHEMA accord TO accord_app": "role may create",
    "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO accord_app', current_database());"
    "END $$": "role may create in the database",
    "GRANT SELECT ON door.session TO accord_app": "role reads a table of another schema",
    "GRANT SELECT (id) ON door.session TO PUBLIC": "role reads a table of another schema",
    "GRANT SELECT ON accord.seat TO PUBLIC": "everybody has a right on a table",
    "ALTER DEFAULT PRIVILEGES FOR ROLE accord_owner IN SCHEMA accord"
    " GRANT SELECT ON TABLES TO accord_app": "a new table would be granted by itself",
}


def test_database_as_it_stands_has_no_fault(admin):
    assert [str(fault) for fault in faults(admin)] == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda statement: statement[:60])
def test_planted_defect_is_reported(admin, defect):
    before = set(faults(admin))
    admin.execute(defect)
    new = [fault.rule for fault in set(faults(admin)) - before]
    assert any(rule.startswith(DEFECTS[defect].rstrip()) for rule in new), new


def test_every_rule_of_the_lint_has_a_planted_defect(admin):
    """A rule that was never seen to fail may not be able to."""
    from importlib.resources import files

    text = files("accord.base.row_security").joinpath("catalogue.sql").read_text()
    rules = {line.split("'")[1] for line in text.replace("''", "’").splitlines() if "    SELECT '" in line}
    covered = {
        rule for rule in rules for expected in DEFECTS.values() if rule.startswith(expected.replace("'", "’"))
    }
    assert rules - covered == {"allow-list names a table that is no more"}  # planted in the next test


def test_stale_exception_is_reported(admin, monkeypatch):
    monkeypatch.setitem(exceptions.TABLES, "gone", exceptions.Apart("public", "nothing"))
    assert "allow-list names a table that is no more" in {fault.rule for fault in faults(admin)}


def test_every_exception_says_why(admin):
    assert all(len(it.reason) > 20 for it in exceptions.TABLES.values())
    assert all(len(reason) > 20 for reason in [*exceptions.INDEXES.values(), *exceptions.FUNCTIONS.values()])
    standing = {
        row[0]
        for row in admin.execute(
            "SELECT 'accord.' || proname FROM pg_proc WHERE pronamespace = 'accord'::regnamespace AND prosecdef"
        )
    }
    assert set(exceptions.FUNCTIONS) <= standing, "an exception for a function that is no more"


def test_any_role_may_run_the_lint(app):
    """`accord doctor` asks as the app."""
    assert isinstance(faults(app), list)
