"""Whole names over arrays: the pairings of ``compare.names``, tried in the same order, the best kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.linkage.compare.levels import MISSING
from accord.linkage.compare.names import ALIASES, ENOUGH, MAIN, POINTS, Places
from accord.linkage.compare.run import EXACT
from accord.linkage.vectors.pairlevels import Bytes, Flags, Rows, Small
from accord.linkage.vectors.pairs import Pairs
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


def name_levels(pairs: Pairs) -> tuple[Small, Small, Flags, Flags]:
    """Return (given, family, swapped, alias) of the best pairing of each pair's names."""
    given, family = _between(pairs, MAIN, MAIN)
    none = np.zeros(len(pairs), np.bool_)
    best = _Best(given, family, none, none.copy(), _POINTS[given] + _POINTS[family])
    rows = np.flatnonzero(best.points < ENOUGH)
    if rows.size:
        pairs = pairs.some(rows)
        _crossed(pairs, rows, best)
        mine, theirs = pairs.both("u1", 1)
        more = np.flatnonzero((mine > 1) | (theirs > 1))
        if more.size:
            _by_alias(pairs.some(more), rows[more], mine[more], theirs[more], best)
    return best.given, best.family, best.swapped, best.alias


def _between(pairs: Pairs, mine: Places, theirs: Places, *, crossed: bool = False) -> tuple[Small, Small]:
    """Return the levels of (left given, left family) against the right name's two runs."""
    near = mine.near and theirs.near
    to_given, to_family = (theirs.given, theirs.given_parts), (theirs.family, theirs.family_parts)
    if crossed:
        to_given, to_family = to_family, to_given
    return (
        run_levels(
            pairs, mine.given, to_given[0], near=near, parts=mine.given_parts, right_parts=to_given[1]
        ),
        run_levels(
            pairs, mine.family, to_family[0], near=near, parts=mine.family_parts, right_parts=to_family[1]
        ),
    )


def _crossed(pairs: Pairs, rows: Rows, best: _Best) -> None:
    given, family = _between(pairs, MAIN, MAIN, crossed=True)
    points = _POINTS[given] + _POINTS[family] - np.int8(2)
    better = (points > best.points[rows]) & ((given >= 0) | (family >= 0))
    # crossed, neither is the given name: the better one stands first
    turned = (given == MISSING) | ((family != MISSING) & (family < given))
    given, family = np.where(turned, family, given), np.where(turned, given, family)
    best.put(rows[better], given[better], family[better], points[better])
    best.swapped[rows[better]] = True


def _by_alias(pairs: Pairs, rows: Rows, mine: Bytes, theirs: Bytes, best: _Best) -> None:
    for which in range(int(mine.max())):
        for other in range(int(theirs.max())):
            held = np.flatnonzero((mine > which) & (theirs > other))
            if (which or other) and held.size:
                places = (ALIASES[which - 1] if which else MAIN), (ALIASES[other - 1] if other else MAIN)
                given, family = _between(pairs.some(held), *places)
                _keep_better(rows[held], given, family, best)


def _keep_better(rows: Rows, given: Small, family: Small, best: _Best) -> None:
    points = _POINTS[given] + _POINTS[family] - np.int8(1)
    first = (given < best.given[rows]) | ((given == best.given[rows]) & (family < best.family[rows]))
    tied = (points == best.points[rows]) & best.alias[rows] & first  # the same choice both ways
    better = ((points > best.points[rows]) | tied) & ((given == EXACT) | (family != MISSING))
    best.put(rows[better], given[better], family[better], points[better])
    best.swapped[rows[better]] = False
    best.alias[rows[better]] = True
