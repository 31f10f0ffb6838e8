"""A looser run (street, place of birth, occupation, e-mail): exact, then bigrams (Dice) or first letters."""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, CLOSE, START, FAINT, DIFFERENT = range(5)

_HEAD = Struct("<IH").unpack_from
_from_bytes = int.from_bytes


class Loose:
    """One loose run of the left payload."""

    __slots__ = ("_at", "_bits", "_count", "_filter_at", "_filter_end", "_start", "exact")

    def __init__(self, payload: bytes, at: int) -> None:
        self._at, self._filter_at, self._filter_end = at, at + layout.LOOSE_FILTER, at + layout.LOOSE
        self.exact, self._start = _HEAD(payload, at)
        self._bits = _from_bytes(payload[self._filter_at : self._filter_end], "little")
        self._count = self._bits.bit_count()

    def level(self, right: bytes) -> int:
        """Return the level against the same field of another payload."""
        exact, start = _HEAD(right, self._at)
        if not exact or not self.exact:
            return MISSING
        if exact == self.exact:
            return EXACT
        bits = _from_bytes(right[self._filter_at : self._filter_end], "little")
        shared = 2 * (bits & self._bits).bit_count()
        total = self._count + bits.bit_count()
        if shared >= 0.7 * total:
            return CLOSE
        if start == self._start or shared >= 0.47 * total:
            return START
        return FAINT if shared >= 0.32 * total else DIFFERENT
