"""Dates over arrays: the ladder of ``compare.date``."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.linkage.compare import date as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Bytes, Flags, Small
from accord.linkage.vectors.pairs import Pairs, any_of, meet

_AT = layout.DATE_AT
_EXACT, _YEAR, _TWO = _AT, _AT + 4, _AT + 8
_DIGITS, _PAIRS, _BESIDE = _AT + layout.DIGITS, _AT + layout.PAIRS, _AT + layout.BESIDE


def date_levels(pairs: Pairs) -> Small:
    """Return the levels of birth."""
    found = np.full(len(pairs), MISSING, np.int8)
    mine, theirs = pairs.both("u1", levels.KIND_AT)
    known = (mine != layout.NO_DATE) & (theirs != layout.NO_DATE)
    full = (mine == layout.FULL_DATE) & (theirs == layout.FULL_DATE)
    rows = np.flatnonzero(full)
    if rows.size:
        found[rows] = _full(pairs.some(rows))
    rows = np.flatnonzero(known & ~full)
    if rows.size:
        inside = _overlap(pairs.some(rows), mine[rows], theirs[rows])
        found[rows] = np.where(inside, levels.IN_RANGE, levels.OUT_OF_RANGE)
    return found


def _full(pairs: Pairs) -> Small:
    exact, other = pairs.both("<u4", _EXACT)
    year, other_year = pairs.both("<u4", _YEAR)
    # year-month, year-day, month-day, and day and month sorted
    two_of, other_two_of = pairs.blocks("<u2", 4, _TWO)
    same = two_of == other_two_of
    before, after, year_before, year_after = pairs.blocks("<u2", 4, _BESIDE)[1].T
    level = np.full(len(pairs), levels.DIFFERENT, np.int8)
    short = year.astype(np.uint16)
    level[(short == year_before) | (short == year_after)] = levels.NEXT_YEAR
    level[year == other_year] = levels.YEAR
    level[(two_of[:, 0] == before) | (two_of[:, 0] == after)] = levels.NEAR
    two = any_of(same[:, :3])
    rest = np.flatnonzero(~two)
    two[rest] = meet(*pairs.some(rest).blocks("<u2", layout.DATE_PAIRS, _PAIRS))
    level[two] = levels.TWO_PARTS
    level[same[:, 3]] = levels.SWAPPED
    rest = np.flatnonzero(two)
    level[rest[meet(*pairs.some(rest).blocks("<u2", layout.DATE_DIGITS, _DIGITS))]] = levels.ONE_DIGIT
    level[exact == other] = levels.EXACT
    return level


def _overlap(pairs: Pairs, kinds: Bytes, other_kinds: Bytes) -> Flags:
    mine, theirs = pairs.blocks("<u2", layout.DATE_PAIRS, _PAIRS)
    year, other_year = pairs.both("<u2", _YEAR)
    width, other_width = pairs.both("u1", levels.WIDTH_AT)
    counted = _years(mine, year, width, kinds)
    other_counted = _years(theirs, other_year, other_width, other_kinds)
    found = np.zeros(len(pairs), np.bool_)
    for at in range(layout.DATE_PAIRS):
        held = np.flatnonzero((counted > at) & ~found)
        if held.size:
            same = theirs[held] == mine[held, at, None]
            same &= np.arange(layout.DATE_PAIRS) < other_counted[held, None]
            found[held] = any_of(same)
    return found


def _years(years: npt.NDArray[np.uint16], year: npt.NDArray[np.uint16], width: Bytes, kinds: Bytes) -> Bytes:
    """Put the year of a full date first among its years; return how many of them count."""
    full = kinds == layout.FULL_DATE
    years[full, 0] = year[full]
    return np.where(full, np.uint8(1), width)
