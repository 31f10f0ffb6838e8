"""Whole names over arrays: the pairings of ``compare.names``, tried in the same order, the best kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.linkage.compare.levels import MISSING
from accord.linkage.compare.names import ALIASES, ENOUGH, MAIN, POINTS, Places
from accord.linkage.compare.run import EXACT
from accord.linkage.vectors.pairlevels import Bytes, Flags, Rows, Small, Words
from accord.linkage.vectors.run import run_levels

_POINTS = np.array(POINTS, np.int8)


@dataclass(slots=True)
class _Best:
    """The best pairing so far of every pair."""

    given: Small
    family: Small
    swapped: Flags
    alias: Flags
    points: Small

    def put(self, rows: Rows, given: Small, family: Small, points: Small) -> None:
        self.given[rows], self.family[rows], self.points[rows] = given, family, points


def name_levels(
    left: Words, right: Words, left_names: Bytes, right_names: Bytes
) -> tuple[Small, Small, Flags, Flags]:
    """Return (given, family, swapped, alias) of the best pairing of each pair's names."""
    given, family = _between(left, MAIN, right, MAIN)
    none = np.zeros(len(left), np.bool_)
    best = _Best(given, family, none, none.copy(), _POINTS[given] + _POINTS[family])
    rows = np.flatnonzero(best.points < ENOUGH)
    if rows.size:
        _crossed(left[rows], right[rows], rows, best)
        aliases = (left_names[rows] > 1) | (right_names[rows] > 1)
        rows = rows[aliases]
    if rows.size:
        _by_alias(left[rows], right[rows], rows, left_names[rows], right_names[rows], best)
    return best.given, best.family, best.swapped, best.alias


def _between(
    left: Words, mine: Places, right: Words, theirs: Places, *, crossed: bool = False
) -> tuple[Small, Small]:
    """Return the levels of (left given, left family) against the right name's two runs."""
    near = mine.near and theirs.near
    given = (mine.given // 4, mine.given_parts // 4)
    family = (mine.family // 4, mine.family_parts // 4)
    to_given, to_family = (
        (theirs.given // 4, theirs.given_parts // 4),
        (theirs.family // 4, theirs.family_parts // 4),
    )
    if crossed:
        to_given, to_family = to_family, to_given
    found = [
        run_levels(left, one[0], right, other[0], near=near, left_parts=one[1], right_parts=other[1])
        for one, other in ((given, to_given), (family, to_family))
    ]
    return found[0], found[1]


def _crossed(left: Words, right: Words, rows: Rows, best: _Best) -> None:
    given, family = _between(left, MAIN, right, MAIN, crossed=True)
    points = _POINTS[given] + _POINTS[family] - np.int8(2)
    better = (points > best.points[rows]) & ((given >= 0) | (family >= 0))
    # crossed, neither is the given name: the better one stands first
    turned = (given == MISSING) | ((family != MISSING) & (family < given))
    given, family = np.where(turned, family, given), np.where(turned, given, family)
    best.put(rows[better], given[better], family[better], points[better])
    best.swapped[rows[better]] = True


def _by_alias(left: Words, right: Words, rows: Rows, mine: Bytes, theirs: Bytes, best: _Best) -> None:
    for which in range(int(mine.max())):
        for other in range(int(theirs.max())):
            held = np.flatnonzero((mine > which) & (theirs > other))
            if (which or other) and held.size:
                places = (ALIASES[which - 1] if which else MAIN), (ALIASES[other - 1] if other else MAIN)
                given, family = _between(left[held], places[0], right[held], places[1])
                _keep_better(rows[held], given, family, best)


def _keep_better(rows: Rows, given: Small, family: Small, best: _Best) -> None:
    points = _POINTS[given] + _POINTS[family] - np.int8(1)
    first = (given < best.given[rows]) | ((given == best.given[rows]) & (family < best.family[rows]))
    tied = (points == best.points[rows]) & best.alias[rows] & first  # the same choice both ways
    better = ((points > best.points[rows]) | tied) & ((given == EXACT) | (family != MISSING))
    best.put(rows[better], given[better], family[better], points[better])
    best.swapped[rows[better]] = False
    best.alias[rows[better]] = True
