"""The system account that the embedded server runs under.

PostgreSQL refuses to run as root. As an ordinary user the server runs as that user; as root it runs as an
unprivileged account that owns nothing but the cluster.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEM_USER = "accord-db"
# Nothing of the caller's environment reaches the server: PGPORT, PGDATA or a locale would change it.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class ServerError(RuntimeError):
    """The embedded server cannot do what was asked; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run to the end as this account, output captured as text. Raises PermissionError if it may not."""
        if not self.is_me:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(
            [str(part) for part in command],
            check=False, env=ENVIRONMENT, cwd="/", umask=0o077, stdin=subprocess.DEVNULL,
            capture_output=True, text=True,
            **options,
        )  # fmt: skip

    def can_execute(self, program: Path) -> bool:
        try:
            return self.run([program, "--version"]).returncode == 0
        except OSError:
            return False

    def can_enter(self, directory: Path) -> bool:
        return self.run(["/bin/sh", "-c", 'cd -- "$0" 2>/dev/null', directory]).returncode == 0

    def own(self, path: Path, mode: int) -> None:
        """Give `path` to this account, readable by nobody else."""
        path.chmod(mode)
        if not self.is_me:
            os.chown(path, self.uid, self.gid)


def account_for(data: Path) -> Account:
    """Who runs the server whose data directory is (or will be) `data`."""
    if os.geteuid() != 0:
        return _of_uid(os.geteuid())
    if data.exists() and data.stat().st_uid != 0:  # made earlier by somebody: stay with its owner
        return _of_uid(data.stat().st_uid)
    return system_account()


def system_account() -> Account:
    """The unprivileged account, created when missing. Needs root."""
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _create_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _of_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise ServerError(f"User id {uid} has no entry in /etc/passwd, and PostgreSQL needs one.") from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _create_system_user() -> None:
    if shutil.which("useradd"):
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
                   "--shell", "/usr/sbin/nologin", SYSTEM_USER]  # fmt: skip
    else:  # BusyBox
        command = ["adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", SYSTEM_USER]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        raise ServerError(_no_user("neither useradd nor adduser is installed")) from None
    already_there = 9  # useradd's exit code when another process was faster
    if done.returncode not in (0, already_there):
        raise ServerError(_no_user(done.stderr.strip()))


def _no_user(why: str) -> str:
    return (
        f"PostgreSQL does not run as root, and the system user {SYSTEM_USER} could not be created ({why}). "
        "Create it, or run as an ordinary user, or set DATABASE_URL to a server that runs already."
    )
