"""Pairs, clusters and halves are counted as by hand, and as a slow and plain version counts them."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.bench.link.clusters import components, implied
from accord.bench.link.halves import UNKNOWN, Truth, truth_of
from accord.bench.link.scoring import Pairs, best_threshold, counted, once, scored, scored_often


def pairs(*found: tuple[int, int, float]) -> Pairs:
    left, right, score = zip(*found, strict=True) if found else ((), (), ())
    return Pairs(
        np.array(left, dtype=np.int64), np.array(right, dtype=np.int64), np.array(score, dtype=float)
    )


def truth(left: list[int], right: list[int] | None, half: list[int]) -> Truth:
    return Truth(np.array(left), None if right is None else np.array(right), np.array(half, dtype=np.int8))


# Entities 0 and 1 lie in half 0, entities 2 and 3 in half 1; rows 0 and 1 are one person, and so on.
ONE_FILE = truth([0, 0, 1, 1, 2, 2, 3, 3], None, [0, 0, 1, 1])


def test_a_half_counts_its_own_pairs_and_half_of_those_across() -> None:
    found = pairs((0, 1, 9), (0, 2, 9), (0, 4, 9), (4, 5, 9), (5, 6, 9))
    first, second = (counted(found, ONE_FILE, half, 5.0) for half in (0, 1))
    assert (first.claimed, first.right, first.true) == (2.5, 1.0, 2)
    assert (second.claimed, second.right, second.true) == (2.5, 1.0, 2)
    assert first.precision == pytest.approx(0.4)
    assert first.recall == pytest.approx(0.5)
    assert first.f1 == pytest.approx(2 / 4.5)


def test_both_halves_together_count_each_pair_once() -> None:
    found = pairs((0, 4, 1), (0, 1, 1), (6, 7, 1))
    assert sum(counted(found, ONE_FILE, half, 0.0).claimed for half in (0, 1)) == 3.0


def test_a_row_without_a_true_id_counts_nowhere() -> None:
    some = truth([0, 0, UNKNOWN], None, [0])
    assert counted(pairs((0, 2, 1), (0, 1, 1)), some, 0, 0.0).claimed == 1.0


def test_the_threshold_of_one_half_is_used_on_the_other() -> None:
    # Half 0 is best from 8 up; half 1's pair of 5 is true and missed by it.
    found = pairs((0, 1, 9), (2, 3, 8), (0, 2, 7), (1, 3, 7), (4, 5, 9), (6, 7, 5))
    assert best_threshold(found, ONE_FILE, 0) == 8.0
    assert best_threshold(found, ONE_FILE, 1) == 5.0
    figures = scored(found, ONE_FILE)
    # chosen on 0: half 1 finds one of two, all right; chosen on 1 (from 5): half 0 finds both and two wrong ones
    assert figures["pairs_recall"] == pytest.approx((0.5 + 1.0) / 2)
    assert figures["pairs_precision"] == pytest.approx((1.0 + 0.5) / 2)
    assert figures["pairs_f1"] == pytest.approx((2 / 3 + 2 / 3) / 2, abs=1e-5)
    assert figures["threshold"] == 6.5
    assert figures["candidate_recall"] == 1.0


def test_where_a_half_is_silent_the_threshold_parts_the_other_in_the_middle() -> None:
    found = pairs((0, 1, 9), (2, 3, 8), (4, 5, 7), (6, 7, 6), (4, 6, 5), (5, 7, 4), (0, 4, 3))
    assert best_threshold(found, ONE_FILE, 0) == 6.0  # of 7, 6, 5 and 4, which half 0 knows nothing of
    assert best_threshold(found, ONE_FILE, 1) == 6.0


def test_equal_scores_are_claimed_together() -> None:
    found = pairs((0, 1, 5), (0, 2, 5), (0, 3, 5), (2, 3, 4))
    assert best_threshold(found, ONE_FILE, 0) == 4.0  # three at 5 give F1 2/5, all four 4/6


def test_what_was_decided_counts_but_only_what_was_compared_is_a_candidate() -> None:
    found = pairs((0, 1, 9), (2, 3, 9), (4, 5, 9), (6, 7, 9), (0, 2, -np.inf))
    before = np.array([9.0, 5.0, 9.0, -np.inf, 9.0])
    figures = scored(Pairs(found.left, found.right, found.score, before), ONE_FILE)
    assert figures["pairs_f1"] == 1.0 > figures["pairs_f1_unresolved"]
    assert (figures["candidate_recall"], figures["candidates"]) == (0.75, 4)


def test_an_engine_that_finds_nothing_scores_nothing() -> None:
    figures = scored(pairs(), ONE_FILE)
    assert figures["pairs_f1"] == figures["clusters_f1"] == figures["candidate_recall"] == 0.0


def test_a_pair_given_twice_or_reversed_counts_once_with_its_best_score() -> None:
    found = once(pairs((1, 0, 3), (0, 1, 7), (2, 2, 9)), one_file=True)
    assert (found.left.tolist(), found.right.tolist(), found.score.tolist()) == ([0], [1], [7.0])


def test_links_between_two_files_are_not_turned_round() -> None:
    found = once(pairs((5, 0, 3), (0, 5, 7), (2, 2, 9)), one_file=False)
    assert len(found.left) == 3


def test_clusters_claim_what_chains_imply() -> None:
    everybody = truth([0, 0, 0, 1], None, [0, 0])
    labels = components(4, np.array([0, 1]), np.array([1, 2]))
    assert implied(labels, everybody, 0) == (3.0, 3.0)
    labels = components(4, np.array([0, 2]), np.array([1, 3]))
    assert implied(labels, everybody, 0) == (2.0, 1.0)


def test_halves_are_dealt_by_the_seed_alone() -> None:
    left, right = [str(at) for at in range(50)], [str(at) for at in range(25, 75)]
    once_dealt, again, other = (truth_of(left, right, seed) for seed in (1, 1, 2))
    assert (once_dealt.half == again.half).all()
    assert (once_dealt.half != other.half).any()
    assert abs(int(once_dealt.half.sum()) * 2 - 75) <= 1
    assert once_dealt.pairs() == once_dealt.pairs(0) + once_dealt.pairs(1) == 25


Entities = st.lists(st.integers(-1, 5), min_size=1, max_size=9)


@given(Entities, st.none() | Entities, st.lists(st.integers(0, 1), min_size=6, max_size=6), st.data())
def test_counting_by_sizes_is_counting_pair_by_pair(left, right, half, data) -> None:
    known = truth(left, right, half)
    rows = [("l", at) for at in range(len(left))] + [("r", at) for at in range(len(right or []))]
    every = list(combinations(range(len(rows)), 2)) if right is None else list(
        product(range(len(left)), range(len(left), len(rows)))
    )  # fmt: skip
    edges = data.draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    labels = components(
        len(rows), np.array([one for one, _ in edges], int), np.array([other for _, other in edges], int)
    )
    entity = [*left, *(right or [])]
    for which in (0, 1):
        claimed = right_ones = true = edge_claims = 0.0
        for one, other in every:
            sides = [half[entity[row]] for row in (one, other) if entity[row] != UNKNOWN]
            weight = sides.count(which) / 2 if len(sides) == 2 else 0.0
            same = entity[one] == entity[other] != UNKNOWN
            true += weight * same
            edge_claims += weight * ((one, other) in edges)
            if labels[one] == labels[other]:
                claimed += weight
                right_ones += weight * same
        assert implied(labels, known, which) == (claimed, right_ones)
        shift = 0 if right is None else len(left)
        found = pairs(*[(one, other - shift, 1.0) for one, other in edges])
        assert counted(found, known, which, 0.0).claimed == edge_claims
        assert known.pairs(which) == true


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 5)), max_size=30))
def test_no_other_threshold_is_better(found) -> None:
    given_pairs = once(pairs(*[(one, other, float(score)) for one, other, score in found]), one_file=True)
    best = counted(given_pairs, ONE_FILE, 0, best_threshold(given_pairs, ONE_FILE, 0)).f1
    assert best == pytest.approx(max(counted(given_pairs, ONE_FILE, 0, float(at)).f1 for at in range(7)))


def test_the_spread_holds_the_least_and_most_of_all_deals() -> None:
    found = pairs((0, 1, 9), (2, 3, 8), (0, 2, 7), (4, 5, 9), (6, 7, 5), (1, 6, 6))
    dealt = [truth_of(list("aabbccdd"), None, seed) for seed in range(6)]
    told, each = scored_often(found, dealt), [scored(found, one)["pairs_f1"] for one in dealt]
    assert told["pairs_f1"] == each[0]
    assert told["pairs_f1_spread"] == [min(each), max(each)]
    assert min(each) < max(each)
