"""What the server process left behind: its pid file, its socket, its last words."""

import os
from pathlib import Path

LAST_LINES = 15


def is_alive(data: Path) -> bool:
    """Whether the process named in postmaster.pid is a living PostgreSQL."""
    pid = _pid(data)
    return pid is not None and _is_postgres(pid)


def clear_away(data: Path, socket: Path) -> None:
    """Remove what a killed server left, so that the next one does not believe it still runs.

    PostgreSQL itself removes the files of a process that is gone. It cannot tell a zombie (in a container
    whose first process reaps nobody) or a stranger with a reused number from a living server. Removing the
    pid file is safe: the check for sessions still attached to the shared memory does not depend on it.
    """
    if is_alive(data):
        return
    for left in (data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        left.unlink(missing_ok=True)


def memory_still_in_use(log: Path) -> bool:
    return "shared memory block" in last_words(log)


def last_words(log: Path) -> str:
    """The end of the server's log, for an error message. The log holds no statement and no value."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-LAST_LINES:])
    except FileNotFoundError:
        return ""


def _pid(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _is_postgres(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # somebody else's process: ours has our own user id, or we are root
    return _state_and_name(pid) in (None, "postgres")


def _state_and_name(pid: int) -> str | None:
    """The program's name, "zombie", or None where there is no /proc to tell."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return None if not Path("/proc/self").exists() else "gone"
    name, rest = line[line.index("(") + 1 :].rsplit(")", 1)
    return "zombie" if rest.split()[0] in "ZX" else name
