"""What training looks at: the levels of candidate pairs and of random pairs of one data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.linkage.measure.files import Row
from accord.linkage.measure.pairs import Encoded, candidate_pairs, encode, pairs_true, same_entity
from accord.linkage.vectors import PairLevels, levels_at

RANDOM_PAIRS = 300_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One data set, compared. ``own``: one file against itself; ``lefts``, ``rights``: rows of the candidates;
    ``comparisons``: how many pairs of rows there are in all."""

    name: str
    left: Encoded
    right: Encoded
    own: bool
    lefts: np.ndarray
    rights: np.ndarray
    candidates: PairLevels
    chance_lefts: np.ndarray
    chance: PairLevels
    true: int
    comparisons: float

    @property
    def same(self) -> np.ndarray:
        """Which candidates are true by the labels (for reports only)."""
        return same_entity(self.left, self.right, self.lefts, self.rights)


def sample_of(name: str, left_rows: Sequence[Row], right_rows: Sequence[Row] | None, seed: int = 7) -> Sample:
    """Compare one file with itself, or two with each other. Raises ValueError for a file with fewer than two rows."""
    if len(left_rows) < 2 or (right_rows is not None and len(right_rows) < 2):
        raise ValueError(f"{name}: a file to learn from needs two rows at least")
    left = encode(left_rows)
    right = encode(right_rows) if right_rows is not None else None
    theirs = right or left
    lefts, rights = candidate_pairs(left, right)
    mine, other = _random_pairs(len(left), len(theirs), right is None, seed)
    comparisons = len(left) * (len(left) - 1) / 2 if right is None else float(len(left) * len(theirs))
    return Sample(
        name=name,
        left=left,
        right=theirs,
        own=right is None,
        lefts=lefts,
        rights=rights,
        candidates=levels_at(left.payloads, lefts, theirs.payloads, rights),
        chance_lefts=mine,
        chance=levels_at(left.payloads, mine, theirs.payloads, other),
        true=pairs_true(left, right),
        comparisons=comparisons,
    )


def _random_pairs(left: int, right: int, own: bool, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return rows of random pairs of two different rows; all pairs where there are few."""
    if left * right <= RANDOM_PAIRS:
        mine, other = (grid.ravel() for grid in np.meshgrid(np.arange(left), np.arange(right), indexing="ij"))
        kept = mine < other if own else np.ones(len(mine), dtype=bool)
        return mine[kept], other[kept]
    random = np.random.default_rng(seed)
    mine, other = random.integers(left, size=RANDOM_PAIRS), random.integers(right, size=RANDOM_PAIRS)
    kept = mine != other if own else np.ones(RANDOM_PAIRS, dtype=bool)
    return mine[kept], other[kept]
