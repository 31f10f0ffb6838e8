"""Dates over arrays: the ladder of ``compare.date``."""

from __future__ import annotations

import numpy as np

from accord.linkage.compare import date as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Bytes, Flags, Rows, Small, Words
from accord.linkage.vectors.run import columns

_AT = layout.DATE_AT // 4
_DIGITS = _AT + 6
_PAIRS = _DIGITS + layout.DATE_DIGITS
_BESIDE = _PAIRS + layout.DATE_PAIRS


def date_levels(left: Words, right: Words, left_head: Bytes, right_head: Bytes) -> Small:
    """Return the levels of birth; ``*_head`` are the first bytes of the payloads (kind of date, width of range)."""
    found = np.full(len(left), MISSING, np.int8)
    mine, theirs = left_head[:, levels.KIND_AT], right_head[:, levels.KIND_AT]
    known = (mine != layout.NO_DATE) & (theirs != layout.NO_DATE)
    full = (mine == layout.FULL_DATE) & (theirs == layout.FULL_DATE)
    rows = np.flatnonzero(full)
    if rows.size:
        found[rows] = _full(left, right, rows)
    rows = np.flatnonzero(known & ~full)
    if rows.size:
        inside = _overlap(left, right, rows, left_head[rows], right_head[rows])
        found[rows] = np.where(inside, levels.IN_RANGE, levels.OUT_OF_RANGE)
    return found


def _full(left: Words, right: Words, rows: Rows) -> Small:
    exact, year, year_month, year_day, month_day, swapped = columns(left, rows, _AT, 6).T
    other, other_year, other_month, other_day, other_md, other_swapped = columns(right, rows, _AT, 6).T
    before, after, year_before, year_after = columns(right, rows, _BESIDE, 4).T
    level = np.full(len(rows), levels.DIFFERENT, np.int8)
    level[(year == year_before) | (year == year_after)] = levels.NEXT_YEAR
    level[year == other_year] = levels.YEAR
    level[(year_month == before) | (year_month == after)] = levels.NEAR
    two = (year_month == other_month) | (year_day == other_day) | (month_day == other_md)
    rest = np.flatnonzero(~two)
    pairs = columns(left, rows[rest], _PAIRS, layout.DATE_PAIRS) == columns(
        right, rows[rest], _PAIRS, layout.DATE_PAIRS
    )
    two[rest] = pairs.any(axis=1)
    level[two] = levels.TWO_PARTS
    level[swapped == other_swapped] = levels.SWAPPED
    # one digit leaves at least one of the pairs of digits
    rest = np.flatnonzero(two)
    digits = columns(left, rows[rest], _DIGITS, layout.DATE_DIGITS) == columns(
        right, rows[rest], _DIGITS, layout.DATE_DIGITS
    )
    level[rest[digits.any(axis=1)]] = levels.ONE_DIGIT
    level[exact == other] = levels.EXACT
    return level


def _years(words: Words, rows: Rows, head: Bytes) -> tuple[Words, Flags]:
    """Return (year tokens, which of them count): one of a date, as many as the range is wide of a range."""
    years = columns(words, rows, _PAIRS, layout.DATE_PAIRS)
    full = head[:, levels.KIND_AT] == layout.FULL_DATE
    years[full, 0] = words[rows[full], _AT + 1]
    width = np.where(full, 1, head[:, levels.WIDTH_AT])
    return years, np.arange(layout.DATE_PAIRS) < width[:, None]


def _overlap(left: Words, right: Words, rows: Rows, left_head: Bytes, right_head: Bytes) -> Flags:
    mine, mine_count = _years(left, rows, left_head)
    theirs, theirs_count = _years(right, rows, right_head)
    found = np.zeros(len(rows), np.bool_)
    for at in range(layout.DATE_PAIRS):
        held = np.flatnonzero(mine_count[:, at] & ~found)
        if not held.size:
            break
        found[held] = ((theirs[held] == mine[held, at, None]) & theirs_count[held]).any(axis=1)
    return found
