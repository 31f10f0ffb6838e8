"""A threshold chosen on one half of the entities and scored on the other, both ways, so that no figure flatters."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from accord.linkage.measure.pairs import Encoded, Scored, best_threshold, figures, pairs_true


def half_of(truths: np.ndarray) -> np.ndarray:
    """Return 0 or 1 for each entity's name, always the same for one name."""
    names, at = np.unique(truths, return_inverse=True)
    return np.array([crc32(str(name).encode()) & 1 for name in names], dtype=np.int64)[at]


def halves(scored: Scored, left: Encoded, right: Encoded | None) -> dict[str, float]:
    """Return the means over both directions of precision, recall and F1, and of the thresholds chosen.

    A pair belongs to the half of its left row's entity. Without two halves of known entities all figures are 0.
    """
    side = half_of(left.truths)
    entities = np.unique(left.truths)
    of_entity = half_of(entities)
    found: list[dict[str, float]] = []
    for chosen in (0, 1):
        on, off = scored.take(side[scored.lefts] == chosen), scored.take(side[scored.lefts] != chosen)
        threshold, _best = best_threshold(on, pairs_true(left, right, entities[of_entity == chosen]))
        true = pairs_true(left, right, entities[of_entity != chosen])
        found.append({**figures(off, true, threshold), "threshold": threshold})
    return {
        name: round(float(np.mean([one[name] for one in found])), 5)
        for name in ("precision", "recall", "f1", "threshold")
    }
