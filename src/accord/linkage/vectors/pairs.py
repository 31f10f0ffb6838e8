"""Two matrices of payloads and the rows of each that meet: what every comparison here reads from.

Nothing is copied but the bytes that a comparison asks for, of the rows that it asks about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pair i is row ``mine[i]`` of ``left`` against row ``theirs[i]`` of ``right``; both matrices are contiguous."""

    left: Bytes
    right: Bytes
    mine: Rows
    theirs: Rows

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.mine)

    def some(self, kept: Rows | Flags) -> Pairs:
        """Return some of the pairs, by position or by mask."""
        return Pairs(self.left, self.right, self.mine[kept], self.theirs[kept])

    def both(self, kind: str, at: int, right_at: int = -1) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return one number of each side: a NumPy type and its offset in bytes, left and right where they differ."""
        return self.one_left(kind, at), self.one_right(kind, at if right_at < 0 else right_at)

    def blocks(
        self, kind: str, count: int, at: int, right_at: int = -1
    ) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
        """Return ``count`` numbers of each side, a row a pair."""
        whole = f"V{np.dtype(kind).itemsize * count}"
        left, right = self.both(whole, at, right_at)
        return left.view(kind).reshape(-1, count), right.view(kind).reshape(-1, count)

    def one_left(self, kind: str, at: int) -> npt.NDArray[Any]:
        """Return one number of each left row."""
        return _column(self.left, kind, at)[self.mine]

    def one_right(self, kind: str, at: int) -> npt.NDArray[Any]:
        """Return one number of each right row."""
        return _column(self.right, kind, at)[self.theirs]


def _column(matrix: Bytes, kind: str, at: int) -> npt.NDArray[Any]:
    """Return a view of the numbers at an offset of every row."""
    rows, width = matrix.shape
    whole = matrix.reshape(-1)[at : at + (rows - 1) * width + np.dtype(kind).itemsize] if rows else matrix
    return np.ndarray((rows,), kind, whole, 0, (width,))


def meet(left: npt.NDArray[Any], right: npt.NDArray[Any]) -> Flags:
    """Say which rows share a token at the same place."""
    return any_of(left == right)


def any_of(flags: Flags) -> Flags:
    """Say which rows hold a true flag: column by column, since rows are short and many."""
    found: Flags = flags[:, 0].copy()
    for at in range(1, flags.shape[1]):
        found |= flags[:, at]
    return found
