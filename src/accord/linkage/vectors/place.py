"""Postal codes and civic numbers over arrays: the ladders of ``compare.postcode`` and ``compare.number``."""

from __future__ import annotations

import numpy as np

from accord.linkage.compare import number as number_ladder
from accord.linkage.compare import postcode as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Flags, Small
from accord.linkage.vectors.pairs import Pairs, any_of, meet
from accord.linkage.vectors.run import undecided

_CODE = layout.POSTCODE_AT
_NUMBER = layout.NUMBER_AT


def postcode_levels(pairs: Pairs) -> Small:
    """Return the levels of the postal codes."""
    found = np.full(len(pairs), MISSING, np.int8)
    rows = undecided(pairs, _CODE, _CODE, found, levels.EXACT)
    if rows.size:
        found[rows] = _unlike_codes(pairs.some(rows))
    return found


def _unlike_codes(pairs: Pairs) -> Small:
    level = np.full(len(pairs), levels.DIFFERENT, np.int8)
    two = np.flatnonzero(meet(*pairs.blocks("<u2", layout.POSTCODE_PAIRS, _CODE + layout.CODE_PAIRS)))
    level[two] = levels.TWO_LETTERS
    area, other_area = pairs.both("<u2", _CODE + 4)
    level[area == other_area] = levels.AREA
    near = pairs.some(two).blocks("<u2", layout.POSTCODE_WILDCARDS, _CODE + layout.CODE_WILDCARDS)
    level[two[meet(*near)]] = levels.ONE_LETTER
    level[_deleted(pairs, _CODE, _CODE + layout.CODE_DELETIONS, layout.POSTCODE_LETTERS)] = levels.ONE_LETTER
    return level


def number_levels(pairs: Pairs) -> Small:
    """Return the levels of the civic numbers."""
    found = np.full(len(pairs), MISSING, np.int8)
    rows = undecided(pairs, _NUMBER, _NUMBER, found, number_ladder.EXACT)
    if rows.size:
        unlike, digits = pairs.some(rows), layout.NUMBER_DIGITS
        one = meet(*unlike.blocks("<u2", digits, _NUMBER + 4 + 2 * digits))
        one |= _deleted(unlike, _NUMBER, _NUMBER + 4, digits)
        found[rows] = np.where(one, number_ladder.ONE_DIGIT, number_ladder.DIFFERENT)
    return found


def _deleted(pairs: Pairs, exact_at: int, at: int, count: int) -> Flags:
    """Say where one side's exact token is among the other's deletions."""
    exact, other = pairs.both("<u2", exact_at)
    mine, theirs = pairs.blocks("<u2", count, at)
    return any_of(mine == other[:, None]) | any_of(theirs == exact[:, None])
