"""`accord demo` refuses plainly what it cannot do, shows what its story promises, and stops as cleanly as it starts."""

import fcntl
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import psycopg
import pytest
from click.testing import CliRunner

from accord.base.postgres.cluster import Cluster
from accord.cli import main
from tests.cli.reader import Reader


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_demo(*arguments, **environment):
    return CliRunner(env={"ACCORD_DATA": None, "DATABASE_URL": None, **environment}).invoke(
        main, ["demo", *map(str, arguments)]
    )


def _ours(environment):
    return [name for name in environment if name.startswith("ACCORD_")]


@pytest.fixture(autouse=True)
def signals_as_they_were(monkeypatch):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    for name in {"ACCORD_DATA", "ACCORD_DEMO", "DJANGO_SETTINGS_MODULE", *_ours(os.environ)}:
        monkeypatch.setenv(name, os.environ.get(name, ""))  # restored afterwards
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_port_in_use(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run_demo("--port", port, "--data", tmp_path)
    assert result.exit_code == 2
    assert f"Port {port} is in use. Choose another: make demo PORT={port + 1}" in result.output


def test_second_demo_on_the_same_data(tmp_path, free_port):
    with (tmp_path / "demo.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run_demo("--port", free_port, "--data", tmp_path)
    assert result.exit_code == 2
    assert "already runs" in result.output


def test_fresh_never_touches_a_real_server(tmp_path, free_port):
    result = run_demo(
        "--port", free_port, "--data", tmp_path, "--fresh", DATABASE_URL="postgresql:///precious"
    )
    assert result.exit_code == 2
    assert "DATABASE_URL names another server" in " ".join(result.output.split())


def test_server_that_does_not_answer(tmp_path, free_port):
    result = run_demo(
        "--port", free_port, "--data", tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/x"
    )
    assert result.exit_code == 2
    assert "DATABASE_URL does not answer" in result.output


def test_real_installation_is_never_filled_with_a_story(tmp_path, free_port):
    real = Cluster(tmp_path / "real", settings={"shared_buffers": "16MB", "fsync": "off"})
    try:
        real.start()
        with psycopg.connect(real.admin_url(), autocommit=True) as connection:
            connection.execute("CREATE ROLE accord_owner")
        result = run_demo("--port", free_port, "--data", tmp_path / "d", DATABASE_URL=real.admin_url())
    finally:
        real.destroy()
    assert result.exit_code == 2
    assert "holds an Accord already" in result.output


def test_missing_database_programs_are_told_in_one_line(tmp_path, free_port):
    result = run_demo("--port", free_port, "--data", tmp_path / "d", PG_BINDIR=str(tmp_path))
    assert result.exit_code == 1
    assert "no executable initdb" in result.output


class Demo:
    """A real `accord demo` in a process of its own."""

    def __init__(self, data, port):
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        for name in _ours(environment):
            del environment[name]
        environment["ACCORD_DATA"] = str(data)
        # A trap: an invented story must not reach the server that these name.
        environment["ACCORD_OWNER_URL"] = environment["ACCORD_APP_URL"] = (
            "postgresql://nobody@127.0.0.1:1/precious"
        )
        command = [sys.executable, "-m", "accord.cli", "demo", "--port", str(port), "--reports", "20"]
        self.lines = []
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    @property
    def said(self):
        return "".join(self.lines)

    def wait_for(self, words, seconds):
        deadline = time.monotonic() + seconds
        while words not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.2)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    data = tmp_path_factory.mktemp("demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    one = Demo(data, port)
    one.data, one.port = data, port
    try:
        one.wait_for("Stop with Ctrl-C", 240)
        yield one
    finally:
        if one.process.poll() is None:
            one.process.terminate()
            one.process.wait(60)
        Cluster(data / "postgres").destroy()


def health(demo):
    with urllib.request.urlopen(f"http://localhost:{demo.port}/health", timeout=10) as answer:
        return answer.status


def children_of(pid, word):
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", word], check=False, capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def test_demo_tells_its_address_and_answers(demo):
    assert f"http://localhost:{demo.port}/" in demo.said
    assert health(demo) == 200


@pytest.fixture
def lead(demo):
    """The lieutenant in Montréal, as she finds the demonstration."""
    return Reader(demo.port, demo.data, "Maude Tremblay-Cyr")


def test_map_of_the_story_has_corridors_of_enough_reports_each(lead):
    told = lead.page("/en/map/").split("<tbody")[1].split("</tbody>")[0]
    corridors = re.findall(r">([^<]+ – [^<]+)</a>.*?map__exact\">(\d+) reports", told, re.S)
    assert len(corridors) >= 3 and min(int(weight) for _ends, weight in corridors) >= 5
    assert "Montreal (QC) – Niagara Falls (ON)" in dict(corridors)


def test_joint_case_of_the_story_tells_who_connects_montreal_and_niagara(lead):
    truth = lead.truth()
    path = f"/en/cases/{truth['done']['joint_case']['dossier']}/network/"
    picture = json.loads(re.search(r'id="network-data"[^>]*>(.*?)</script>', lead.page(path), re.S)[1])
    city = {each["label"]: each["id"] for each in picture["nodes"] if each["kind"] == "city"}
    asked = f"{path}?set=1&a={city['Montreal (QC)']}&b={city['Niagara Falls (ON)']}"
    told = lead.page(asked).split('id="connectors"')[1].split("</section>")[0]
    for name in ("Kelvin Draymore", "Terrell Vanière", "438 555-0142", "ZZQ 014"):
        assert re.search(rf"<strong>.*{name}.*</strong> \(\w+.*\): known in both since", told)
    references = {
        place["reference"]
        for each in truth["entities"]
        if each["entity"] == "plate-kd"
        for place in each["seen"]
        if place["agency"] == "EILP" and place["city"] in ("montreal-qc", "niagarafalls-on")
    }
    assert len(references & set(re.findall(r"R-\w{4}-\w{4}", told))) >= 5


def test_records_of_one_person_wait_to_be_compared(lead):
    wanted = [each for each in lead.truth()["duplicates"] if each["agency"] == "EILP"]
    desk = lead.truth()["done"]["taken_back"]["dossier"]
    told = lead.page(f"/en/judgements/duplicates/{desk}/")
    assert "One person or two?" in told
    first, second = re.findall(rf"reports/{desk}/([0-9a-f-]+)/", told.split("The next pairs")[0])[-2:]
    assert any({first, second} <= set(each["reports"]) for each in wanted)


def test_answer_that_was_taken_back_stands_in_the_history_of_its_hit(lead):
    hit = lead.truth()["done"]["taken_back"]
    told = lead.text(f"/en/hits/{hit['dossier']}/{hit['hit']}/")
    assert hit["number"] in told and "Answer taken back" in told and hit["reason"] in told


def test_standing_search_has_found_something_and_told_of_it(lead):
    (mine,) = [each for each in lead.truth()["done"]["searches"] if each["member"] == "Maude Tremblay-Cyr"]
    saved = lead.text("/en/search/saved/")
    assert mine["name"] in saved and re.search(r"\d new finds?", saved)
    notices = " ".join(lead.text(f"/en/notifications/?page={number}") for number in range(1, 6))
    assert "A saved search has found something" in notices
    assert re.search(r"R-\w{4}-\w{4}", lead.text(f"/en/search/saved/{mine['search']}/"))


def test_killed_worker_is_started_again(demo):
    (worker,) = children_of(demo.process.pid, "accord.cli worker")
    os.kill(worker, signal.SIGKILL)
    demo.wait_for("The worker stopped (exit code -9)", 20)
    deadline = time.monotonic() + 20
    while not children_of(demo.process.pid, "accord.cli worker"):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_killed_database_is_started_again(demo):
    cluster = Cluster(demo.data / "postgres")
    os.kill(int((cluster._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    demo.wait_for("The database stopped; starting it again.", 20)
    deadline = time.monotonic() + 20
    while not cluster.running():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert health(demo) == 200


def test_sigterm_stops_everything_with_exit_code_0(demo):
    running = children_of(demo.process.pid, "granian") + children_of(demo.process.pid, "accord.cli worker")
    demo.process.send_signal(signal.SIGTERM)
    assert demo.process.wait(60) == 0, demo.said
    assert not Cluster(demo.data / "postgres").running()
    for pid in running:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
