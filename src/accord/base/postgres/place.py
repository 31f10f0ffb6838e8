"""Where a cluster's files lie on this machine."""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from accord.base.postgres.account import Account

LONGEST_SOCKET = 107  # bytes of sun_path on Linux, less its closing zero
SOCKET_FILE = ".s.PGSQL.5432"
ELSEWHERE = Path("/var/lib/accord")
SHORT = Path("/tmp")  # noqa: S108 - only for a directory of our own, made by mkdtemp


def home_of(root: Path) -> Path:
    """The directory of the server's files: `root`, or the one under /var/lib that `choose_home` noted."""
    return _noted(root / "elsewhere") or root


def choose_home(root: Path, account: Account) -> Path:
    """Make the home once: `root`, or a directory under /var/lib if the account cannot enter `root`.

    A clone in /root is closed to the unprivileged account, and we never open somebody's home. The choice is
    noted in `root`, so that a later change of permissions never makes the data seem lost.
    """
    home = home_of(root)
    if home == root and not (root / "data").exists() and not account.is_me and not account.can_enter(root):
        home = ELSEWHERE / hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
        (root / "elsewhere").write_text(str(home))
    home.mkdir(parents=True, exist_ok=True)
    account.own(home, 0o700)
    return home


def socket_of(home: Path) -> Path:
    """The directory of the socket: `home/run`, or the one under /tmp that `choose_socket` noted."""
    return _noted(home / "socket") or home / "run"


def choose_socket(home: Path, account: Account) -> Path:
    """Make a 0700 directory whose socket path is short enough: `home/run`, or a random one under /tmp."""
    known = socket_of(home)
    if len(os.fsencode(known / SOCKET_FILE)) > LONGEST_SOCKET or not _is_private(known, account):
        known = Path(tempfile.mkdtemp(prefix="accord-", dir=SHORT))  # mkdtemp: nobody can have made it first
        (home / "socket").write_text(str(known))
    known.mkdir(exist_ok=True)
    account.own(known, 0o700)
    return known


def _noted(note: Path) -> Path | None:
    return Path(note.read_text().strip()) if note.exists() else None


def _is_private(directory: Path, account: Account) -> bool:
    """Ours and no symbolic link, or free to be made. /tmp is shared, and cleaned now and then."""
    try:
        found = os.lstat(directory)
    except FileNotFoundError:
        return directory.parent != SHORT
    return stat.S_ISDIR(found.st_mode) and found.st_uid == account.uid
