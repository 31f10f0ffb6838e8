"""Rows of one file are grouped by what all their pairs say, and every threshold cuts into whole groups."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from accord.linkage.measure.groups import MOST, REACH, grouped

THRESHOLD = 10.0


def joined(pairs: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    lefts, rights = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    found = grouped(lefts, rights, np.array(list(pairs.values())), THRESHOLD)
    return {
        (left, right): weight
        for left, right, weight in zip(*(column.tolist() for column in found), strict=True)
    }


def test_two_rows_keep_their_weight() -> None:
    assert joined({(0, 1): 14.0, (2, 3): 3.0}) == {(0, 1): 14.0}


def test_a_third_row_speaks_for_a_weak_pair() -> None:
    found = joined({(0, 1): 18.0, (1, 2): 17.0, (0, 2): 6.0})
    assert found == {(0, 1): 18.0, (1, 2): pytest.approx(11.5), (0, 2): pytest.approx(11.5)}


def test_one_middling_pair_joins_no_two_groups() -> None:
    persons = {pair: 18.0 for group in ((0, 1, 2), (3, 4, 5)) for pair in combinations(group, 2)}
    between = {(left, right): 2.0 for left in (0, 1, 2) for right in (3, 4, 5)}
    found = joined({**persons, **between, (2, 3): 13.0})
    assert {pair for pair, weight in found.items() if weight >= THRESHOLD} == set(persons)


def test_a_pair_that_nobody_compared_joins_with_its_group() -> None:
    assert joined({(0, 1): 18.0, (1, 2): 18.0})[(0, 2)] == pytest.approx((18.0 + THRESHOLD - REACH) / 2)


def test_every_threshold_cuts_into_whole_groups() -> None:
    random = np.random.default_rng(3)
    pairs = {pair: float(random.normal(8.0, 6.0)) for pair in combinations(range(14), 2)}
    found = joined(pairs)
    assert max(found.values()) <= THRESHOLD + MOST
    for threshold in (5.0, 8.0, 10.0, 13.0):
        held = {pair for pair, weight in found.items() if weight >= threshold}
        for one, two in combinations(held, 2):
            if set(one) & set(two):
                assert tuple(sorted(set(one) ^ set(two))) in held


def test_no_pairs_make_no_groups() -> None:
    assert joined({}) == {}
