"""Jobs that run twice, workers that die, workers side by side, and a worker as it really runs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.db import connections

from accord.base import jobs
from accord.base.postgres.databases import data_dir, secrets_dir
from accord.deconfliction.matching import meeting
from tests.deconfliction.partnership import jobs_waiting, person, phone, plate, run_jobs

TABLES = [
    "accord.hit", "accord.notice", "accord.broker_item", "matching.match", "matching.match_side", "matching.holding",
    "matching.holding_key", "matching.protected_value",
]  # fmt: skip


def everything(world):
    return {table: sorted(map(repr, world.sql(f"SELECT * FROM {table}"))) for table in TABLES}


def waiting_meetings():
    return [arguments for name, arguments in jobs_waiting() if name == "meet_pointers"]


def meet(arguments):
    jobs.app.tasks["meet_pointers"].func(**arguments)


def several():
    return [plate(), phone(), person()]


def test_job_that_runs_again_changes_nothing(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    left.file(*several(), run=False)
    right.file(*several(), run=False)
    again = waiting_meetings()
    run_jobs()
    before = everything(world)
    assert before["accord.hit"] and before["accord.broker_item"]
    for arguments in [*again, *reversed(again)]:
        meet(arguments)
    assert everything(world) == before


@pytest.mark.parametrize("dies_in", ["index_pointers", "find", "remember", "bring_into_line"])
def test_worker_killed_anywhere_loses_nothing(partnership, world, monkeypatch, dies_in):
    left, right = partnership.desk(), partnership.desk()
    left.file(*several())
    right.file(*several(), run=False)
    (job,) = waiting_meetings()
    real, calls = getattr(meeting, dies_in), []

    def dying(*arguments, **named):
        result = real(*arguments, **named)
        if not calls:
            calls.append(1)
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(meeting, dies_in, dying)
    with pytest.raises(KeyboardInterrupt):
        meet(job)
    run_jobs()
    assert len(left.hits()) == len(right.hits()) == 1
    assert [item.why for item in partnership.queue()] == ["both_protected"] * 2


def test_backlog_is_met_together_and_struck_off(partnership):
    desks = [partnership.desk() for _ in range(4)]
    for desk in desks:
        desk.file(*several(), run=False)
    first, *_others = waiting_meetings()
    meet(first)
    assert [len(desk.hits()) for desk in desks] == [3, 3, 3, 3] and len(partnership.queue()) == 12
    assert not jobs_waiting()


def test_backlog_with_one_that_fails_does_not_hold_the_others_up(partnership, monkeypatch):
    left, right, broken = (partnership.desk() for _ in range(3))
    for desk in (left, right, broken):
        desk.file(plate(), run=False)
    real = meeting.index_pointers

    def failing(dossier_id, filing_ids):
        if dossier_id == broken.dossier.id:
            raise ValueError("a fault")
        return real(dossier_id, filing_ids)

    monkeypatch.setattr(meeting, "index_pointers", failing)
    for arguments in waiting_meetings()[:2]:
        meet(arguments)
    assert left.hit() and right.hit()


def test_two_workers_at_the_same_time_miss_nothing_and_double_nothing(partnership):
    left, right = partnership.desk(), partnership.desk()
    rounds = 12
    for number in range(rounds):
        for desk in (left, right):
            desk.file(plate(f"AAAA {100 + number}"), phone(f"514 555 01{10 + number}"), run=False)
    mine, theirs = waiting_meetings()[0::2], waiting_meetings()[1::2]
    start, failures = threading.Barrier(2), []

    def work(arguments_of_all):
        try:
            for arguments in arguments_of_all:
                start.wait(10)
                meet(arguments)
        except Exception as error:
            failures.append(error)
            start.abort()
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=[each]) for each in (mine, theirs)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    assert len(left.hits()) == len(right.hits()) == rounds
    assert len(partnership.queue()) == rounds
    assert left.notices() == ["hit"] * rounds


def test_job_of_a_dead_worker_is_put_back(partnership, world):
    desk = partnership.desk()
    desk.file(plate(), run=False)
    world.sql("SET search_path = jobs")
    world.sql(
        "WITH dead AS (INSERT INTO procrastinate_workers (last_heartbeat)"
        " VALUES (now() - interval '5 minutes') RETURNING id)"
        " UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT id FROM dead)"
    )
    assert not jobs_waiting()
    from asgiref.sync import async_to_sync

    async def sweep():
        with jobs.app.replace_connector(jobs._connector()) as working:
            async with working.open_async():
                await jobs.sweep_stalled.func()

    async_to_sync(sweep)()
    assert len(jobs_waiting()) == 1


@pytest.fixture
def worker(world):
    environment = os.environ | {"ACCORD_SECRETS": str(secrets_dir()), "ACCORD_DATA": str(data_dir())}
    started = []

    def start():
        process = subprocess.Popen([sys.executable, "-m", "accord.cli", "worker"], env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(met, seconds=20.0):
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)


def test_worker_as_it_runs_tells_both_desks_and_stops_when_asked(partnership, worker):
    left, right = partnership.desk(), partnership.desk()
    process = worker()
    left.file(plate(), run=False)
    right.file(plate(), run=False)
    until(lambda: left.hits() and right.hits())
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    right.file(phone(), run=False)
    left.file(phone(), run=False)
    process = worker()
    until(partnership.queue)
    process.kill()
    process.wait()
    left.file(plate("BBBB 222"), run=False)
    right.file(plate("BBBB 222"), run=False)
    worker()
    until(lambda: len(left.hits()) == 2)
