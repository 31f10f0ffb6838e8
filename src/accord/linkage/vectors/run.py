"""Runs over arrays: the ladders of ``compare.run`` and ``compare.loose``."""

from __future__ import annotations

import numpy as np

from accord.linkage.compare import loose as loose_levels
from accord.linkage.compare import run as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Flags, Rows, Small, Words

_FILTER = layout.NAME_TOKENS // 4
_FILTER_WORDS = layout.FILTER // 4
_DELETIONS = _FILTER + _FILTER_WORDS
_WILDCARDS = _DELETIONS + layout.NAME_DELETIONS


def columns(words: Words, rows: Rows, at: int, count: int) -> Words:
    """Return some columns of some rows."""
    return words[rows, at : at + count] if count > 1 else words[rows, at][:, None]


def undecided(left: Words, right: Words, found: Small, exact: int) -> Rows:
    """Settle missing and exact by the exact tokens of a field; return the rows that are neither."""
    both = (left != 0) & (right != 0)
    same = left == right
    found[both & same] = exact
    return np.flatnonzero(both & ~same)


def dice(left: Words, right: Words, rows: Rows, left_at: int, right_at: int) -> tuple[np.ndarray, np.ndarray]:
    """Return (twice the shared bits, all bits) of the bigram filters at a column."""
    mine = columns(left, rows, left_at, _FILTER_WORDS)
    theirs = columns(right, rows, right_at, _FILTER_WORDS)
    shared = np.bitwise_count(mine & theirs).sum(axis=1, dtype=np.int32)
    total = (np.bitwise_count(mine) + np.bitwise_count(theirs)).sum(axis=1, dtype=np.int32)
    return 2 * shared, total


def run_levels(
    left: Words,
    left_at: int,
    right: Words,
    right_at: int,
    *,
    near: bool,
    left_parts: int = 0,
    right_parts: int = 0,
) -> Small:
    """Return the levels of the runs at two columns (4-byte places); parts at column 0 means there are none."""
    found = np.full(len(left), MISSING, np.int8)
    rows = undecided(left[:, left_at], right[:, right_at], found, levels.EXACT)
    if rows.size:
        found[rows] = _unlike(left, left_at, right, right_at, rows, near, (left_parts, right_parts))
    return found


def _unlike(
    left: Words, left_at: int, right: Words, right_at: int, rows: Rows, near: bool, parts: tuple[int, int]
) -> Small:
    """Return the levels of runs that both exist and differ, worst first, each better one laid over it."""
    _exact, sound, start, initial = columns(left, rows, left_at, 4).T
    _other, other_sound, other_start, other_initial = columns(right, rows, right_at, 4).T
    shared, total = dice(left, right, rows, left_at + _FILTER, right_at + _FILTER)
    level = np.where(initial == other_initial, levels.INITIAL, levels.DIFFERENT).astype(np.int8)
    level[shared >= 0.32 * total] = levels.FAINT
    level[(start == other_start) | (shared >= 0.47 * total)] = levels.START
    level[sound == other_sound] = levels.SOUNDS
    if parts[1]:
        level[_related(left, left_at, right, right_at, rows, parts)] = levels.RELATED
    level[shared >= 0.7 * total] = levels.CLOSE
    if near:
        maybe = np.flatnonzero(shared >= 0.2 * total)
        level[maybe[_one_edit(left, left_at, right, right_at, rows[maybe])]] = levels.ONE_LETTER
    bare = (sound == 0) | (other_sound == 0)
    level[bare] = np.where(initial == other_initial, levels.INITIAL_GIVEN, levels.DIFFERENT)[bare]
    return level


def _related(
    left: Words, left_at: int, right: Words, right_at: int, rows: Rows, parts: tuple[int, int]
) -> Flags:
    mine = columns(left, rows, parts[0], layout.NAME_PARTS)
    theirs = columns(right, rows, parts[1], layout.NAME_PARTS)
    found = (mine == right[rows, right_at][:, None]).any(axis=1)
    found |= (theirs == left[rows, left_at][:, None]).any(axis=1)
    for at in range(layout.NAME_PARTS):
        found |= (theirs == mine[:, at, None]).any(axis=1)
    return found


def _one_edit(left: Words, left_at: int, right: Words, right_at: int, rows: Rows) -> Flags:
    mine = columns(left, rows, left_at + _DELETIONS, layout.NAME_DELETIONS)
    theirs = columns(right, rows, right_at + _DELETIONS, layout.NAME_DELETIONS)
    found = (mine == right[rows, right_at][:, None]).any(axis=1)
    found |= (theirs == left[rows, left_at][:, None]).any(axis=1)
    mine = columns(left, rows, left_at + _WILDCARDS, layout.NAME_WILDCARDS)
    theirs = columns(right, rows, right_at + _WILDCARDS, layout.NAME_WILDCARDS)
    return found | (mine == theirs).any(axis=1)


def loose_run_levels(left: Words, right: Words, at: int) -> Small:
    """Return the levels of the loose runs at a column."""
    found = np.full(len(left), MISSING, np.int8)
    rows = undecided(left[:, at], right[:, at], found, loose_levels.EXACT)
    if rows.size:
        shared, total = dice(left, right, rows, at + 2, at + 2)
        level = np.full(len(rows), loose_levels.DIFFERENT, np.int8)
        level[shared >= 0.32 * total] = loose_levels.FAINT
        same_start = left[rows, at + 1] == right[rows, at + 1]
        level[same_start | (shared >= 0.47 * total)] = loose_levels.START
        level[shared >= 0.7 * total] = loose_levels.CLOSE
        found[rows] = level
    return found


def one_levels(left: Words, right: Words, at: int) -> Small:
    """Return the levels of a field that agrees or does not."""
    mine, theirs = left[:, at], right[:, at]
    level = np.where(mine == theirs, np.int8(0), np.int8(1))
    level[(mine == 0) | (theirs == 0)] = MISSING
    return level
