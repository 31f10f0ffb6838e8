"""One to one: where neither of two files holds a person twice, a row's second-best pair is somebody else."""

from __future__ import annotations

import numpy as np

SURELY = 5.0
"""Bits above the threshold from which a pair is counted as sure."""

NEARLY = 10.0
"""Bits below a row's best within which another pair may be the same person: another given name weighs more."""

TWICE = 0.02
"""Share of surely matched rows with a second sure pair up to which a side counts as clean: relatives and chance leave
at most 0.005 on files that are."""


def best_of_both(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Say which pairs are the best of both their rows (ties all stay)."""
    if not len(weights):
        return np.zeros(0, dtype=bool)
    of_left, of_right = np.full(int(lefts.max()) + 1, -np.inf), np.full(int(rights.max()) + 1, -np.inf)
    np.maximum.at(of_left, lefts, weights)
    np.maximum.at(of_right, rights, weights)
    return np.asarray((weights >= of_left[lefts]) & (weights >= of_right[rights]))


def clean_sides(
    lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float
) -> tuple[bool, bool]:
    """Say of the left file and of the right whether it seems to hold everybody once.

    It does when hardly a surely matched row of the other file has a second sure pair in it that is nearly as good as
    its best: what is much worse is a twin or another relative. Without sure pairs nobody knows: then neither does.
    """
    sure = weights >= threshold + SURELY
    if not sure.any():
        return False, False
    of_left, of_right = (_with_second(rows[sure], weights[sure]) for rows in (lefts, rights))
    return of_right <= TWICE, of_left <= TWICE


def _with_second(rows: np.ndarray, weights: np.ndarray) -> float:
    """Return the share of rows with two pairs or more among those nearly as good as the row's best."""
    best = np.full(int(rows.max()) + 1, -np.inf)
    np.maximum.at(best, rows, weights)
    counts = np.unique(rows[weights >= best[rows] - NEARLY], return_counts=True)[1]
    return float((counts > 1).mean())


def resolved(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> np.ndarray:
    """Say which pairs of two files to keep for deciding.

    Where a file holds everybody once, a row of the other has one pair at most: its best. With both files clean that
    is the best of both, with neither all pairs stay.
    """
    kept = np.ones(len(weights), dtype=bool)
    left_clean, right_clean = clean_sides(lefts, rights, weights, threshold)
    for clean, rows in ((left_clean, rights), (right_clean, lefts)):
        if clean:
            best = np.full(int(rows.max()) + 1, -np.inf)
            np.maximum.at(best, rows, weights)
            kept &= weights >= best[rows]
    return kept
