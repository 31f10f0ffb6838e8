"""Roles, schemas, database and secrets: everything that must stand before the first migration. Idempotent."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from accord.base.postgres.databases import conninfo

SIGN_IN_ROLES = ("app", "door", "matcher")
# What each key is for: docs/operations.md.
SECRETS = (
    "django.secret",
    "matching.key",
    "payload.key",
    "support-pointers.key",
    "standing.key",
    "identity.key",
    "location.key",
    "withdrawal.key",
)
SCHEMAS = ("accord", "door", "matching", "jobs")


def provision(admin_url: str, *, database: str = "accord", secrets_dir: Path) -> None:
    """Make the roles, the database with its schemas, and the secrets, and write the roles' addresses.

    ``admin_url`` signs in as a role that may create roles and databases; it is used here and kept nowhere, except
    on the embedded server, whose administrator's address lies beside its data.
    """
    secrets_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    passwords = _passwords(secrets_dir)
    with psycopg.connect(admin_url, autocommit=True) as connection:
        _make_roles(connection, passwords)
        _make_database(connection, database)
    with psycopg.connect(_with(admin_url, database), autocommit=True) as connection:
        _make_schemas(connection, database)
    _write(
        secrets_dir / "roles.json",
        json.dumps(
            {role: _with(admin_url, database, f"accord_{role}", word) for role, word in passwords.items()}
        ),
    )
    for name in SECRETS:
        make_secret(secrets_dir / name)


def make_secret(file: Path) -> None:
    """Write 32 random bytes, in hexadecimal, unless the file stands already."""
    if not file.exists():
        _write(file, secrets.token_hex(32))


def _write(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)


def _passwords(secrets_dir: Path) -> dict[str, str]:
    file = secrets_dir / "passwords.json"
    if not file.exists():
        _write(file, json.dumps({role: secrets.token_urlsafe(32) for role in (*SIGN_IN_ROLES, "owner")}))
    return dict(json.loads(file.read_text()))


def _with(admin_url: str, database: str, user: str | None = None, password: str | None = None) -> str:
    info = conninfo(admin_url)
    user, password = user or info["user"], password or info["password"]
    known = {"dbname", "user", "password"}
    query = urlencode({key: value for key, value in info.items() if key not in known and value})
    return f"postgresql://{quote(user)}:{quote(password, safe='')}@/{quote(database)}?{query}"


def _make_roles(connection: psycopg.Connection, passwords: dict[str, str]) -> None:
    # ALTER after CREATE, so that a second run brings an older server into step.
    for role, attributes in {
        "owner": "LOGIN",  # an operator sets NOLOGIN between upgrades (docs/operations.md)
        "app": "LOGIN",
        "door": "LOGIN",
        "matcher": "LOGIN",
        "gate": "NOLOGIN BYPASSRLS",  # owns the listed definer functions and nothing else
        "backup": "NOLOGIN BYPASSRLS",
    }.items():
        name = sql.Identifier(f"accord_{role}")
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [f"accord_{role}"]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {}").format(name))
        connection.execute(sql.SQL("ALTER ROLE {} " + attributes).format(name))
        if role in passwords:
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(passwords[role]))
            )
    for role in SIGN_IN_ROLES:
        # A role may read the running statements of its own other sessions: values would stand in them.
        connection.execute(
            sql.SQL("ALTER ROLE {} SET track_activities = off").format(sql.Identifier(f"accord_{role}"))
        )
    connection.execute("GRANT accord_gate TO accord_owner")


def _make_database(connection: psycopg.Connection, database: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER accord_owner").format(sql.Identifier(database)))


def _make_schemas(connection: psycopg.Connection, database: str) -> None:
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
    connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    for role in ("app", "door", "matcher", "gate", "backup"):
        connection.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
                sql.Identifier(database), sql.Identifier(f"accord_{role}")
            )
        )
    for schema in SCHEMAS:
        connection.execute(
            sql.SQL("CREATE SCHEMA IF NOT EXISTS {} AUTHORIZATION accord_owner").format(
                sql.Identifier(schema)
            )
        )
    connection.execute((Path(__file__).parent / "schemas.sql").read_text())
