"""Who is whose is decided as the files tell: groups in one, one to one between clean ones, groups over both else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from accord.bench.link.deciding import NEVER, Alone, Arrays, decided

CONTENT: dict[str, Any] = {"rules": {"possible": 10.0}}


def arrays(*pairs: tuple[int, int, float]) -> Arrays:
    lefts, rights, weights = (np.array(one) for one in zip(*pairs, strict=True))
    return lefts.astype(np.int64), rights.astype(np.int64), weights.astype(float)


def told(
    *pairs: tuple[int, int, float], two: Alone | None = None
) -> dict[tuple[int, int], tuple[float, float]]:
    lefts, rights, after, before = (one.tolist() for one in decided(arrays(*pairs), CONTENT, two))
    return {
        (left, right): (one, other)
        for left, right, one, other in zip(lefts, rights, after, before, strict=True)
    }


def never() -> Arrays:
    raise AssertionError("clean files need no pairs of their own")


def test_one_file_is_grouped_and_keeps_what_was_compared() -> None:
    found = told((0, 1, 18.0), (1, 2, 18.0), (2, 3, 2.0))
    assert found[(0, 1)] == (18.0, 18.0)
    assert found[(0, 2)][0] == pytest.approx(11.0)  # nobody compared these two
    assert np.isnan(found[(0, 2)][1])
    assert found[(2, 3)] == (NEVER, 2.0)


def test_between_clean_files_the_second_best_goes() -> None:
    found = told((0, 0, 30.0), (0, 1, 14.0), (1, 1, 29.0), two=Alone(2, never, never))
    assert found == {(0, 0): (30.0, 30.0), (0, 1): (NEVER, 14.0), (1, 1): (29.0, 29.0)}


def test_two_files_with_doubles_are_grouped_over_both() -> None:
    two = Alone(2, lambda: arrays((0, 1, 20.0)), lambda: arrays((0, 1, 20.0)))
    found = told((0, 0, 20.0), (0, 1, 20.0), (1, 0, 19.0), (1, 1, 6.0), two=two)
    assert set(found) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert found[(1, 1)][0] > 10.0 > found[(1, 1)][1]  # the doubles of either file speak for it
