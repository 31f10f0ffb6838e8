"""One to one: where neither of two files holds a person twice, a row's second-best pair is somebody else."""

from __future__ import annotations

import numpy as np

SURELY = 5.0
"""Bits above the threshold from which a pair is counted as sure."""

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


def is_clean(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> bool:
    """Say whether each file seems to hold everybody once: hardly a surely matched row has a second sure pair."""
    sure = weights >= threshold + SURELY
    if not sure.any():
        return False
    counts = [np.unique(rows[sure], return_counts=True)[1] for rows in (lefts, rights)]
    return bool(max((one > 1).mean() for one in counts) <= TWICE)


def resolved(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> np.ndarray:
    """Say which pairs of two files to keep for deciding: the best of both where the files are clean, else all."""
    if is_clean(lefts, rights, weights, threshold):
        return best_of_both(lefts, rights, weights)
    return np.ones(len(weights), dtype=bool)
