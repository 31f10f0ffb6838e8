"""A throw-away database for a bench: an embedded server of its own, a fresh database, the real roles.

Call :func:`throwaway` before Django is set up: its connections are fixed when its settings load.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from accord.base.postgres.cluster import Cluster
from accord.base.postgres.migrate import migrate
from accord.base.postgres.provision import provision

# Durable like a real server; commit times are kept, so that "commit of the report to the stored hit" is measured by the
# database's own clock and not by ours.
SETTINGS = {"track_commit_timestamp": "on", "shared_buffers": "512MB", "max_connections": "100"}


@dataclass(frozen=True)
class Throwaway:
    """The database of one bench. ``environment`` is what a child process (a worker) needs to reach it."""

    admin_url: str
    environment: dict[str, str]

    def administrator(self) -> psycopg.Connection:
        """A connection that sees everything: to arrange and to count, never for the act that is measured."""
        return psycopg.connect(self.admin_url, autocommit=True)


@contextmanager
def throwaway(
    name: str, *, settings: Mapping[str, str] | None = None, keys: Mapping[str, bytes] | None = None
) -> Iterator[Throwaway]:
    """Make the database, point this process's settings at it, and remove everything afterwards.

    ``settings``: lines of postgresql.conf besides ours. ``keys``: keys by name, where fresh ones will not do.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given:
        # An existing server's roles have passwords that other databases use: a bench must not change them.
        raise RuntimeError("a bench makes roles of its own; unset DATABASE_URL to use the embedded server")
    folder = Path(tempfile.mkdtemp(prefix="accord-bench-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "postgres", settings={**SETTINGS, **(settings or {})})
    database = f"accord_bench_{name}"
    try:
        _end_on_sigterm()
        cluster.start()
        _write_keys(folder / "secrets", keys or {})
        provision(cluster.admin_url(), database=database, secrets_dir=folder / "secrets")
        environment = _environment(folder)
        migrate(environment)
        os.environ.update(environment)
        yield Throwaway(cluster.admin_url(database), environment)
    finally:
        cluster.destroy()
        shutil.rmtree(folder, ignore_errors=True)


def _end_on_sigterm() -> None:
    """Let SIGTERM unwind this process as Ctrl-C does, and leave its forked children as they are used to."""
    owner = os.getpid()

    def end(number: int, _frame: Any) -> None:
        signal.signal(number, signal.SIG_DFL if os.getpid() != owner else signal.SIG_IGN)
        if os.getpid() != owner:
            os.kill(os.getpid(), number)
        raise SystemExit(128 + number)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def _write_keys(secrets: Path, keys: Mapping[str, bytes]) -> None:
    secrets.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, key in keys.items():
        (secrets / f"{name}.key").write_text(key.hex())


def _environment(folder: Path) -> dict[str, str]:
    urls = json.loads((folder / "secrets" / "roles.json").read_text())
    return {
        "ACCORD_DATA": str(folder),
        "ACCORD_SECRETS": str(folder / "secrets"),
        "DJANGO_SETTINGS_MODULE": "accord.web.settings",
        **{f"ACCORD_{role.upper()}_URL": url for role, url in urls.items()},
    }
