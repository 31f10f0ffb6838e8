"""Postal codes and civic numbers over arrays: the ladders of ``compare.postcode`` and ``compare.number``."""

from __future__ import annotations

import numpy as np

from accord.linkage.compare import number as number_levels_of
from accord.linkage.compare import postcode as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Flags, Rows, Small, Words
from accord.linkage.vectors.run import columns, undecided

_CODE = layout.POSTCODE_AT // 4
_CODE_DELETIONS = _CODE + 2
_CODE_WILDCARDS = _CODE_DELETIONS + layout.POSTCODE_LETTERS
_CODE_PAIRS = _CODE_WILDCARDS + layout.POSTCODE_WILDCARDS
_NUMBER = layout.NUMBER_AT // 4


def postcode_levels(left: Words, right: Words) -> Small:
    """Return the levels of the postal codes."""
    found = np.full(len(left), MISSING, np.int8)
    rows = undecided(left[:, _CODE], right[:, _CODE], found, levels.EXACT)
    if rows.size:
        level = np.full(len(rows), levels.DIFFERENT, np.int8)
        level[_alike(left, right, rows, _CODE_PAIRS, layout.POSTCODE_PAIRS)] = levels.TWO_LETTERS
        level[left[rows, _CODE + 1] == right[rows, _CODE + 1]] = levels.AREA
        one = _alike(left, right, rows, _CODE_WILDCARDS, layout.POSTCODE_WILDCARDS)
        one |= _deleted(left, right, rows, _CODE, _CODE_DELETIONS, layout.POSTCODE_LETTERS)
        level[one] = levels.ONE_LETTER
        found[rows] = level
    return found


def number_levels(left: Words, right: Words) -> Small:
    """Return the levels of the civic numbers."""
    found = np.full(len(left), MISSING, np.int8)
    rows = undecided(left[:, _NUMBER], right[:, _NUMBER], found, number_levels_of.EXACT)
    if rows.size:
        digits = layout.NUMBER_DIGITS
        one = _alike(left, right, rows, _NUMBER + 1 + digits, digits)
        one |= _deleted(left, right, rows, _NUMBER, _NUMBER + 1, digits)
        found[rows] = np.where(one, number_levels_of.ONE_DIGIT, number_levels_of.DIFFERENT)
    return found


def _alike(left: Words, right: Words, rows: Rows, at: int, count: int) -> Flags:
    """Say where two blocks share a token at the same place: a wildcard stands where its character stood."""
    same: Flags = (columns(left, rows, at, count) == columns(right, rows, at, count)).any(axis=1)
    return same


def _deleted(left: Words, right: Words, rows: Rows, exact: int, at: int, count: int) -> Flags:
    """Say where one side's exact token is among the other's deletions."""
    found = (columns(left, rows, at, count) == right[rows, exact][:, None]).any(axis=1)
    found |= (columns(right, rows, at, count) == left[rows, exact][:, None]).any(axis=1)
    return found
