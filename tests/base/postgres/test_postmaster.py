"""A dead server is told from a living one, whatever its pid file says."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from accord.base.postgres import postmaster


def pid_file(directory, pid):
    (directory / "postmaster.pid").write_text(f"{pid}\n{directory}\n")


def test_no_pid_file_is_no_server(tmp_path):
    assert not postmaster.is_alive(tmp_path)


def test_half_written_pid_file_is_no_server(tmp_path):
    (tmp_path / "postmaster.pid").write_text("")
    assert not postmaster.is_alive(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_stranger_with_the_same_number_is_no_server(tmp_path):
    pid_file(tmp_path, os.getpid())
    assert not postmaster.is_alive(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_zombie_is_no_server(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as zombie:
        pid_file(tmp_path, zombie.pid)
        while postmaster._state_and_name(zombie.pid) != "zombie":
            time.sleep(0.01)
        assert not postmaster.is_alive(tmp_path)


def test_leftovers_of_a_dead_server_are_removed(tmp_path):
    pid_file(tmp_path, 2**22 - 1)
    socket = tmp_path / ".s.PGSQL.5432"
    lock = tmp_path / ".s.PGSQL.5432.lock"
    socket.touch()
    lock.touch()
    postmaster.clear_away(tmp_path, socket)
    assert list(tmp_path.iterdir()) == []
