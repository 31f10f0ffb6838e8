"""Payloads as a matrix, and all levels of many pairs of its rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from accord.linkage.compare.date import WIDTH_AT
from accord.linkage.payload import layout
from accord.linkage.vectors.date import date_levels
from accord.linkage.vectors.identifiers import shared_kinds
from accord.linkage.vectors.names import name_levels
from accord.linkage.vectors.pairlevels import Bytes, PairLevels
from accord.linkage.vectors.pairs import Pairs
from accord.linkage.vectors.place import number_levels, postcode_levels
from accord.linkage.vectors.run import loose_run_levels, one_levels, run_levels

BLOCK = 8192
"""Pairs compared at a time: few enough that what is compared stays in the processor's cache."""


def matrix(payloads: Sequence[bytes]) -> Bytes:
    """Return payloads as rows of uint8, as wide as the widest needs. Raises ValueError for what is no payload."""
    sizes = set(map(len, payloads))
    if not sizes <= set(layout.SIZES.values()):
        raise ValueError("not a payload of this version")
    width = max(sizes, default=layout.SIZES[1])
    rows = np.frombuffer(b"".join(one.ljust(width, b"\0") for one in payloads), np.uint8).reshape(-1, width)
    if (rows[:, 0] != layout.VERSION).any():
        raise ValueError("not a payload of this version")
    return rows


def levels_of(left: Bytes, right: Bytes) -> PairLevels:
    """Compare row i of one matrix with row i of another. Raises ValueError for other rows than payloads."""
    if len(left) != len(right):
        raise ValueError("as many rows on the left as on the right")
    rows = np.arange(len(left))
    return levels_at(left, rows, right, rows)


def levels_at(
    left: Bytes, left_rows: npt.NDArray[np.integer], right: Bytes, right_rows: npt.NDArray[np.integer]
) -> PairLevels:
    """Compare pairs given by their rows in two matrices (or twice the same), block by block.

    Memory: some 45 bytes a pair. Raises ValueError for other rows than payloads.
    """
    left, right = np.ascontiguousarray(left), np.ascontiguousarray(right)
    if {left.shape[1], right.shape[1]} - set(layout.SIZES.values()):
        raise ValueError("not a payload of this version")
    found = PairLevels.room(len(left_rows))
    mine, theirs = np.asarray(left_rows, np.intp), np.asarray(right_rows, np.intp)
    for start in range(0, len(mine), BLOCK):
        block = slice(start, start + BLOCK)
        _compare(Pairs(left, right, mine[block], theirs[block]), found.take(block))
    return found


def _compare(pairs: Pairs, found: PairLevels) -> None:
    """Write the levels of some pairs into ``found``, which is a view of the whole."""
    # only the rows that meet: a matrix may lie on disk, and need not be read through
    if any((version != layout.VERSION).any() for version in pairs.both("u1", 0)):
        raise ValueError("not a payload of this version")
    levels = found.levels
    levels[0], levels[1], found.swapped[:], found.alias[:] = name_levels(pairs)
    levels[2] = date_levels(pairs)
    levels[3] = run_levels(pairs, layout.CITY_AT, layout.CITY_AT, near=True)
    levels[4] = postcode_levels(pairs)
    levels[5] = number_levels(pairs)
    levels[6] = loose_run_levels(pairs, layout.STREET_AT)
    levels[7] = loose_run_levels(pairs, layout.BIRTH_PLACE_AT)
    levels[8] = one_levels(pairs, layout.SEX_AT)
    levels[9] = loose_run_levels(pairs, layout.OCCUPATION_AT)
    levels[10] = loose_run_levels(pairs, layout.EMAIL_AT)
    found.kinds[:] = shared_kinds(pairs)
    found.widths[0], found.widths[1] = pairs.both("u1", WIDTH_AT)
    for at, column in enumerate((layout.GIVEN_AT, layout.FAMILY_AT, layout.CITY_AT)):
        found.tokens[2 * at], found.tokens[2 * at + 1] = pairs.both("<u4", column)
