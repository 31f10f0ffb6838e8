"""A record that showed no indicators keeps nothing of anybody: neither row, nor token, nor tombstone."""

from __future__ import annotations

import pytest

from tests.deconfliction.partnership import person, phone, plate, run_jobs

EVERYWHERE = (
    "accord.filing",
    "accord.pointer",
    "accord.support_pointer",
    "matching.holding",
    "matching.holding_key",
    "matching.key_block",
    "matching.protected_value",
)


def counts(world):
    return {table: world.sql(f"SELECT count(*) FROM {table}")[0][0] for table in EVERYWHERE}


@pytest.fixture
def victim():
    return person(role="possible_victim", linked_roles=frozenset({"possible_victim"}))


def test_forgotten_record_leaves_no_token_anywhere(partnership, victim):
    desk = partnership.desk()
    record = desk.file(victim, phone(linked_roles=frozenset({"possible_victim"})))
    full = counts(partnership.world)
    assert full["accord.pointer"] == full["matching.holding"] == 2 and full["matching.protected_value"]
    desk.withdraw(record, forget=True)
    assert not any(counts(partnership.world).values())


def test_withdrawn_but_not_forgotten_keeps_its_tombstone(partnership, victim):
    desk = partnership.desk()
    desk.withdraw(desk.file(victim))
    assert counts(partnership.world)["matching.protected_value"]


def test_other_record_s_protection_of_the_same_value_stays(partnership):
    desk = partnership.desk()
    shielded = phone(linked_roles=frozenset({"possible_victim"}))
    record = desk.file(shielded)
    desk.file(shielded)
    before = counts(partnership.world)["matching.protected_value"]
    desk.withdraw(record, forget=True)
    left = counts(partnership.world)
    assert left["matching.protected_value"] == before and left["accord.pointer"] == 1


def test_forgetting_twice_and_a_worker_that_dies_between_change_nothing_more(partnership, victim):
    desk = partnership.desk()
    record = desk.file(victim)
    desk.withdraw(record, forget=True, run=False)
    desk.withdraw(record, forget=True, run=False)
    run_jobs()
    assert not any(counts(partnership.world).values())


def test_hits_that_a_forgotten_record_made_vanish(partnership):
    left, right = partnership.desk(), partnership.desk()
    record = left.file(plate())
    right.file(plate())
    left.withdraw(record, forget=True)
    assert not left.hits() and not right.hits()
