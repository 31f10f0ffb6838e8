"""`accord doctor`: is this installation in order, and if not, what to do."""

import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OLDEST_PYTHON = (3, 11)
OLDEST_POSTGRES = 16
CLOCK_SECONDS = 5
WORKER_SECONDS = 60  # procrastinate's workers give a sign of life every ten


class Ailing(Exception):
    """What is wrong, and what to do about it."""


@click.command()
def doctor() -> None:
    """Check this installation, one line each. Exit code 1 when something is wrong."""
    from accord.base.postgres.databases import data_dir
    from accord.cli.prepare import use

    use(data_dir())
    results = [_examine(name, check) for name, check in CHECKS.items()]
    sys.exit(0 if all(results) else 1)


def _examine(name: str, check: Callable[[], str]) -> bool:
    try:
        finding, well = check(), True
    except Exception as error:  # a check that breaks is a finding, and the next one still runs
        finding, well = (" ".join(str(error).split()) or type(error).__name__), False
    click.echo(f"{'ok  ' if well else 'FAIL'}  {name:<13} {finding}")
    return well


def _python() -> str:
    if sys.version_info < OLDEST_PYTHON:
        raise Ailing("Python 3.11 or newer is needed")
    return sys.version.split()[0]


def _connect(role: str) -> Any:
    import psycopg

    from accord.base.postgres.databases import role_url

    url = role_url(role)
    if not url:
        raise Ailing(
            f"no address for the role {role}: run `accord migrate`, or set ACCORD_{role.upper()}_URL"
        )
    return psycopg.connect(url, connect_timeout=5)


def _database() -> str:
    with _connect("app") as connection:
        version = connection.info.server_version
    if version // 10000 < OLDEST_POSTGRES:
        raise Ailing(f"PostgreSQL {version // 10000} is too old: {OLDEST_POSTGRES} or newer is needed")
    return f"PostgreSQL {version // 10000}.{version % 10000}"


def _roles() -> str:
    """The application's roles must not be able to look past the row policies."""
    for role in ("app", "door", "matcher"):
        with _connect(role) as connection:
            found = connection.execute(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        if found[0]:
            raise Ailing(f"the role {role} has rights beyond its work: run `accord migrate`")
    return "app, door and matcher sign in, with no right beyond their work"


def _migrations() -> str:
    os.environ["ACCORD_MIGRATING"] = "1"  # only the owner may read what has been applied
    import django

    django.setup()
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    waiting = 0
    for alias in connections:
        executor = MigrationExecutor(connections[alias])
        waiting += len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        raise Ailing(f"{waiting} migrations wait: run `accord migrate`")
    return "in step"


def _keys() -> str:
    from accord.base.postgres.cluster import Cluster
    from accord.base.postgres.databases import data_dir, secrets_dir

    keys = [*sorted(secrets_dir().glob("*.key")), secrets_dir() / "django.secret"]
    missing = [key.name for key in keys if not key.exists()]
    if missing or len(keys) == 1:
        raise Ailing(
            f"keys are missing in {secrets_dir()}: restore them from their backup, or run `accord migrate`"
        )
    open_ones = [key.name for key in keys if stat.S_IMODE(key.stat().st_mode) & 0o077]
    if open_ones:
        raise Ailing(f"others can read {', '.join(open_ones)}: chmod 600 them")
    if secrets_dir().is_relative_to(Cluster(data_dir() / "postgres").root):
        raise Ailing("the keys lie inside the database's directory: move them and set ACCORD_SECRETS")
    return f"{len(keys)} in {secrets_dir()}, outside the database"


def _translations() -> str:
    from accord.base.translations import catalogue
    from accord.cli.prepare import PACKAGE

    po = catalogue.path_of(PACKAGE)
    mo = po.with_suffix(".mo")
    if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
        raise Ailing("the French is not compiled: run `accord translations compile`")
    return "French compiled"


def _assets() -> str:
    from django.conf import settings

    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        raise Ailing("static files are not gathered: run `make assets`, then `accord migrate`")
    if '"accord.css"' not in manifest.read_text():
        raise Ailing("the style sheet is not built: run `make assets`, then `accord migrate`")
    return "built and gathered"


def _worker() -> str:
    with _connect("matcher") as connection:
        latest = connection.execute(
            "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM jobs.procrastinate_workers"
        ).fetchone()[0]
    if latest is None or latest > WORKER_SECONDS:
        raise Ailing("no worker gives signs of life: start `accord worker`")
    return f"gave a sign of life {latest:.0f} s ago"


def _clock() -> str:
    with _connect("app") as connection:
        database = connection.execute("SELECT extract(epoch FROM clock_timestamp())").fetchone()[0]
    apart = abs(float(database) - time.time())
    if apart > CLOCK_SECONDS:
        raise Ailing(f"this machine and the database are {apart:.0f} s apart: set both by NTP")
    return "agrees with the database's"


CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "database": _database,
    "roles": _roles,
    "migrations": _migrations,
    "keys": _keys,
    "translations": _translations,
    "assets": _assets,
    "worker": _worker,
    "clock": _clock,
}
