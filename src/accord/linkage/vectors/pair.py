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
from accord.linkage.vectors.place import number_levels, postcode_levels
from accord.linkage.vectors.run import loose_run_levels, one_levels, run_levels

BLOCK = 8192
"""Pairs compared at a time: few enough that both sides stay in the processor's cache."""

_GIVEN, _FAMILY, _CITY = layout.GIVEN_AT // 4, layout.FAMILY_AT // 4, layout.CITY_AT // 4


def matrix(payloads: Sequence[bytes]) -> Bytes:
    """Return payloads as rows of uint8, as wide as the widest needs. Raises ValueError for what is no payload."""
    sizes = set(map(len, payloads))
    if not sizes <= set(layout.SIZES.values()):
        raise ValueError("not a payload of this version")
    width = max(sizes, default=layout.SIZES[1])
    width += -width % 8
    rows = np.frombuffer(b"".join(one.ljust(width, b"\0") for one in payloads), np.uint8).reshape(-1, width)
    _check(rows)
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

    Memory: some 40 bytes a pair and the payloads of one block. Raises ValueError for other rows than payloads.
    """
    found = PairLevels.room(len(left_rows))
    for start in range(0, len(left_rows), BLOCK):
        block = slice(start, start + BLOCK)
        _compare(left[left_rows[block]], right[right_rows[block]], found.take(block))
    return found


def _check(rows: Bytes) -> None:
    if rows.shape[1] < layout.SIZES[1] or rows.shape[1] % 8 or (rows[:, 0] != layout.VERSION).any():
        raise ValueError("not a payload of this version")


def _compare(left: Bytes, right: Bytes, found: PairLevels) -> None:
    """Write the levels of row against row into ``found``, which is a view of the whole."""
    _check(left)
    _check(right)
    mine, theirs = left.view("<u4"), right.view("<u4")
    levels = found.levels
    levels[0], levels[1], found.swapped[:], found.alias[:] = name_levels(
        mine, theirs, left[:, 1], right[:, 1]
    )
    levels[2] = date_levels(mine, theirs, left[:, : layout.HEAD], right[:, : layout.HEAD])
    levels[3] = run_levels(mine, _CITY, theirs, _CITY, near=True)
    levels[4] = postcode_levels(mine, theirs)
    levels[5] = number_levels(mine, theirs)
    levels[6] = loose_run_levels(mine, theirs, layout.STREET_AT // 4)
    levels[7] = loose_run_levels(mine, theirs, layout.BIRTH_PLACE_AT // 4)
    levels[8] = one_levels(mine, theirs, layout.SEX_AT // 4)
    levels[9] = one_levels(mine, theirs, layout.OCCUPATION_AT // 4)
    found.kinds[:] = shared_kinds(left, right)
    found.widths[0], found.widths[1] = left[:, WIDTH_AT], right[:, WIDTH_AT]
    for at, column in enumerate((_GIVEN, _FAMILY, _CITY)):
        found.tokens[2 * at], found.tokens[2 * at + 1] = mine[:, column], theirs[:, column]
