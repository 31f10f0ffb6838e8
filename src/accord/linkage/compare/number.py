"""Civic numbers: exact > one digit wrong, missing or added > nothing."""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_DIGIT, DIFFERENT = range(3)

_AT = layout.NUMBER_AT
_TOKENS = Struct(f"<{1 + 2 * layout.NUMBER_DIGITS}I").unpack_from
_DELETED = 1 + layout.NUMBER_DIGITS


class Number:
    """The civic number of the left payload."""

    __slots__ = ("_deletions", "_exact", "_wildcards")

    def __init__(self, payload: bytes) -> None:
        self._exact, *near = _TOKENS(payload, _AT)
        self._deletions = frozenset(near[: layout.NUMBER_DIGITS])
        self._wildcards = frozenset(near[layout.NUMBER_DIGITS :])

    def level(self, right: bytes) -> int:
        """Return the level against another payload's civic number."""
        tokens = _TOKENS(right, _AT)
        exact, mine = tokens[0], self._exact
        if not exact or not mine:
            return MISSING
        if exact == mine:
            return EXACT
        if (
            not self._wildcards.isdisjoint(tokens[_DELETED:])
            or exact in self._deletions
            or mine in tokens[1:_DELETED]
        ):
            return ONE_DIGIT
        return DIFFERENT
