"""A full database: four members with 5, 200, 5,000 and one seat, and a stranger's desk as full as the fullest.

Real tables under real policies. Beside them stands a peer: the same reports with an index on the id alone, under the
policy that most write first, EXISTS on the seats. Everything is made by the administrator in bulk; nothing of it is
what is measured.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

SEATS = {"5 seats": 5, "200 seats": 200, "5,000 seats": 5000}
FULL = "one full desk"
MINE, THEIRS = uuid.UUID(int=1), uuid.UUID(int=2)  # the two agencies
FULL_DESK, HIDDEN_DESK = uuid.UUID(int=11), uuid.UUID(int=12)

PEER = """
CREATE TABLE accord.peer AS SELECT * FROM accord.report;
ALTER TABLE accord.peer ADD PRIMARY KEY (id);
CREATE INDEX ON accord.peer (dossier_id, created_at DESC, id DESC);
ALTER TABLE accord.peer ENABLE ROW LEVEL SECURITY;
CREATE POLICY seat_reads ON accord.peer FOR SELECT TO accord_app USING (EXISTS (
    SELECT 1 FROM accord.seat s WHERE s.dossier_id = peer.dossier_id AND s.member_id = accord.me()
    AND s.until > statement_timestamp()));
GRANT SELECT ON accord.peer TO accord_app;
"""


@dataclass(frozen=True)
class Holder:
    """A member who asks: the session's raw token, and a dossier and a report within her seats."""

    name: str
    token: str
    dossier: uuid.UUID
    report: uuid.UUID


@dataclass(frozen=True)
class Holdings:
    """What stands: who asks, and what is hidden from all of them: reports of a full desk, and dossiers."""

    rows: int
    holders: list[Holder]
    hidden_reports: list[uuid.UUID]
    hidden_dossiers: list[uuid.UUID]


def fill(admin: psycopg.Connection, *, rows: int, say: Callable[[str], None] = lambda step: None) -> Holdings:
    """Fill an empty, migrated database with ``rows`` reports: a tenth in my full desk, a tenth in the hidden one."""
    admin.execute(
        "SET session_replication_role = replica"
    )  # a bulk load: what it writes is consistent by making
    say("agencies, members and sessions")
    _people(admin)
    dossiers = max(SEATS.values())
    say("dossiers and seats")
    _dossiers(admin, dossiers)
    say(f"{rows:,} reports")
    _reports(admin, rows, dossiers)
    say("the peer")
    admin.execute(PEER)
    admin.execute("SET session_replication_role = origin")
    say("statistics")
    admin.execute("VACUUM ANALYZE")
    holders = [_holder(admin, name) for name in (*SEATS, FULL)]
    in_desk = "SELECT id FROM accord.report WHERE dossier_id = %s ORDER BY id LIMIT 1000"
    of_theirs = "SELECT id FROM accord.dossier WHERE owner_id = %s ORDER BY id LIMIT 1000"
    return Holdings(rows, holders, _ids(admin, in_desk, HIDDEN_DESK), _ids(admin, of_theirs, THEIRS))


def _member(name: str) -> uuid.UUID:
    return uuid.uuid5(MINE, name)


def _token(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _people(admin: psycopg.Connection) -> None:
    from accord.agencies.models import Agency, Member
    from accord.door.models import Session

    for agency in (MINE, THEIRS):
        _insert(admin, "accord.agency", Agency(id=agency, short_name=str(agency), realm="enforcement"))
    for name in (*SEATS, FULL, "stranger"):
        agency = THEIRS if name == "stranger" else MINE
        _insert(admin, "accord.member", Member(id=_member(name), agency_id=agency, name=name))
        hashed = hashlib.sha256(_token(name).encode()).digest()
        session = Session(token_hash=hashed, account_id=_member(name), member_id=_member(name), data="")
        session.active_until = session.expires_at = "infinity"
        _insert(admin, "door.session", session)


def _insert(admin: psycopg.Connection, table: str, row: Any) -> None:
    values = {str(field.column): getattr(row, field.attname) for field in row._meta.local_concrete_fields}
    admin.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
            sql.Identifier(*table.split(".")),
            sql.SQL(", ").join(map(sql.Identifier, values)),
            sql.SQL(", ").join([sql.Placeholder()] * len(values)),
        ),
        list(values.values()),
    )


def _dossiers(admin: psycopg.Connection, cases: int) -> None:
    admin.execute(
        "INSERT INTO accord.dossier (id, kind, title, owner_id, created_at, last_at)"
        " SELECT md5('case' || i)::uuid, 'case', 'Case ' || i, %(mine)s, now(), now() - i * interval '1 minute'"
        " FROM generate_series(1, %(cases)s) i"
        " UNION ALL SELECT md5('theirs' || i)::uuid, 'case', 'Case ' || i, %(theirs)s, now(), now()"
        " FROM generate_series(1, %(cases)s) i"
        " UNION ALL VALUES (%(full)s, 'desk', 'Full desk', %(mine)s, now(), now()),"
        " (%(hidden)s, 'desk', 'Hidden desk', %(theirs)s, now(), now())",
        {"mine": MINE, "theirs": THEIRS, "cases": cases, "full": FULL_DESK, "hidden": HIDDEN_DESK},
    )
    admin.execute(
        "INSERT INTO accord.party (dossier_id, id, created_at, agency_id, dossier_kind, realm, immigration_enforcement,"
        " reason)"
        " SELECT id, gen_random_uuid(), now(), owner_id, kind, 'enforcement', false, 'owner' FROM accord.dossier"
    )
    for name, seats in SEATS.items():
        _seat(admin, name, "SELECT md5('case' || i)::uuid FROM generate_series(1, %s) i", seats)
    _seat(admin, FULL, "SELECT %s::uuid", FULL_DESK)
    _seat(admin, "stranger", "SELECT id FROM accord.dossier WHERE owner_id = %s", THEIRS)


def _seat(admin: psycopg.Connection, name: str, dossiers: str, value: Any) -> None:
    agency = THEIRS if name == "stranger" else MINE
    admin.execute(
        "INSERT INTO accord.seat (dossier_id, id, created_at, agency_id, member_id, human_id, role, starts, until,"
        " founding) SELECT d, gen_random_uuid(), now(), %s, m.id, m.human_id, 'lead', now(),"
        f" now() + interval '90 days', true FROM ({dossiers}) AS given (d), accord.member m WHERE m.id = %s",
        [agency, value, _member(name)],
    )


def _reports(admin: psycopg.Connection, rows: int, cases: int) -> None:
    """One report with the model's own defaults, repeated under other ids, days and dossiers."""
    sample = {**sample_report(), "narrative": "What was seen, in a few lines. " * 12}
    made = {
        "dossier_id": f"CASE WHEN i %% 10 = 0 THEN '{FULL_DESK}'::uuid WHEN i %% 10 = 1 THEN '{HIDDEN_DESK}'::uuid"
        f" WHEN i %% 2 = 0 THEN md5('case' || 1 + i / 2 %% {cases})::uuid"
        f" ELSE md5('theirs' || 1 + i / 2 %% {cases})::uuid END",
        "id": "gen_random_uuid()",
        "created_at": "now() - (i * 7919 %% 47000000) * interval '1 second'",
        "reference": "'R-' || i",
        "form_key": "gen_random_uuid()",
    }
    kept = {name: value for name, value in sample.items() if name not in made}
    admin.execute(
        sql.SQL("INSERT INTO accord.report ({}) SELECT {} FROM generate_series(1, {}::bigint) i").format(
            sql.SQL(", ").join(map(sql.Identifier, [*made, *kept])),
            sql.SQL(", ").join([*map(sql.SQL, made.values()), *[sql.Placeholder()] * len(kept)]),
            sql.Placeholder(),
        ),
        [*kept.values(), rows],
    )


def sample_report() -> dict[str, Any]:
    """The columns of a report as the model would save it."""
    from accord.reports.models import Report

    report = Report(
        dossier_id=FULL_DESK, reference="R-0", form_key=uuid.UUID(int=0), occurred_from="2026-01-01", source_grade="1",
        information_grade="A", handling="P", lawful_reference="bench", filing_reason="bench", filed_by=uuid.UUID(int=0),
    )  # fmt: skip
    return {
        str(f.column): getattr(report, f.attname)
        for f in report._meta.local_concrete_fields
        if not f.generated
    }


def _ids(admin: psycopg.Connection, statement: str, value: uuid.UUID) -> list[uuid.UUID]:
    return [row[0] for row in admin.execute(statement.encode(), [value]).fetchall()]


def _holder(admin: psycopg.Connection, name: str) -> Holder:
    dossier = FULL_DESK
    if name != FULL:
        dossier = admin.execute("SELECT md5('case2')::uuid").fetchall()[0][0]
    report = _ids(admin, "SELECT id FROM accord.report WHERE dossier_id = %s LIMIT 1", dossier)[0]
    return Holder(name, _token(name), dossier, report)
