"""Clusters of rows, and the pairs that they imply."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from accord.bench.link.halves import UNKNOWN, Ids, Truth

Labels = npt.NDArray[np.int64]


def components(rows: int, left: Ids, right: Ids) -> Labels:
    """Return the connected component of each of ``rows`` rows, numbered from 0."""
    edges = sparse.coo_matrix((np.ones(len(left), np.int8), (left, right)), shape=(rows, rows))
    return connected_components(edges, directed=False)[1].astype(np.int64)


def implied(labels: Labels, truth: Truth, half: int) -> tuple[float, float]:
    """Return (pairs that clusters imply, true ones among them), counted on a half by the rule of ``halves``.

    ``labels``: a cluster for each row, left rows first, then those of the right file. With two files only pairs
    across them count, since only those are sought. Counts sizes, never lists pairs.
    """
    lefts = len(truth.left)
    mine = _sizes(labels[:lefts], truth.left, truth, labels)
    theirs = None if truth.right is None else _sizes(labels[lefts:], truth.right, truth, labels)
    own, other = mine[0][half], mine[0][1 - half]
    if theirs is None:
        claimed = own * (own - 1) / 2 + 0.5 * own * other
        return float(claimed.sum()), _true_in_one(mine[1], truth, half)
    own_right, other_right = theirs[0][half], theirs[0][1 - half]
    claimed = own * own_right + 0.5 * (own * other_right + other * own_right)
    return float(claimed.sum()), _true_across(mine[1], theirs[1], truth, half)


def _sizes(labels: Labels, ids: Ids, truth: Truth, every: Labels) -> tuple[npt.NDArray[np.float64], Labels]:
    """Return (rows of each half in each cluster, shape (2, clusters); ``cluster x entities + entity`` of each row)."""
    clusters = int(every.max()) + 1 if len(every) else 0
    known = ids != UNKNOWN
    label, entity = labels[known], ids[known]
    half = truth.half[entity] if len(entity) else np.empty(0, np.int8)
    sizes = np.stack([np.bincount(label[half == one], minlength=clusters) for one in (0, 1)]).astype(float)
    return sizes, label * max(1, len(truth.half)) + entity


def _true_in_one(held: Labels, truth: Truth, half: int) -> float:
    cells, counts = np.unique(held, return_counts=True)
    counts = counts[truth.half[cells % max(1, len(truth.half))] == half] if len(cells) else counts
    return float((counts * (counts - 1) / 2).sum())


def _true_across(mine: Labels, theirs: Labels, truth: Truth, half: int) -> float:
    cells, counts = np.unique(mine, return_counts=True)
    others, other_counts = np.unique(theirs, return_counts=True)
    shared, at, other_at = np.intersect1d(cells, others, assume_unique=True, return_indices=True)
    product = (counts[at] * other_counts[other_at]).astype(float)
    return float(product[truth.half[shared % max(1, len(truth.half))] == half].sum()) if len(shared) else 0.0
