"""Which half of the entities a row belongs to, and how much a pair counts in a half.

Entities (true ids) are dealt into two halves by a seed. A pair of rows counts

- 1 in the half that holds the entities of both its rows,
- ½ in each half where the entities of its rows lie in different halves: such a pair can only be false, and counted so
  the shares of false pairs in both halves are, on average, those of the whole file,
- 0 where a row has no true id: nobody knows.

Every engine is counted alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

UNKNOWN = -1
Ids = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Truth:
    """The true entity of each row (a number, ``UNKNOWN`` where the file does not say) and each entity's half.

    ``right`` is None for deduplication: then a pair is two rows of ``left``.
    """

    left: Ids
    right: Ids | None
    half: npt.NDArray[np.int8]

    @property
    def theirs(self) -> Ids:
        """The rows that the second of a pair is counted in."""
        return self.left if self.right is None else self.right

    def halves(self, rows: Ids) -> npt.NDArray[np.int8]:
        """Return the half of each entity, ``UNKNOWN`` where there is none."""
        if not len(self.half):
            return np.full(len(rows), UNKNOWN, np.int8)
        return np.where(rows == UNKNOWN, np.int8(UNKNOWN), self.half[rows])

    def same(self, left: Ids, right: Ids) -> npt.NDArray[np.bool_]:
        """Say of pairs of rows whether both are one entity."""
        mine, other = self.left[left], self.theirs[right]
        return (mine == other) & (mine != UNKNOWN)

    def weights(self, left: Ids, right: Ids, half: int) -> Weights:
        """Return how much each pair of rows counts in a half."""
        mine, other = self.halves(self.left[left]), self.halves(self.theirs[right])
        known = (mine != UNKNOWN) & (other != UNKNOWN)
        return np.where(known, 0.5 * ((mine == half).astype(float) + (other == half)), 0.0)

    def pairs(self, half: int | None = None) -> int:
        """Return the number of true pairs, of a half or of all."""
        size = len(self.half)
        mine = np.bincount(self.left[self.left != UNKNOWN], minlength=size)
        if self.right is None:
            found = mine * (mine - 1) // 2
        else:
            found = mine * np.bincount(self.right[self.right != UNKNOWN], minlength=size)
        return int(found.sum() if half is None else found[self.half == half].sum())


def truth_of(left: Sequence[str], right: Sequence[str] | None, seed: int) -> Truth:
    """Number the true ids of one file or two, an empty one unknown, and deal them into halves."""
    names = sorted({name for name in (*left, *(right or ())) if name})
    numbers = {name: at for at, name in enumerate(names)}
    half = np.zeros(len(names), np.int8)
    half[np.random.default_rng(seed).permutation(len(names))[: len(names) // 2]] = 1

    def numbered(rows: Sequence[str]) -> Ids:
        return np.array([numbers.get(name, UNKNOWN) for name in rows], dtype=np.int64)

    return Truth(numbered(left), None if right is None else numbered(right), half)
