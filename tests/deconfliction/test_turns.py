"""A withdrawal that comes while another worker is putting the same pointers into the index."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connections

from accord.deconfliction import tasks
from accord.deconfliction.matching import backlog, meeting, rebuilding
from tests.deconfliction.partnership import jobs_waiting, person, plate, run_jobs

SECONDS = 20


def in_a_thread(act):
    """Run as another worker would; ``join`` raises what it raised."""
    raised = []

    def run():
        try:
            act()
        except BaseException as error:
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()

    def join():
        thread.join(SECONDS)
        assert not thread.is_alive() and not raised, raised

    return thread, join


def ended_or_waiting(world, thread):
    """Until the other worker has done its work, or waits for somebody."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and thread.is_alive():
        if world.sql("SELECT 1 FROM pg_locks WHERE NOT granted"):
            return
        time.sleep(0.01)


@pytest.mark.parametrize("realm", ["enforcement", "support"])
def test_what_is_dropped_before_its_indexing_commits_is_not_live(partnership, world, monkeypatch, realm):
    desk = partnership.desk(realm)
    record = desk.file(person(), plate(), run=False, consent_to_match=True)
    [(_name, asked)] = [job for job in jobs_waiting() if job[0] == "meet_pointers"]
    read, go_on, last_step = threading.Event(), threading.Event(), meeting.drop_ended

    def slow(*given, **more):
        found = last_step(*given, **more)
        if not read.is_set():  # the dropping takes this step too
            read.set()
            assert go_on.wait(SECONDS)
        return found

    monkeypatch.setattr(meeting, "drop_ended", slow)
    _thread, indexed = in_a_thread(lambda: meeting.meet(backlog.asked(**asked)))
    assert read.wait(SECONDS)
    desk.withdraw(record, run=False)
    thread, dropped = in_a_thread(
        lambda: tasks.drop_pointers.func(dossier_id=asked["dossier_id"], record_id=str(record))
    )
    ended_or_waiting(world, thread)
    go_on.set()
    indexed()
    dropped()
    assert world.sql("SELECT DISTINCT live, keyed FROM matching.holding") in ([], [(False, False)])
    assert not world.sql("SELECT 1 FROM matching.holding_key")


def test_what_is_withdrawn_while_the_index_is_made_anew_is_dropped(partnership, world, monkeypatch):
    left, right = partnership.desk(), partnership.desk()
    record = left.file(plate())
    right.file(plate())
    settle = rebuilding.settle_everything
    threads = []

    def withdraw_first():
        left.withdraw(record, run=False)
        threads.append(
            in_a_thread(
                lambda: tasks.drop_pointers.func(dossier_id=str(left.dossier.id), record_id=str(record))
            )
        )
        ended_or_waiting(world, threads[0][0])
        settle()

    monkeypatch.setattr(rebuilding, "settle_everything", withdraw_first)
    rebuilding.rebuild_index()
    for _thread, join in threads:
        join()
    monkeypatch.undo()
    assert world.sql("SELECT count(*) FROM matching.holding WHERE live") == [(1,)]
    assert not right.hits()
    run_jobs()
