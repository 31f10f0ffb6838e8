"""Civic numbers: exact > one digit wrong, missing or added > nothing."""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.lanes import Lanes
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_DIGIT, DIFFERENT = range(3)

_AT = layout.NUMBER_AT
_END = _AT + layout.NUMBER
_EXACT = Struct("<I").unpack_from
_LANES = Lanes(layout.NUMBER_DIGITS)
_NEAR = Lanes(2 * layout.NUMBER_DIGITS)
_BITS = 16 * layout.NUMBER_DIGITS
_from_bytes = int.from_bytes


class Number:
    """The civic number of the left payload."""

    __slots__ = ("_deleted", "_exact", "_near")

    def __init__(self, payload: bytes) -> None:
        (self._exact,) = _EXACT(payload, _AT)
        block = _from_bytes(payload[_AT + 4 : _END], "little")
        self._deleted = block & ((1 << _BITS) - 1)
        # what the other side's deletions must hold, then its wildcards
        self._near = block - self._deleted + _LANES.spread(self._exact)

    def level(self, right: bytes) -> int:
        """Return the level against another payload's civic number."""
        (exact,) = _EXACT(right, _AT)
        if not exact or not self._exact:
            return MISSING
        if exact == self._exact:
            return EXACT
        if _NEAR.meet(_from_bytes(right[_AT + 4 : _END], "little"), self._near):
            return ONE_DIGIT
        return ONE_DIGIT if _LANES.meet(self._deleted, _LANES.spread(exact)) else DIFFERENT
