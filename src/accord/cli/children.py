"""Processes that a supervisor starts, restarts when they die, and takes along when it dies itself."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

STOP_SECONDS = 15
STEADY_SECONDS = 60  # who has run this long is forgiven earlier deaths
LONGEST_WAIT = 30


class Child:
    """One process, started again after 1, 2, 4 ... 30 seconds when it dies."""

    def __init__(self, name: str, command: Sequence[str], log: Path, say: Callable[[str], None]) -> None:
        self.name, self.command, self.log, self.say = name, list(command), log, say
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0
        self.started = 0.0
        self.next_start = 0.0

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops us in order
                preexec_fn=die_with_parent(),  # noqa: PLW1509 - the supervisor has one thread
            )  # fmt: skip
        self.started = time.monotonic()

    def tend(self) -> None:
        """Call often: notices a death, and starts anew when the wait is over."""
        if self.process is not None and self.process.poll() is not None:
            self._note_death(self.process.returncode)
        if self.process is None and time.monotonic() >= self.next_start:
            self.start()

    def _note_death(self, code: int) -> None:
        lived = time.monotonic() - self.started
        self.deaths = 1 if lived > STEADY_SECONDS else self.deaths + 1
        wait = min(2 ** (self.deaths - 1), LONGEST_WAIT)
        self.next_start = time.monotonic() + wait
        self.process = None
        self.say(f"The {self.name} stopped (exit code {code}); starting it again in {wait} s. See {self.log}")

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait_or_kill(self) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill_group()

    def _kill_group(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def die_with_parent() -> Callable[[], None] | None:
    """For Popen's preexec_fn: Linux sends SIGTERM when the parent dies, even by kill -9."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)  # loaded before the fork
    parent, set_death_signal = os.getpid(), 1

    def in_child() -> None:
        libc.prctl(set_death_signal, signal.SIGTERM)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return in_child
