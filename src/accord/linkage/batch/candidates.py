"""Candidates of a chunk: a sparse product of seekers x keys (what each is worth) and keys x rows of a slice."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from accord.linkage.batch.folder import FOR_GOOD, MEETS, OPEN
from accord.linkage.batch.plan import Chunk, Plan, Rows
from accord.linkage.batch.prepare import Prepared


class Seeking:
    """What the chunks of one slice share. Rows of it that meet nobody are left out."""

    def __init__(self, all_rows: Prepared, plan: Plan, of: Chunk) -> None:
        self._rows, self._plan = all_rows, plan
        wanted = FOR_GOOD if of.own else MEETS
        self._held = of.low + np.flatnonzero(all_rows.roles[of.low : of.high] & wanted)
        # Column by column, so that the product needs no other copy of it.
        self._columns = all_rows.holding[self._held].T.tocsr()

    def find(self, chunk: Chunk) -> tuple[Rows, Rows]:
        """(left rows, right rows): sorted, each pair once."""
        rows, plan = self._rows, self._plan
        wanted = OPEN if chunk.own else MEETS
        seekers = chunk.first + np.flatnonzero(rows.roles[chunk.first : chunk.last] & wanted)
        part = rows.holding[seekers]
        valued = sparse.csr_matrix((rows.worth[part.indices], part.indices, part.indptr), shape=part.shape)
        shared = valued @ self._columns
        enough = np.flatnonzero(shared.data >= plan.least_steps(rows.holding.shape[0]))
        seeker = np.searchsorted(shared.indptr, enough, side="right") - 1
        left = seekers[seeker]
        right = self._held[shared.indices[enough]]
        worth = shared.data[enough]
        if chunk.own:
            good = (rows.group[left] == rows.group[right]) & (left != right)
        else:
            good = (rows.group[left] != rows.group[right]) & (left < right)
        return best(left[good], right[good], worth[good], plan.most)


def best(left: Rows, right: Rows, worth: np.ndarray, most: int) -> tuple[Rows, Rows]:
    """The ``most`` worthiest of each left row, ties by right row; sorted by both."""
    order = np.lexsort((right, -worth, left))
    lefts = left[order]
    first = np.searchsorted(lefts, lefts, side="left")
    kept = order[np.arange(len(order)) - first < most]
    kept = kept[np.lexsort((right[kept], left[kept]))]
    return left[kept].astype(np.int64), right[kept].astype(np.int64)
