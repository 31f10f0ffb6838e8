"""From weights to decisions: thresholds chosen fairly, one to one, clusters without chains."""

from __future__ import annotations

import numpy as np
import pytest

from accord.linkage.measure.clusters import cluster_f1, clustered
from accord.linkage.measure.halves import half_of
from accord.linkage.measure.pairs import Scored, best_threshold
from accord.linkage.measure.resolve import best_of_both, clean_sides, resolved


def scored(*pairs: tuple[int, int, float, bool]) -> Scored:
    lefts, rights, weights, same = (np.array(one) for one in zip(*pairs, strict=True))
    return Scored(lefts, rights, weights.astype(float), same.astype(bool), 0.0)


def test_the_best_threshold_splits_no_tie() -> None:
    threshold, f1 = best_threshold(
        scored((0, 0, 9, True), (1, 1, 5, True), (2, 2, 5, False), (3, 3, 1, False)), 2
    )
    assert 1 < threshold < 5
    assert f1 == pytest.approx(0.8)


def test_halves_are_fixed_and_about_even() -> None:
    names = np.array([f"entity {at}" for at in range(400)])
    side = half_of(names)
    assert (side == half_of(names)).all()
    assert 150 < side.sum() < 250


def test_the_second_best_of_a_clean_file_goes() -> None:
    lefts, rights = np.array([0, 0, 1]), np.array([0, 1, 1])
    weights = np.array([20.0, 13.0, 21.0])
    assert best_of_both(lefts, rights, weights).tolist() == [True, False, True]
    assert all(clean_sides(lefts, rights, weights, 12.0))
    assert resolved(lefts, rights, weights, 12.0).tolist() == [True, False, True]


def test_a_file_with_doubles_keeps_all() -> None:
    lefts, rights = np.array([0, 0, 1]), np.array([0, 1, 2])
    weights = np.array([25.0, 24.0, 23.0])
    assert not all(clean_sides(lefts, rights, weights, 12.0))
    assert resolved(lefts, rights, weights, 12.0).all()
    assert best_of_both(lefts[:0], rights[:0], weights[:0]).tolist() == []


TRIANGLES = (
    (0, 1, 20, True),
    (1, 2, 20, True),
    (0, 2, 20, True),
    (3, 4, 20, True),
    (4, 5, 20, True),
    (3, 5, 20, True),
)


def test_a_weak_bridge_joins_nobody_and_a_strong_one_does() -> None:
    truths = np.array(list("aaabbb"))
    weak = scored(*TRIANGLES, (2, 3, 11, False))
    assert cluster_f1(clustered(weak, 6, 10.0), truths) == 1.0
    assert cluster_f1(clustered(weak, 6, 10.0, guarded=False), truths) < 0.6
    strong = scored(*TRIANGLES, (2, 3, 17, True))
    assert len(set(clustered(strong, 6, 10.0).tolist())) == 1


def test_a_lone_row_joins_by_one_weak_pair() -> None:
    found = clustered(scored(*TRIANGLES[:3], (2, 3, 11, True)), 4, 10.0)
    assert len(set(found.tolist())) == 1
