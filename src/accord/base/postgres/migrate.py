"""Bring a provisioned database into step: functions, migrations of the three schemas, the job queue.

Runs as the owner, in a process of its own (``ACCORD_MIGRATING=1``), because Django's connections are fixed when its
settings load. Functions come first, since policies name them; they bind late, so the tables may come after.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

# Each app may keep definer functions in a file beside its models; order as imports go.
FUNCTION_FILES = (
    "base/row_security",
    "base",
    "agencies",
    "dossiers",
    "dossiers/custody",
    "dossiers/closed",
    "directory",
    "places",
    "reports",
    "deconfliction",
    "cases",
    "consent",
    "consent/removals",
    "consent/pushes",
    "support",
    "support/stays",
    "support/custody",
    "referrals",
    "referrals/drafts",
    "permits",
    "permits/rights",
    "bridges",
)


def migrate(environment: Mapping[str, str] | None = None) -> None:
    """Run the migrations in a child process. ``environment`` overrides variables, such as ``ACCORD_SECRETS``.

    Raises ``subprocess.CalledProcessError`` with the child's output on its ``stderr`` when one fails.
    """
    child = {**os.environ, **(environment or {}), "ACCORD_MIGRATING": "1"}
    child["DJANGO_SETTINGS_MODULE"] = "accord.web.settings"
    subprocess.run([sys.executable, "-m", "accord.base.postgres.migrate"], env=child, check=True)


def _function_files() -> list[Path]:
    package = Path(str(files("accord")))
    return [file for app in FUNCTION_FILES if (file := package / app / "functions.sql").exists()]


def _install_functions() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for file in _function_files():
            cursor.execute(file.read_text())


def _install_jobs() -> None:
    from django.db import connection
    from procrastinate.schema import SchemaManager

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('jobs.procrastinate_jobs')")
        if cursor.fetchone()[0] is None:
            cursor.execute("SET search_path = jobs")
            cursor.execute(SchemaManager.get_schema())
            cursor.execute("SET search_path = accord")


def _migrate_here() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    _install_jobs()
    _install_functions()
    for alias in ("door", "matcher", "default"):
        call_command("migrate", database=alias, verbosity=0, interactive=False)


if __name__ == "__main__":
    _migrate_here()
