"""Fresh keys settle into blocks: a look-up finds the same before, between and after, whoever dies or works beside."""

from __future__ import annotations

import random
import threading

import pytest
from django.db import connections, transaction

from accord.base import jobs
from accord.deconfliction.matching import keys, layout, settling_keys
from accord.deconfliction.matching.held import MATCHER, execute, fetch
from accord.deconfliction.matching.rebuilding import rebuild_index
from tests.deconfliction.partnership import jobs_waiting, person


@pytest.fixture(autouse=True)
def _database(world):
    """The tables are emptied after each test."""


@pytest.fixture
def entries():
    """Key → holdings' numbers; many keys share a bucket, some a number."""
    chance = random.Random(7)
    made = {}
    for no in range(1, 400):
        for _ in range(20):
            key = chance.choice([chance.randrange(-(1 << 31), 1 << 31), chance.randrange(200)])
            made.setdefault(key, set()).add(no)
    return made


def add(entries, only=None):
    by_number = {}
    for key, numbers in entries.items():
        for no in numbers:
            by_number.setdefault(no, []).append(key)
    with transaction.atomic(using=MATCHER):
        keys.add((no, its) for no, its in by_number.items() if only is None or no in only)


def found(asked):
    seen = keys.find(list(asked))
    made = {}
    for one, no in zip((seen.of - (1 << 31)).tolist(), seen.numbers.tolist(), strict=True):
        made.setdefault(one, set()).add(no)
    return made


def settle_all(slice_of=500):
    rounds = 0
    while settling_keys.settle_some(keep=0, slice_of=slice_of):
        rounds += 1
    return rounds


def test_lookup_finds_the_same_after_every_slice(entries):
    add(entries)
    assert found(entries) == entries
    while settling_keys.settle_some(keep=0, slice_of=700):
        assert found(entries) == entries
    assert found(entries) == entries
    assert not fetch("SELECT 1 FROM holding_key") and fetch("SELECT count(*) FROM key_block")[0][0] > 1000


def test_few_fresh_keys_stay_fresh(entries):
    add(entries, only=range(1, 20))
    assert not settling_keys.settle_some()
    assert not fetch("SELECT 1 FROM key_block")


def test_index_grows_under_lookups(entries, monkeypatch):
    monkeypatch.setattr(settling_keys, "FULL", 0)
    monkeypatch.setattr(settling_keys, "GROWN_AT_ONCE", 20_000)
    monkeypatch.setattr("accord.deconfliction.matching.blocks.MOST_BITS", 18)
    add(entries, only=range(1, 300))
    seen = set()
    for _ in range(40):
        settling_keys.settle_some(keep=0)
        [(bits, grown_to)] = fetch("SELECT bits, grown_to FROM key_layout")
        seen.add((bits, grown_to > 0))
        if grown_to and not fetch("SELECT 1 FROM holding_key WHERE no >= 300"):
            add(entries, only=range(300, 400))  # what comes meanwhile settles into buckets of both sizes
    assert found(entries) == entries
    assert {(16, True), (17, True), (18, False)} <= seen


def test_key_that_becomes_common_chooses_nobody_any_more(monkeypatch):
    add({5: set(range(1, 201)), 6: {1}})
    settle_all()
    assert len(found([5])[5]) == 200
    add({5: {201}})
    assert found([5, 6]) == {6: {1}}
    settle_all()
    assert found([5, 6]) == {6: {1}}
    with transaction.atomic(using=MATCHER):
        keys.take_away([(1, [5, 6])])
    assert found([5, 6]) == {}


@pytest.mark.parametrize("settled", [True, False])
def test_what_is_taken_away_is_gone_from_rows_and_blocks(entries, settled):
    add(entries)
    if settled:
        settle_all()
    gone = {no: [key for key, numbers in entries.items() if no in numbers] for no in range(1, 400, 3)}
    with transaction.atomic(using=MATCHER):
        keys.take_away(gone.items())
    left = {key: numbers - set(gone) for key, numbers in entries.items()}
    assert found(entries) == {key: numbers for key, numbers in left.items() if numbers}
    with transaction.atomic(using=MATCHER):
        keys.take_away((no, [key for key in left if no in left[key]]) for no in range(1, 400))
    assert not fetch("SELECT 1 FROM key_block") and not fetch("SELECT 1 FROM holding_key")
    assert fetch("SELECT entries FROM key_layout") == [(0,)]


@pytest.mark.parametrize("dies_in", ["read", "write", "fetch_prepared", "grow"])
def test_worker_that_dies_while_settling_loses_and_doubles_nothing(entries, monkeypatch, dies_in):
    add(entries)
    settling_keys.settle_some(keep=0, slice_of=1500)
    real = getattr(settling_keys, dies_in)

    def dying(*arguments):
        real(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(settling_keys, dies_in, dying)
    with pytest.raises(KeyboardInterrupt):
        settling_keys.settle_some(keep=0, slice_of=1500)
    monkeypatch.setattr(settling_keys, dies_in, real)
    assert found(entries) == entries
    settle_all()
    assert found(entries) == entries
    assert fetch("SELECT entries FROM key_layout") == [(sum(map(len, entries.values())),)]


def test_connection_cut_while_settling_loses_nothing(entries, world):
    add(entries)
    with pytest.raises(Exception, match=r"terminat|closed|connection"), transaction.atomic(using=MATCHER):
        now = layout.locked()
        settling_keys.settle(now, 2000)
        [(backend,)] = fetch("SELECT pg_backend_pid()")
        world.sql("SELECT pg_terminate_backend(%s)", backend)
        fetch("SELECT 1")
    connections[MATCHER].close()
    assert found(entries) == entries
    settle_all()
    assert found(entries) == entries


def test_workers_side_by_side_lose_no_entry_and_never_wait_crosswise(entries):
    failures = []
    kept = {key: {no for no in numbers if no % 4} for key, numbers in entries.items()}
    add(entries, only=[no for no in range(1, 400) if no % 2 == 0])

    def work(act):
        try:
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    def adding():
        for no in range(1, 400, 2):
            add(entries, only=[no])

    def settling():
        for _ in range(60):
            settling_keys.settle_some(keep=0, slice_of=300)

    def removing():
        for no in range(4, 400, 4):
            with transaction.atomic(using=MATCHER):
                keys.take_away([(no, [key for key, numbers in entries.items() if no in numbers])])

    def looking():
        steady = {key: {no for no in numbers if no % 4 == 2} for key, numbers in entries.items()}
        for _ in range(40):
            seen = found(entries)
            assert all(numbers <= seen.get(key, set()) for key, numbers in steady.items())

    workers = [
        threading.Thread(target=work, args=[act]) for act in (adding, settling, settling, removing, looking)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    expected = {key: numbers for key, numbers in kept.items() if numbers}
    assert found(entries) == expected
    settle_all()
    assert found(entries) == expected


def test_withdrawn_person_is_found_in_no_block_and_forgotten_ones_leave_none(partnership, world):
    desk, shelter = partnership.desk(), partnership.desk("support")
    records = [desk.file(person()), shelter.file(person(role="suspect")), desk.file(person("Anh", "Nguyen"))]
    settle_all()
    assert not fetch("SELECT 1 FROM holding_key")
    desk.withdraw(records[0])
    shelter.withdraw(records[1])
    desk.withdraw(records[2], forget=True)
    assert not fetch("SELECT 1 FROM key_block") and not fetch("SELECT 1 FROM holding_key")
    assert fetch("SELECT live, keyed FROM holding") == [(False, False)] * 2


def test_persons_meet_through_settled_keys_and_after_a_rebuilding(partnership):
    left, right, third = (partnership.desk() for _ in range(3))
    left.file(person())
    settle_all()
    right.file(person("Matthieu"))
    assert len(partnership.queue()) == 1
    before = {row[0]: row[1:] for row in fetch("SELECT pointer_id, live, keyed, subject FROM holding")}
    execute("DELETE FROM key_block")
    rebuild_index()
    assert {
        row[0]: row[1:] for row in fetch("SELECT pointer_id, live, keyed, subject FROM holding")
    } == before
    assert fetch("SELECT 1 FROM key_block LIMIT 1") and not fetch("SELECT 1 FROM holding_key")
    third.file(person())
    assert len(partnership.queue()) == 3


@pytest.mark.parametrize(("more", "waiting"), [(True, ["settle_keys"]), (False, [])])
def test_settling_goes_on_behind_what_waits_while_there_is_more(monkeypatch, more, waiting):
    monkeypatch.setattr(settling_keys, "settle_some", lambda: more)
    jobs.app.tasks["settle_keys"].func(timestamp=0)
    assert [name for name, _arguments in jobs_waiting()] == waiting


def test_settling_that_is_far_behind_takes_more_at_once(entries, monkeypatch):
    monkeypatch.setattr(settling_keys, "BEHIND", 2)
    add(entries)
    total = sum(map(len, entries.values()))
    settling_keys.settle_some(keep=1000, slice_of=100)
    assert fetch("SELECT entries FROM key_layout") == [(500,)]
    settling_keys.settle_some(keep=total - 600, slice_of=50)
    assert fetch("SELECT entries FROM key_layout") == [(550,)]
