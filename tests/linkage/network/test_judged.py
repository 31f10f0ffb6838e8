"""Joining by judgement against a naive union-find, and taking back as if it had never been said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import Judgement
from accord.linkage.network import Partition

RECORDS = "abcdefgh"
pairs = st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)).filter(lambda pair: pair[0] != pair[1])
acts = st.tuples(pairs, st.sampled_from([*Judgement, None]))


def union_find(latest):
    """The slow and certain way: from all answers at once."""
    root = {record: record for record in RECORDS}

    def find(record):
        while root[record] != record:
            record = root[record]
        return record

    for (left, right), judgement in latest.items():
        if judgement is Judgement.SAME:
            root[find(left)] = find(right)
    groups = {}
    for record in RECORDS:
        groups.setdefault(find(record), set()).add(record)
    return {frozenset(group) for group in groups.values()}


def play(partition, told):
    latest = {}
    for (left, right), judgement in told:
        if judgement is None:
            partition.undo(left, right)
            latest.pop(tuple(sorted((left, right))), None)
        else:
            partition.answer(left, right, judgement)
            latest[tuple(sorted((left, right)))] = judgement
    return latest


@settings(deadline=None)
@given(st.lists(acts, max_size=40))
def test_components_are_those_of_a_union_find_after_any_answers_and_undoings(told):
    partition = Partition(RECORDS)
    latest = play(partition, told)
    assert partition.components() == union_find(latest)
    for record in RECORDS:
        assert record in partition.component_of(record)


@settings(deadline=None)
@given(st.lists(acts, max_size=25), pairs)
def test_undoing_restores_exactly_the_former_partition(told, pair):
    partition = Partition(RECORDS)
    latest = play(partition, told)
    partition.undo(*pair)
    latest.pop(tuple(sorted(pair)), None)
    before = partition.components()
    partition.answer(*pair, Judgement.SAME)
    assert partition.component_of(pair[0]) == partition.component_of(pair[1])
    partition.undo(*pair)
    assert partition.components() == before == union_find(latest)


def test_what_others_join_stays_joined_and_is_shown_as_contradicted():
    partition = Partition()
    for left, right in ("ab", "bc"):
        partition.answer(left, right, Judgement.SAME)
    partition.answer("a", "c", Judgement.DIFFERENT)
    assert partition.components() == {frozenset("abc")}
    assert partition.contradictions() == [("a", "c")]
    partition.answer("b", "c", Judgement.UNSURE)
    assert partition.components() == {frozenset("ab"), frozenset("c")}
    assert partition.contradictions() == []


def test_a_record_is_not_judged_against_itself():
    with pytest.raises(ValueError, match="same as itself"):
        Partition("a").answer("a", "a", Judgement.SAME)
