"""Fields that agree or do not: sex."""

from __future__ import annotations

from accord.linkage.compare.levels import MISSING

EXACT, DIFFERENT = range(2)


class One:
    """A single exact token of the left payload."""

    __slots__ = ("_at", "exact")

    def __init__(self, payload: bytes, at: int) -> None:
        self._at = at
        self.exact = payload[at : at + 4]

    def level(self, right: bytes) -> int:
        """Return the level against the same field of another payload."""
        exact = right[self._at : self._at + 4]
        if exact == b"\0\0\0\0" or self.exact == b"\0\0\0\0":
            return MISSING
        return EXACT if exact == self.exact else DIFFERENT
