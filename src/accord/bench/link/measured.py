"""A child process with its wall time and its peak memory, measured alike for every engine."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LOOK_EVERY = 0.02


class EngineFailed(Exception):
    """An engine could not be installed, stopped with an error, or took too long; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds from start to end, Python's start included, and the peak resident memory in MB (10⁶ bytes)."""

    seconds: float
    peak_mb: float


def run(
    command: Sequence[str], *, log: Path, limit_seconds: float, environment: Mapping[str, str] | None = None
) -> Cost:
    """Run a command to its end, all it says going to ``log``. Raises EngineFailed for an error or the limit."""
    start = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # so that the limit ends its own children too
            env=None if environment is None else dict(environment),
        )
    done, status, usage = os.wait4(child.pid, os.WNOHANG)
    while not done:
        if time.monotonic() - start > limit_seconds:
            os.killpg(child.pid, signal.SIGKILL)
            os.wait4(child.pid, 0)
            child.returncode = -signal.SIGKILL
            raise EngineFailed(
                f"not done after {limit_seconds:g} s; raise --limit-seconds or take fewer rows"
            )
        time.sleep(_LOOK_EVERY)
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise EngineFailed(f"stopped with {child.returncode}: {_last_line(log)}")
    return Cost(round(time.monotonic() - start, 2), round(usage.ru_maxrss * 1024 / 1e6, 1))


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
