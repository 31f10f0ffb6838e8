"""Dates over arrays: the ladder of ``compare.date``."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.linkage.compare import date as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Bytes, Flags, Small
from accord.linkage.vectors.pairs import Pairs, any_of, meet

Words = npt.NDArray[np.uint16]

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
        found[rows] = _ranges(pairs.some(rows), mine[rows], theirs[rows])
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


def _ranges(pairs: Pairs, kinds: Bytes, other_kinds: Bytes) -> Small:
    mine, theirs = pairs.blocks("<u2", layout.DATE_PAIRS, _PAIRS)
    around, other_around = pairs.blocks("<u2", layout.YEARS_AROUND, _DIGITS)
    year, other_year = pairs.both("<u2", _YEAR)
    width, other_width = pairs.both("u1", levels.WIDTH_AT)
    counted = _years(mine, year, width, kinds)
    other_counted = _years(theirs, other_year, other_width, other_kinds)
    none = np.zeros_like(kinds)
    near = np.where(kinds == layout.FULL_DATE, none, np.uint8(layout.YEARS_AROUND))
    other_near = np.where(other_kinds == layout.FULL_DATE, none, np.uint8(layout.YEARS_AROUND))
    level = np.full(len(pairs), levels.OUT_OF_RANGE, np.int8)
    for most, found in ((layout.YEARS_AROUND, levels.NEAR_RANGE), (layout.YEARS_BESIDE, levels.BESIDE_RANGE)):
        level[_meet(around, np.minimum(near, most), theirs, other_counted)] = found
        level[_meet(other_around, np.minimum(other_near, most), mine, counted)] = found
    level[_meet(mine, counted, theirs, other_counted)] = levels.IN_RANGE
    return level


def _meet(left: Words, count: Bytes, right: Words, other_count: Bytes) -> Flags:
    """Say where one of the first ``count`` values of a row of ``left`` is among the first of ``right``."""
    found = np.zeros(len(left), np.bool_)
    for at in range(left.shape[1]):
        held = np.flatnonzero((count > at) & ~found)
        if held.size:
            same = right[held] == left[held, at, None]
            same &= np.arange(right.shape[1]) < other_count[held, None]
            found[held] = any_of(same)
    return found


def _years(years: Words, year: Words, width: Bytes, kinds: Bytes) -> Bytes:
    """Put the year of a full date first among its years; return how many of them count."""
    full = kinds == layout.FULL_DATE
    years[full, 0] = year[full]
    return np.where(full, np.uint8(1), width)
