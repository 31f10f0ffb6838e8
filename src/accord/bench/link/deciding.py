"""Who is whose, from the weights of pairs: groups within one file, one to one between two, as the files tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from accord.linkage.measure.groups import grouped
from accord.linkage.measure.resolve import clean_sides, resolved

NEVER = -np.inf
"""What a pair weighs which was decided against: still a candidate, never above a threshold."""

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Left rows, right rows, bits."""

Decided = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""Left rows, right rows, bits, bits before it was decided who is whose (not a number: never compared)."""


@dataclass(frozen=True, slots=True)
class Alone:
    """Two files: rows of the left one, and the pairs within either, asked for only where they are needed."""

    lefts: int
    left: Callable[[], Arrays]
    right: Callable[[], Arrays]


def decided(pairs: Arrays, content: dict[str, Any], two: Alone | None) -> Decided:
    """Decide by what unlabelled pairs tell of the files.

    One file: rows are grouped, and a pair has the weight at which its rows come together. Two of which one holds
    everybody once: a row's second-best pair goes. Two that both hold persons twice: the rows of both are grouped.
    """
    lefts, rights, weights = pairs
    threshold = content["rules"]["possible"]
    if two is None:
        return _in_groups(*pairs, threshold)
    if any(clean_sides(*pairs, threshold)):
        kept = resolved(*pairs, threshold)
        return lefts, rights, np.where(kept, weights, NEVER), weights
    within, beyond = two.left(), two.right()
    every = (
        np.concatenate((lefts, within[0], beyond[0] + two.lefts)),
        np.concatenate((rights + two.lefts, within[1], beyond[1] + two.lefts)),
        np.concatenate((weights, within[2], beyond[2])),
    )
    one, other, after, before = _in_groups(*every, threshold)
    across = (one < two.lefts) & (other >= two.lefts)
    return one[across], other[across] - two.lefts, after[across], before[across]


def _in_groups(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> Decided:
    """Return the candidates and, their own weight unknown, the other pairs that groups make."""
    one, other, joined = grouped(lefts, rights, weights, threshold)
    width = int(max(rights.max(initial=0), other.max(initial=0))) + 1
    known, found = lefts * width + rights, one * width + other
    pairs, first = np.unique(np.concatenate((known, found)), return_index=True)
    before = np.concatenate((weights, np.full(len(found), np.nan)))[first]
    together = np.isin(pairs, found)
    after = np.full(len(pairs), NEVER)
    after[together] = joined[np.argsort(found)]
    return pairs // width, pairs % width, after, before
