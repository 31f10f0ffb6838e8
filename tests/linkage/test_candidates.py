"""Whom to compare: rarest keys first, ranked by how rare all shared keys are."""

from __future__ import annotations

import numpy as np

from accord.linkage import candidates
from accord.linkage.candidates import CandidateIndex, candidate_pairs, ranked


def test_one_rare_key_outranks_two_common_ones() -> None:
    found = {1: [7], 2: list(range(20, 70)), 3: list(range(20, 70))}
    assert ranked(found, 100)[0] == 7
    assert ranked(found, 100, counts={1: 90})[0] == 20


def test_shared_keys_add_up_and_ties_go_by_row() -> None:
    assert ranked({1: [4, 5], 2: [5, 6], 3: np.array([6, 5])}, 1000).tolist() == [5, 6, 4]
    assert ranked({1: [9, 3]}, 1000).tolist() == [3, 9]
    assert ranked({}, 1000).tolist() == ranked({1: []}, 1000).tolist() == []


def test_no_more_than_asked_for_are_returned() -> None:
    assert len(ranked({1: list(range(500))}, 1000)) == candidates.CANDIDATES
    assert ranked({1: [1, 2], 2: [2]}, 1000, most=1).tolist() == [2]


def test_rows_beyond_a_key_s_share_are_not_read() -> None:
    many = list(range(candidates.ROWS_A_KEY + 50))
    assert max(ranked({1: many}, 1000, most=1000)) == candidates.ROWS_A_KEY - 1


def test_the_index_in_memory_ranks_too() -> None:
    index = CandidateIndex(candidates=2)
    for row, keys in enumerate([(1, 2), (1, 2, 3), (1,), (9,)]):
        index.add(row, keys)
    assert index.find((1, 2, 3)) == [1, 0]
    assert index.find((9,)) == [3]
    assert index.find(()) == []


def test_whole_files_find_what_the_index_finds() -> None:
    random = np.random.default_rng(3)
    left = [tuple(set(random.integers(0, 60, size=6).tolist())) for _ in range(80)]
    right = [tuple(set(random.integers(0, 70, size=6).tolist())) for _ in range(40)]
    index = CandidateIndex()
    for row, keys in enumerate(left):
        index.add(row, keys)
    wanted = sorted((found, row) for row, keys in enumerate(right) for found in index.find(keys))
    assert np.stack(candidate_pairs(left, right), axis=1).tolist() == [list(pair) for pair in wanted]


def test_keys_that_too_many_hold_bring_nobody_together() -> None:
    left = [(1, 100 + row) for row in range(candidates.ROWS_A_KEY + 1)]
    found = candidate_pairs(left, [(1,), (1, 105)])
    assert np.stack(found, axis=1).tolist() == [[5, 1]]


def test_empty_files_have_no_candidates() -> None:
    assert [len(side) for side in candidate_pairs([(), ()], None)] == [0, 0]
    assert [len(side) for side in candidate_pairs([(1,)], [])] == [0, 0]
