"""Who is one person within one file: rows grouped by average linkage, so that one lucky pair joins nobody.

Of three sights of a person two may be hard to tell alike, yet both are like the third; and two persons may have one
middling pair between them, against which all others speak. A group joins another where the pairs between them weigh
most in the mean (average linkage, Sokal and Michener 1958), the best first. The mean at which two rows come together
is their weight from then on, so that every threshold cuts the file into whole groups.
"""

from __future__ import annotations

import heapq

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

REACH = 6.0
"""Bits below the threshold down to which groups are joined, for whoever chooses a threshold of their own; a pair that
nobody compared counts as so far below."""

MOST = 10.0
"""Bits from the threshold that one pair can speak for or against: a missing field is no reason to overrule the rest."""

Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]


def grouped(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> Pairs:
    """Return every pair of rows that come together, lower row first, and the mean weight in bits at which they do.

    ``lefts``, ``rights``: rows of one file, each pair once, lower row first; ``threshold``: where pairs begin to be
    likelier true than false.
    """
    least = threshold - REACH
    joins = _Groups(*_within_reach(lefts, rights, weights, threshold), least)
    found = list(joins)
    if not found:
        none = np.empty(0, dtype=np.int64)
        return none, none, np.empty(0)
    one, other, mean = zip(*found, strict=True)
    sizes = np.array([len(a) * len(b) for a, b in zip(one, other, strict=True)])
    first = np.concatenate([np.repeat(a, len(b)) for a, b in zip(one, other, strict=True)])
    second = np.concatenate([np.tile(b, len(a)) for a, b in zip(one, other, strict=True)])
    return np.minimum(first, second), np.maximum(first, second), np.repeat(np.array(mean), sizes)


def _within_reach(lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float) -> Pairs:
    """Return the pairs inside the connected components of those that could be joined, their weights bounded."""
    size = int(max(lefts.max(), rights.max())) + 1 if len(lefts) else 0
    near = weights >= threshold - REACH
    links = sparse.coo_matrix((np.ones(int(near.sum())), (lefts[near], rights[near])), shape=(size, size))
    part = connected_components(links, directed=False)[1]
    inside = part[lefts] == part[rights]
    return lefts[inside], rights[inside], np.clip(weights[inside], threshold - MOST, threshold + MOST)


class _Groups:
    """Groups of rows, each under the number of one of them, and what is known between them."""

    def __init__(self, lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, least: float) -> None:
        self._least = least
        self._between: dict[int, dict[int, tuple[float, int]]] = {}
        """Group → group → (sum of the weights of the pairs known between them, how many these are)."""
        for left, right, weight in zip(lefts.tolist(), rights.tolist(), weights.tolist(), strict=True):
            self._between.setdefault(left, {})[right] = (weight, 1)
            self._between.setdefault(right, {})[left] = (weight, 1)
        self._rows = {row: [row] for row in self._between}
        self._waiting: list[tuple[float, int, int, int, int]] = []

    def __iter__(self) -> _Groups:
        """Begin with every row a group of its own."""
        for one, others in self._between.items():
            for other in others:
                if one < other:
                    self._offer(one, other)
        return self

    def __next__(self) -> tuple[list[int], list[int], float]:
        """Join the two groups that are most alike: rows of either, and the mean weight between them."""
        while self._waiting:
            low, one, other, rows, other_rows = heapq.heappop(self._waiting)
            known = len(self._rows.get(one, ())), len(self._rows.get(other, ()))
            if known == (rows, other_rows):  # else one of them has grown since
                both = list(self._rows[one]), list(self._rows[other])
                self._join(one, other)
                return *both, -low
        raise StopIteration

    def _offer(self, one: int, other: int) -> None:
        total, known = self._between[one][other]
        rows, other_rows = len(self._rows[one]), len(self._rows[other])
        mean = (total + (rows * other_rows - known) * self._least) / (rows * other_rows)
        if mean >= self._least:
            first = (one, other, rows, other_rows) if one < other else (other, one, other_rows, rows)
            heapq.heappush(self._waiting, (-mean, *first))

    def _join(self, one: int, other: int) -> None:
        if len(self._between[one]) < len(self._between[other]):
            one, other = other, one
        del self._between[one][other]
        for third, (total, known) in self._between.pop(other).items():
            if third == one:
                continue
            del self._between[third][other]
            mine, count = self._between[one].get(third, (0.0, 0))
            self._between[one][third] = self._between[third][one] = (mine + total, count + known)
        self._rows[one] = self._rows[one] + self._rows.pop(other)
        for third in self._between[one]:
            self._offer(one, third)
