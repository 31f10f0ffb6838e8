"""The tests' database: the embedded server, a template migrated once, and a clone of it for each test process.

Tests go through the real roles and commit for real: a test that runs inside one rolled-back transaction would hide a
setting that outlives its transaction.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from accord.base.postgres.cluster import Cluster
from accord.base.postgres.migrate import migrate
from accord.base.postgres.provision import provision

PROJECT = Path(__file__).resolve().parent.parent
SOURCE = PROJECT / "src" / "accord"
# Unsafe and quick: these databases are thrown away.
SETTINGS = {"fsync": "off", "full_page_writes": "off", "max_connections": "200"}


class TestDatabase:
    """One process's own clone, dropped at the end."""

    __test__ = False

    def __init__(self) -> None:
        self.data = Path(os.environ.get("ACCORD_TEST_DATA", PROJECT / ".accord" / "test"))
        self.secrets = self.data / "secrets"
        self.cluster = Cluster(self.data / "pg", settings=SETTINGS)
        self.name = f"accord_test_{os.getpid()}"

    def open(self) -> None:
        """Start the server, migrate the template if the sources changed, clone it, and point the settings at it."""
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.cluster.start()
            self._drop_leftovers()
            template = self._template()
            with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
                admin.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{template}" OWNER accord_owner')
                # A clone does not inherit its template's rights on the database.
                admin.execute(f'REVOKE ALL ON DATABASE "{self.name}" FROM PUBLIC')
                admin.execute(
                    f'GRANT CONNECT ON DATABASE "{self.name}" TO accord_app, accord_door, accord_matcher'
                )
        roles = json.loads((self.secrets / "roles.json").read_text())
        for role, url in roles.items():
            os.environ[f"ACCORD_{role.upper()}_URL"] = self._renamed(url)
        os.environ["ACCORD_SECRETS"] = str(self.secrets)
        os.environ["ACCORD_DATA"] = str(self.data)

    def admin_url(self) -> str:
        """The superuser's address of the clone: for arranging a test, never for the act under test."""
        return self.cluster.admin_url(self.name)

    def drop(self) -> None:
        with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def _renamed(self, url: str) -> str:
        return urlsplit(url)._replace(path=f"/{self.name}").geturl()

    def _template(self) -> str:
        name = f"accord_template_{_fingerprint()}"
        with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
            if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                return name
        making = f"{name}_making"
        with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{making}" WITH (FORCE)')
        provision(self.cluster.admin_url(), database=making, secrets_dir=self.secrets)
        migrate({"ACCORD_SECRETS": str(self.secrets), "ACCORD_DATA": str(self.data), **self._no_urls()})
        with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
            admin.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')
        return name

    def _no_urls(self) -> dict[str, str]:
        urls = json.loads((self.secrets / "roles.json").read_text())
        return {f"ACCORD_{role.upper()}_URL": url for role, url in urls.items()}

    def _drop_leftovers(self) -> None:
        """Clones whose process has died, and templates of sources that are no more."""
        current = f"accord_template_{_fingerprint()}"
        with psycopg.connect(self.cluster.admin_url(), autocommit=True) as admin:
            names = [row[0] for row in admin.execute("SELECT datname FROM pg_database").fetchall()]
            for name in names:
                stale = name.startswith("accord_template_") and not name.startswith(current)
                dead = name.startswith("accord_test_") and not Path(f"/proc/{name.split('_')[2]}").exists()
                if stale or dead:
                    admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fingerprint() -> str:
    """Of everything that a migrated database depends on."""
    digest = hashlib.sha256()
    for file in sorted(
        [*SOURCE.rglob("migrations/*.py"), *SOURCE.rglob("*.sql"), *SOURCE.rglob("operations.py")]
    ):
        digest.update(str(file.relative_to(SOURCE)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]
