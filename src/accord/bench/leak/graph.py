"""The attack by graph: whoever knows the people can know them by the shape of what they share.

Persons and keys make a graph of two kinds of nodes. Tokens hide what a key says, not how many carry it, nor how many
carry the others that those carry. Each person is described by such counts, over three rounds (as Weisfeiler and Leman
refine colours, but in numbers, so that errors cost a little and not everything), in the loot and in the register under
a key of the thief's own; then each takes the nearest. Claims are made where both sides choose each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import sparse

ROUNDS = 2
CHUNK = 1024  # persons compared at once
SUREST = 0.01  # of the table: the claims with the clearest distance


def by_shape(
    loot: Sequence[Sequence[int]], known: Sequence[Sequence[int]], whom: Sequence[int]
) -> dict[str, float]:
    """``persons``: share of the table that is named rightly. ``right``: share of claims that are; ``surest``: of the
    surest hundredth. ``chance``: what guessing names."""
    mine, theirs = described(loot), described(known)
    spread = theirs.std(axis=0) + 1e-9
    mine, theirs = mine / spread, theirs / spread
    nearest, clear, back = _nearest(mine, theirs)
    mutual = np.flatnonzero(back[nearest] == np.arange(len(mine)))
    true = np.asarray(whom)[nearest[mutual]] == mutual
    clear = clear[mutual]
    surest = true[np.argsort(clear, kind="stable")][: max(1, int(SUREST * len(mine)))]
    return {
        "persons": round(float(true.sum()) / len(mine), 5),
        "right": round(float(true.mean()), 5) if len(true) else 0.0,
        "surest": round(float(surest.mean()), 5) if len(surest) else 0.0,
        "chance": round(1 / len(theirs), 6),
    }


def _nearest(mine: np.ndarray, theirs: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The nearest of theirs for each of mine, how much nearer it is than the second (0 to 1), and the way back."""
    size = len(mine)
    nearest, clear = np.zeros(size, dtype=np.int64), np.zeros(size)
    back, shortest = np.zeros(len(theirs), dtype=np.int64), np.full(len(theirs), np.inf)
    lengths = (theirs**2).sum(axis=1)
    for start in range(0, size, CHUNK):
        part = mine[start : start + CHUNK]
        apart = np.maximum((part**2).sum(axis=1)[:, None] + lengths - 2 * part @ theirs.T, 0.0)
        first, second = np.partition(apart, 1, axis=1)[:, :2].T
        nearest[start : start + CHUNK] = apart.argmin(axis=1)
        clear[start : start + CHUNK] = first / (second + 1e-12)
        closest = apart.min(axis=0)
        better = closest < shortest
        back[better], shortest[better] = apart.argmin(axis=0)[better] + start, closest[better]
    return nearest, clear, back


def described(rows: Sequence[Sequence[int]]) -> np.ndarray:
    """One row of numbers a person: how its keys' counts spread, then the same of those who share them."""
    graph = _incidence(rows)
    keys_of_person = np.maximum(np.asarray(graph.sum(axis=1)).ravel(), 1)
    persons_of_key = np.asarray(graph.sum(axis=0)).ravel()
    bins = np.minimum(np.ceil(np.log2(persons_of_key)).astype(int), 15)
    spread = graph @ sparse.csr_matrix(
        (np.ones(len(bins)), (np.arange(len(bins)), bins)), shape=(len(bins), 16)
    )
    found = [np.log2(1 + spread.toarray())]
    current = np.column_stack([found[0], np.log2(1 + keys_of_person)])
    for _round in range(ROUNDS):
        of_keys = sparse.diags(1 / persons_of_key) @ (graph.T @ current)
        current = sparse.diags(1 / keys_of_person) @ (graph @ of_keys)
        found.append(current)
    return np.column_stack([found[0], np.log2(1 + keys_of_person), *found[1:]])


def _incidence(rows: Sequence[Sequence[int]]) -> Any:
    """Persons by keys, sparse, ones where a person carries a key."""
    lengths = [len(row) for row in rows]
    flat = np.fromiter((key for row in rows for key in row), dtype=np.int64, count=sum(lengths))
    _values, places = np.unique(flat, return_inverse=True)
    persons = np.repeat(np.arange(len(rows)), lengths)
    ones = np.ones(len(flat))
    return sparse.csr_matrix((ones, (persons, places)), shape=(len(rows), int(places.max(initial=-1)) + 1))
