"""An embedded PostgreSQL server: one directory, one socket, one password, no TCP.

For the demo, the tests and the bench. A real installation sets DATABASE_URL instead.
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from accord.base.postgres import place, postmaster, settings
from accord.base.postgres.account import Account, ServerError, account_for
from accord.base.postgres.binaries import find_binaries, major_version, runnable_by

START_SECONDS = 120  # crash recovery of a large database takes a while
STOP_SECONDS = 60


class Cluster:
    """A server whose files lie under `root` (as root, possibly under /var/lib: see `place.home_of`).

    `settings` are lines of postgresql.conf, taken up at the next start: `{"fsync": "off"}` for tests.
    Every method raises ServerError with a message fit for a reader of the terminal.
    """

    def __init__(self, root: Path, settings: Mapping[str, str] | None = None) -> None:
        self.root = Path(root).absolute()
        self.settings = dict(settings or {})

    def start(self) -> None:
        """Bring the server up, creating it first if need be. Does nothing when it runs already."""
        if self.running():
            return
        self.root.mkdir(mode=0o755, parents=True, exist_ok=True)
        with self._alone():
            self._prepare()
            if not self.running():
                self._launch()

    def stop(self) -> None:
        """End sessions, write everything down and stop. Does nothing when it does not run."""
        if not self.root.exists():
            return
        with self._alone():
            if postmaster.is_alive(self._data):
                self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(STOP_SECONDS))

    def running(self) -> bool:
        """Whether the server answers with our password."""
        self._refuse_the_cluster_of_another()
        if not self._password_file.exists():
            return False
        try:
            psycopg.connect(self.admin_url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def admin_url(self, db: str = "postgres") -> str:
        """A libpq URL for the superuser, through the socket. The cluster must have been started once."""
        if not self._password_file.exists():
            raise ServerError(f"There is no database in {self.root} yet: start it first.")
        password = self._password_file.read_text().strip()
        socket = quote(str(self._socket), safe="")
        return f"postgresql://postgres:{password}@/{quote(db)}?host={socket}&port=5432"

    def destroy(self) -> None:
        """Stop and delete the whole cluster, wherever its files lie."""
        if not self.root.exists():
            return
        self.stop()
        for directory in (self._socket, self._home, self.root):
            shutil.rmtree(directory, ignore_errors=True)

    # What stands where

    @property
    def _home(self) -> Path:
        return place.home_of(self.root)

    @property
    def _data(self) -> Path:
        return self._home / "data"

    @property
    def _socket(self) -> Path:
        return place.socket_of(self._home)

    @property
    def _password_file(self) -> Path:
        return self._home / "superuser.password"

    @property
    def _log(self) -> Path:
        return self._home / "postgres.log"

    @cached_property
    def _account(self) -> Account:
        return account_for(self._data)

    @cached_property
    def _bin(self) -> Path:
        return runnable_by(self._account, find_binaries())

    def _refuse_the_cluster_of_another(self) -> None:
        if self.root.exists() and not os.access(self.root, os.R_OK | os.W_OK | os.X_OK):
            raise ServerError(
                f"{self.root} belongs to another account: run as that account, or choose another."
            )

    # How it comes up

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two processes that start or stop at once take turns."""
        with (self.root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _prepare(self) -> None:
        version = major_version(self._bin)
        home = place.choose_home(self.root, self._account)
        socket = place.choose_socket(home, self._account)
        if not self._data.exists():
            self._create(version)
        self._check_version(version)
        self._write(self._data / "accord.conf", settings.render(socket, self.settings))

    def _create(self, version: int) -> None:
        """initdb beside the final place, then rename: a killed first start leaves nothing half made."""
        fresh = self._home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._write(self._password_file, secrets.token_urlsafe(32))
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if version < 17:  # it has none; the C library's C.UTF-8 sorts the same way
            builtin = []
        self._run("initdb", "-D", fresh, "-U", "postgres", "--auth=scram-sha-256",
                  f"--pwfile={self._password_file}", "--encoding=UTF8", "--locale=C.UTF-8", *builtin,
                  "--data-checksums")  # fmt: skip
        with (fresh / "postgresql.conf").open("a") as conf:
            conf.write("include 'accord.conf'\n")
        fresh.rename(self._data)

    def _check_version(self, version: int) -> None:
        made_by = (self._data / "PG_VERSION").read_text().strip()
        if made_by != str(version):
            raise ServerError(
                f"The database in {self._home} was made by PostgreSQL {made_by}, but {self._bin} is version "
                f"{version}. Set PG_BINDIR to version {made_by}, or dump and restore (docs/operations.md)."
            )

    def _launch(self) -> None:
        postmaster.clear_away(self._data, self._socket / place.SOCKET_FILE)
        deadline = time.monotonic() + START_SECONDS
        while not self.running():
            # Sessions of a killed server hold its memory until they notice: starting is refused meanwhile.
            if not postmaster.is_alive(self._data):
                failure = self._try_pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", self._log)
                if failure and not postmaster.memory_still_in_use(self._log):
                    raise self._did_not_start(failure)
            if time.monotonic() > deadline:
                raise self._did_not_start(f"no answer within {START_SECONDS} seconds")
            time.sleep(0.1)

    def _did_not_start(self, why: str) -> ServerError:
        words = postmaster.last_words(self._log)
        return ServerError(f"PostgreSQL did not start: {why}\nThe end of {self._log}:\n{words}")

    # Programs and files

    def _pg_ctl(self, *arguments: str | Path) -> None:
        failure = self._try_pg_ctl(*arguments)
        if failure:
            raise ServerError(f"pg_ctl {arguments[0]} failed: {failure}")

    def _try_pg_ctl(self, *arguments: str | Path) -> str:
        """What pg_ctl complained of, or nothing."""
        done = self._account.run([self._bin / "pg_ctl", "-D", self._data, *arguments])
        return done.stderr.strip() or f"exit code {done.returncode}" if done.returncode else ""

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = self._account.run([self._bin / program, *arguments])
        if done.returncode:
            raise ServerError(f"{program} failed: {done.stderr.strip()}")

    def _write(self, path: Path, text: str) -> None:
        path.touch(mode=0o600)
        path.write_text(text)
        self._account.own(path, 0o600)
