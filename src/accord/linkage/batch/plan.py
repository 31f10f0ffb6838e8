"""The plan that both engines follow: whom to compare, and how the work is cut.

A candidate shares keys whose rarity, summed, reaches ``least``. A key of n rows out of N is worth log2(N / n) bits (N
a million at least), counted in sixteenths so that sums are whole numbers, the same in any order and on any engine.
Keys of more than ``rows_a_key`` rows count nothing. In a smaller holding fewer keys are shared by chance, and less is
asked of a candidate: among some ten thousand rows one shared key of any rarity is enough.
"""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.linkage.candidates import ROWS_A_KEY

STEPS = 16
"""Parts of a bit in which rarity is counted."""

LEAST_ROWS = 1 << 20
LESS_A_HALVING = 3.0
"""Bits by which a candidate needs less with each halving of the rows below ``LEAST_ROWS``."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Plan:
    """``least``: bits of shared rarity; ``most``: candidates of a row in a slice; ``chunk``, ``slice``: rows."""

    rows_a_key: int = ROWS_A_KEY
    least: float = 30.0
    most: int = 100
    chunk: int = 8_192
    slice: int = 1 << 19

    def as_dict(self) -> dict[str, Any]:
        """For the note in the work folder: another plan is another run."""
        return asdict(self)

    def least_steps(self, rows: int) -> int:
        """What a candidate needs among so many rows."""
        halvings = max(0.0, float(np.log2(LEAST_ROWS / max(1, rows))))
        return max(0, round((self.least - LESS_A_HALVING * halvings) * STEPS))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Seekers ``first`` to ``last`` against the rows ``low`` to ``high``; ``own``: within each agency instead."""

    number: int
    slice: int
    first: int
    last: int
    low: int
    high: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows ``low`` to ``high``, sought by the rows before ``sought_by``: those of other groups, and each pair once."""

    low: int
    high: int
    sought_by: int


def slices(groups: npt.NDArray[np.int32], most: int) -> list[Slice]:
    """Cut rows, sorted by group, into slices of at most ``most`` rows, at borders of groups where groups are small."""
    if not len(groups):
        return []
    starts = np.concatenate(([0], np.flatnonzero(np.diff(groups)) + 1, [len(groups)])).tolist()
    found: list[Slice] = []
    low = 0
    for start, end in itertools.pairwise(starts):
        if end - low > most and start > low:
            found.append(_several(low, start, starts))
            low = start
        while end - low > most:  # a group larger than a slice
            found.append(Slice(low, low + most, start))
            low += most
        if low > start:  # what is left of it
            found.append(Slice(low, end, start))
            low = end
    if low < len(groups):
        found.append(_several(low, len(groups), starts))
    return found


def _several(low: int, high: int, starts: list[int]) -> Slice:
    """A slice of whole groups; one group alone is sought by those before it, several also by themselves."""
    alone = not any(low < start < high for start in starts)
    return Slice(low, high, low if alone else high)


def chunks(groups: npt.NDArray[np.int32], plan: Plan) -> list[Chunk]:
    """All chunks in the order in which they are done; the last ones are those within agencies."""
    found: list[Chunk] = []
    for at, one in enumerate(slices(groups, plan.slice)):
        for first in range(0, one.sought_by, plan.chunk):
            last = min(first + plan.chunk, one.sought_by)
            found.append(Chunk(len(found), at, first, last, one.low, one.high))
    for first in range(0, len(groups), 16 * plan.chunk):
        last = min(first + 16 * plan.chunk, len(groups))
        found.append(Chunk(len(found), -1, first, last, 0, len(groups), own=True))
    return found


def rarity(rows: int, held_by: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    """What keys of so many rows are worth, in sixteenths of a bit."""
    found: npt.NDArray[np.int32] = np.round(
        STEPS * np.log2(max(rows, LEAST_ROWS) / np.maximum(held_by, 1))
    ).astype(np.int32)
    return np.maximum(found, 1)
