"""The levels of many pairs, and what else their weights need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from accord.linkage.compare.identifiers import KINDS
from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Levels
from accord.linkage.vectors.pairs import Bytes, Flags, Rows

Words = npt.NDArray[np.uint32]
Small = npt.NDArray[np.int8]

__all__ = ["Bytes", "Flags", "PairLevels", "Rows", "Small", "Words"]

_AT = {name: at for at, name in enumerate(FIELDS)}


@dataclass(frozen=True, slots=True)
class PairLevels:
    """Arrays whose last axis is the pair.

    ``levels``: int8, one row a field in the order of ``compare.levels.FIELDS``, -1 for missing. ``swapped``,
    ``alias``: how the names met. ``kinds``: kinds of the identifiers shared, bit k for the kind with number k.
    ``widths``: years of the range of birth, left and right, 1 for a date. ``tokens``: exact tokens of given name,
    family name and city, left and right of each (six rows), by which common values have their own weight.
    """

    levels: Small
    swapped: Flags
    alias: Flags
    kinds: npt.NDArray[np.uint16]
    widths: Bytes
    tokens: Words

    def __len__(self) -> int:
        """Return the number of pairs."""
        return self.swapped.shape[0]

    def of(self, field: str) -> Small:
        """Return the levels of one field."""
        return self.levels[_AT[field]]

    def take(self, rows: Rows | Flags | slice) -> PairLevels:
        """Return some of the pairs, by position or by mask; a slice gives a view, which may be written to."""
        return PairLevels(*(getattr(self, one.name)[..., rows] for one in fields(self)))

    def pair(self, at: int) -> Levels:
        """Return one pair's levels as the scalar comparators give them, for reasons."""
        kinds = int(self.kinds[at])
        shared = tuple(sorted(kind for number, kind in KINDS.items() if kinds >> number & 1))
        levels: list[int] = self.levels[:, at].tolist()
        return Levels._make((*levels, bool(self.swapped[at]), bool(self.alias[at]), shared))

    @classmethod
    def room(cls, pairs: int) -> PairLevels:
        """Return room for so many pairs, every field missing."""
        return cls(
            np.full((len(FIELDS), pairs), -1, np.int8),
            np.zeros(pairs, np.bool_),
            np.zeros(pairs, np.bool_),
            np.zeros(pairs, np.uint16),
            np.ones((2, pairs), np.uint8),
            np.zeros((6, pairs), np.uint32),
        )

    @classmethod
    def joined(cls, parts: Sequence[PairLevels]) -> PairLevels:
        """Return the pairs of several, one after the other."""
        if not parts:
            return cls.room(0)
        return cls(*(np.concatenate([getattr(part, one.name) for part in parts], -1) for one in fields(cls)))
