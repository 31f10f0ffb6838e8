"""The real server and one real worker, as children of the test process, on its own clone of the database."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg

from accord.cli.children import die_with_parent
from accord.cli.serve import granian

START_SECONDS = 60
BUSY = "SELECT count(*) FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing')"


class Stack:
    """Granian and a worker in demonstration mode: members sign in by choosing from the list."""

    def __init__(self, data: Path, admin_url: str) -> None:
        self.data, self.admin_url, self.port = data, admin_url, _free_port()
        self.children: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self._run("server", granian("127.0.0.1", self.port, 1))
        self._run("worker", [sys.executable, "-m", "accord.cli", "worker"])
        deadline = time.monotonic() + START_SECONDS
        while not self._healthy():
            dead = [child.args for child in self.children if child.poll() is not None]
            if dead or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The platform did not start ({dead or 'too slow'}):\n{self.logs()}")
            time.sleep(0.1)

    def stop(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.children.clear()

    def settle(self, seconds: float = 20) -> None:
        """Wait until the worker has nothing left to do."""
        with psycopg.connect(self.admin_url, autocommit=True) as admin:
            deadline = time.monotonic() + seconds
            while admin.execute(BUSY).fetchone() != (0,):
                if time.monotonic() > deadline:
                    raise TimeoutError(f"The worker does not come to rest:\n{self.logs()}")
                time.sleep(0.02)

    def logs(self) -> str:
        return "\n".join(file.read_text()[-4000:] for file in sorted(self.data.glob("*.log")))

    def _run(self, name: str, command: list[str]) -> None:
        with (self.data / f"{name}.log").open("ab") as log:
            self.children.append(
                subprocess.Popen(
                    command,
                    env={**os.environ, "ACCORD_DEMO": "1", "ACCORD_DATA": str(self.data)},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    preexec_fn=die_with_parent(),  # noqa: PLW1509 - as the demonstration starts its own
                )
            )

    def _healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
