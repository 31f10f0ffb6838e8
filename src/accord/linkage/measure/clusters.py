"""Clusters of one file's rows from weighted pairs: connected components, with or without a guard against chains.

Two clusters joined by one middling pair become one person in plain components, and every pair between them is
wrong. The guard drops such weak bridges: pairs little above the threshold, between two rows that both have others,
and none in common.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from accord.linkage.measure.halves import half_of
from accord.linkage.measure.pairs import Encoded, Scored, f1_of

SURE = 6.0
"""Bits above the threshold from which a pair needs nobody's support."""

TRIED = 40
"""Thresholds tried when one is chosen."""


def components(rows: int, lefts: np.ndarray, rights: np.ndarray) -> np.ndarray:
    """Return the number of the connected component of each row."""
    links = sparse.coo_matrix((np.ones(len(lefts)), (lefts, rights)), shape=(rows, rows))
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)


def supported(
    rows: int, lefts: np.ndarray, rights: np.ndarray, weights: np.ndarray, threshold: float
) -> np.ndarray:
    """Say which of the pairs at or above a threshold are no weak bridges (see the module)."""
    links = sparse.coo_matrix((np.ones(len(lefts)), (lefts, rights)), shape=(rows, rows)).tocsr()
    links = links + links.T
    degree = np.asarray(links.sum(axis=1)).ravel()
    leaf = (degree[lefts] == 1) | (degree[rights] == 1)
    common = np.asarray(links[lefts].multiply(links[rights]).sum(axis=1)).ravel() > 0
    return np.asarray((weights >= threshold + SURE) | leaf | common)


def clustered(scored: Scored, rows: int, threshold: float, *, guarded: bool = True) -> np.ndarray:
    """Return the number of each row's cluster at a threshold."""
    kept = scored.take(scored.weights >= threshold)
    if guarded and len(kept.lefts):
        kept = kept.take(supported(rows, kept.lefts, kept.rights, kept.weights, threshold))
    return components(rows, kept.lefts, kept.rights)


def pairs_of(groups: np.ndarray) -> int:
    """Return how many pairs of rows stand in one group."""
    counts = np.unique(groups, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def cluster_f1(clusters: np.ndarray, truths: np.ndarray) -> float:
    """Return F1 over the pairs that clusters imply, of the rows whose truth is known."""
    known = truths != ""
    names = np.unique(truths[known], return_inverse=True)[1]
    both = clusters[known] * (len(names) + 1) + names
    return f1_of(pairs_of(both), pairs_of(clusters[known]), pairs_of(names))


def cluster_halves(scored: Scored, left: Encoded, *, guarded: bool = True) -> float:
    """Return cluster F1 with the threshold chosen on one half of the entities and scored on the other, both ways.

    All rows are clustered together, as in life; F1 is then counted over the rows of one half.
    """
    side = half_of(left.truths)
    if not len(scored.weights):
        return 0.0
    tried = np.unique(np.quantile(scored.weights[scored.weights > 0], np.linspace(0, 1, TRIED)))
    found = np.zeros((2, len(tried)))
    for at, threshold in enumerate(tried):
        clusters = clustered(scored, len(left), float(threshold), guarded=guarded)
        found[:, at] = [cluster_f1(clusters[side == half], left.truths[side == half]) for half in (0, 1)]
    chosen = found.argmax(axis=1)
    return round(float((found[1, chosen[0]] + found[0, chosen[1]]) / 2), 5)
