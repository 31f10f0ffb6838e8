"""Identifiers over arrays: which kinds are shared, as in ``compare.identifiers``."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.linkage.payload import layout
from accord.linkage.vectors.pairs import Pairs, any_of

_AT = layout.IDENTIFIERS_AT


def shared_kinds(pairs: Pairs) -> npt.NDArray[np.uint16]:
    """Return, for each pair, the kinds of the identifiers that both payloads hold: bit k for kind number k."""
    found = np.zeros(len(pairs), np.uint16)
    first, other_first = pairs.both("u1", _AT)
    rows = np.flatnonzero((first != 0) & (other_first != 0))
    if not rows.size:
        return found
    # the kind stands in the lowest byte of each number
    mine, theirs = pairs.some(rows).blocks("<u8", layout.IDENTIFIERS, _AT)
    for at in range(layout.IDENTIFIERS):
        kind = (mine[:, at] & np.uint64(0xFF)).astype(np.uint16)
        shared = any_of(theirs == mine[:, at, None]) & (kind != 0)
        found[rows[shared]] |= np.uint16(1) << kind[shared]
    return found
