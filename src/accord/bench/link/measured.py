"""A child process with its wall time and its peak memory, measured alike for every engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_WAITING = Path(__file__).with_name("waiting.py")


class EngineFailed(Exception):
    """An engine could not be installed, stopped with an error, or took too long; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds from start to end, Python's start included, and the peak resident memory in MB (10⁶ bytes)."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str], *, log: Path, limit_seconds: float) -> Cost:
    """Run a command to its end, all it says going to ``log``. Raises EngineFailed for an error or the limit."""
    usage = log.with_suffix(".usage")
    with log.open("wb") as output:
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_WAITING), str(usage), *command],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # so that the limit ends its own children too
        )
        try:
            code = child.wait(limit_seconds)
        except subprocess.TimeoutExpired:
            raise EngineFailed(
                f"not done after {limit_seconds:g} s; raise --limit-seconds or take fewer rows"
            ) from None
        finally:
            if child.returncode is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
    if code:
        raise EngineFailed(f"stopped with {code}: {_last_line(log)}")
    seconds, kilobytes = usage.read_text().split()
    return Cost(round(float(seconds), 2), round(int(kilobytes) * 1024 / 1e6, 1))


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1][:300] if lines else "it said nothing"
