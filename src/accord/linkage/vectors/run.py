"""Runs over arrays: the ladders of ``compare.run``, ``compare.loose`` and ``compare.one``."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.linkage.compare import loose as loose_levels
from accord.linkage.compare import run as levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Flags, Rows, Small
from accord.linkage.vectors.pairs import Pairs, any_of, meet

_FILTER_WORDS = layout.FILTER // 8
_NEAR_LANES = layout.NAME_DELETIONS + layout.NAME_WILDCARDS
_DELETIONS = layout.NAME_DELETIONS


def undecided(pairs: Pairs, at: int, right_at: int, found: Small, exact: int) -> Rows:
    """Settle missing and exact by the exact tokens of a field; return the pairs that are neither."""
    mine, theirs = pairs.both("<u4", at, right_at)
    both = (mine != 0) & (theirs != 0)
    same = mine == theirs
    found[both & same] = exact
    return np.flatnonzero(both & ~same)


def dice(pairs: Pairs, at: int, right_at: int) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """Return (twice the shared bits, all bits) of the bigram filters at a place."""
    mine, theirs = pairs.blocks("<u8", _FILTER_WORDS, at, right_at)
    return 2 * _bits(mine & theirs), _bits(mine) + _bits(theirs)


def _bits(filters: npt.NDArray[np.uint64]) -> npt.NDArray[np.int16]:
    counts = np.bitwise_count(filters)
    found: npt.NDArray[np.int16] = counts[:, 0].astype(np.int16)
    for at in range(1, _FILTER_WORDS):
        found += counts[:, at]
    return found


def run_levels(
    pairs: Pairs, at: int, right_at: int, *, near: bool, parts: int = 0, right_parts: int = 0
) -> Small:
    """Return the levels of the runs at two offsets; ``right_parts`` 0 means they have no parts."""
    found = np.full(len(pairs), MISSING, np.int8)
    rows = undecided(pairs, at, right_at, found, levels.EXACT)
    if rows.size:
        found[rows] = _unlike(pairs.some(rows), at, right_at, near, (parts, right_parts))
    return found


def _unlike(pairs: Pairs, at: int, right_at: int, near: bool, parts: tuple[int, int]) -> Small:
    """Return the levels of runs that both exist and differ, worst first, each better one laid over it."""
    sound, other_sound = pairs.both("<u2", at + layout.SOUND, right_at + layout.SOUND)
    start, other_start = pairs.both("<u2", at + layout.START, right_at + layout.START)
    initial, other_initial = pairs.both("<u2", at + layout.INITIAL, right_at + layout.INITIAL)
    shared, total = dice(pairs, at + layout.RUN_FILTER, right_at + layout.RUN_FILTER)
    same_initial = initial == other_initial
    level = np.where(same_initial, np.int8(levels.INITIAL), np.int8(levels.DIFFERENT))
    level[shared >= 0.32 * total] = levels.FAINT
    level[(start == other_start) | (shared >= 0.47 * total)] = levels.START
    level[sound == other_sound] = levels.SOUNDS
    if parts[1]:
        level[_related(pairs, at, right_at, parts)] = levels.RELATED
    level[shared >= 0.7 * total] = levels.CLOSE
    if near:
        maybe = np.flatnonzero(total - shared <= levels.MOST_APART)
        level[maybe[_one_edit(pairs.some(maybe), at, right_at)]] = levels.ONE_LETTER
    bare = np.flatnonzero((sound == 0) | (other_sound == 0))
    level[bare] = np.where(same_initial[bare], levels.INITIAL_GIVEN, levels.DIFFERENT)
    return level


def _related(pairs: Pairs, at: int, right_at: int, parts: tuple[int, int]) -> Flags:
    exact, other = pairs.both("<u4", at, right_at)
    mine, theirs = pairs.blocks("<u4", layout.NAME_PARTS, *parts)
    found = any_of(mine == other[:, None])
    for place in range(layout.NAME_PARTS):
        part = theirs[:, place]
        found |= part == exact
        for held in range(layout.NAME_PARTS):
            found |= part == mine[:, held]
    return found


def _one_edit(pairs: Pairs, at: int, right_at: int) -> Flags:
    exact, other = pairs.both("<u2", at, right_at)
    mine, theirs = pairs.blocks("<u2", _NEAR_LANES, at + layout.NEAR, right_at + layout.NEAR)
    found = meet(mine[:, _DELETIONS:], theirs[:, _DELETIONS:])
    found |= any_of(mine[:, :_DELETIONS] == other[:, None])
    return found | any_of(theirs[:, :_DELETIONS] == exact[:, None])


def loose_run_levels(pairs: Pairs, at: int) -> Small:
    """Return the levels of the loose runs at an offset."""
    found = np.full(len(pairs), MISSING, np.int8)
    rows = undecided(pairs, at, at, found, loose_levels.EXACT)
    if rows.size:
        unlike = pairs.some(rows)
        shared, total = dice(unlike, at + layout.LOOSE_FILTER, at + layout.LOOSE_FILTER)
        start, other_start = unlike.both("<u2", at + layout.LOOSE_START)
        level = np.full(len(rows), loose_levels.DIFFERENT, np.int8)
        level[shared >= 0.32 * total] = loose_levels.FAINT
        level[(start == other_start) | (shared >= 0.47 * total)] = loose_levels.START
        level[shared >= 0.7 * total] = loose_levels.CLOSE
        found[rows] = level
    return found


def one_levels(pairs: Pairs, at: int) -> Small:
    """Return the levels of a field that agrees or does not."""
    mine, theirs = pairs.both("<u4", at)
    level = np.where(mine == theirs, np.int8(0), np.int8(1))
    level[(mine == 0) | (theirs == 0)] = MISSING
    return level
