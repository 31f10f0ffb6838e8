"""Identifiers over arrays: which kinds are shared, as in ``compare.identifiers``."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.linkage.payload import layout
from accord.linkage.vectors.pairlevels import Bytes

_END = layout.IDENTIFIERS_AT + layout.IDENTIFIERS * layout.IDENTIFIER


def shared_kinds(left: Bytes, right: Bytes) -> npt.NDArray[np.uint16]:
    """Return, for each pair, the kinds of the identifiers that both payloads hold: bit k for kind number k."""
    found = np.zeros(len(left), np.uint16)
    rows = np.flatnonzero((left[:, layout.IDENTIFIERS_AT] != 0) & (right[:, layout.IDENTIFIERS_AT] != 0))
    if not rows.size:
        return found
    mine, theirs = _held(left, rows), _held(right, rows)
    for at in range(layout.IDENTIFIERS):
        kind = (mine[:, at] & np.uint64(0xFF)).astype(np.uint16)
        shared = (theirs == mine[:, at, None]).any(axis=1) & (kind != 0)
        found[rows[shared]] |= np.uint16(1) << kind[shared]
    return found


def _held(payloads: Bytes, rows: npt.NDArray[np.intp]) -> npt.NDArray[np.uint64]:
    """Return the identifiers of some rows as whole numbers, the kind in the lowest byte."""
    return np.ascontiguousarray(payloads[rows, layout.IDENTIFIERS_AT : _END]).view("<u8")
