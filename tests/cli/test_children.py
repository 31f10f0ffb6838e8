"""The supervisor's children come back when they die, and never outlive it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accord.cli import children
from accord.cli.children import Child

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def said():
    return []


@pytest.fixture
def child(tmp_path, said):
    one = Child("worker", SLEEP, tmp_path / "log", said.append)
    one.start()
    yield one
    one.ask_to_stop()
    one.wait_or_kill()


def eventually(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_killed_child_is_started_again_after_a_wait(child, said):
    os.kill(child.process.pid, signal.SIGKILL)
    child.process.wait()
    child.tend()
    assert child.process is None
    assert "worker stopped (exit code -9); starting it again in 1 s" in said[0]
    child.next_start = 0
    child.tend()
    assert child.process.poll() is None


def test_waits_grow_and_end_at_half_a_minute(tmp_path, said):
    failing = Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "log", said.append)
    for _ in range(7):
        failing.next_start = 0
        failing.tend()
        failing.process.wait()
        failing.tend()
    assert [line.split("again in ")[1].split(" s")[0] for line in said] == [
        "1",
        "2",
        "4",
        "8",
        "16",
        "30",
        "30",
    ]


def test_child_that_will_not_stop_is_killed(tmp_path, said, monkeypatch):
    monkeypatch.setattr(children, "STOP_SECONDS", 0.3)
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
    deaf = Child("worker", [sys.executable, "-c", code], tmp_path / "log", said.append)
    deaf.start()
    assert eventually(lambda: "deaf" in (tmp_path / "log").read_text())
    deaf.ask_to_stop()
    deaf.wait_or_kill()
    assert deaf.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells children of a parent's death"
)
def test_child_dies_with_a_supervisor_that_is_killed(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from accord.cli.children import Child\n"
        f"child = Child('worker', {SLEEP!r}, Path(sys.argv[1]), print); child.start()\n"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "log")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        pid = int(supervisor.stdout.readline())
        supervisor.kill()
    assert eventually(lambda: not is_running(pid))


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
