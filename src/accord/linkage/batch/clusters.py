"""Connected components of the pairs: who is one person across several holdings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph


def clusters(
    left: npt.NDArray[np.integer], right: npt.NDArray[np.integer]
) -> tuple[npt.NDArray[np.integer], npt.NDArray[np.int32]]:
    """(numbers, cluster of each) of all that occur in pairs."""
    numbers, at = np.unique(np.concatenate((left, right)), return_inverse=True)
    first, second = at[: len(left)], at[len(left) :]
    shape = (len(numbers), len(numbers))
    graph = sparse.coo_matrix((np.ones(len(left), np.int8), (first, second)), shape=shape)
    _count, found = csgraph.connected_components(graph, directed=False)
    return numbers, found.astype(np.int32)
