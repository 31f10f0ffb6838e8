"""Postal codes of any country: exact > one character or swap > first three > two characters > nothing.

In Canada the first three characters are the forward sortation area (Canada Post).
"""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_LETTER, AREA, TWO_LETTERS, DIFFERENT = range(5)

_AT = layout.POSTCODE_AT
_DELETIONS_AT = _AT + 8
_WILDCARDS_AT = _DELETIONS_AT + 4 * layout.POSTCODE_LETTERS
_PAIRS_AT = _WILDCARDS_AT + 4 * layout.POSTCODE_WILDCARDS
_HEAD = Struct("<2I").unpack_from
_DELETIONS = Struct(f"<{layout.POSTCODE_LETTERS}I").unpack_from
_WILDCARDS = Struct(f"<{layout.POSTCODE_WILDCARDS}I").unpack_from
_PAIRS = Struct(f"<{layout.POSTCODE_PAIRS}I").unpack_from


class Postcode:
    """The postal code of the left payload."""

    __slots__ = ("_area", "_deletions", "_exact", "_pairs", "_wildcards")

    def __init__(self, payload: bytes) -> None:
        self._exact, self._area = _HEAD(payload, _AT)
        self._deletions = frozenset(_DELETIONS(payload, _DELETIONS_AT))
        self._wildcards = frozenset(_WILDCARDS(payload, _WILDCARDS_AT))
        self._pairs = frozenset(_PAIRS(payload, _PAIRS_AT))

    def level(self, right: bytes) -> int:
        """Return the level against another payload's postal code."""
        exact, area = _HEAD(right, _AT)
        if not exact or not self._exact:
            return MISSING
        if exact == self._exact:
            return EXACT
        if (
            not self._wildcards.isdisjoint(_WILDCARDS(right, _WILDCARDS_AT))
            or exact in self._deletions
            or self._exact in _DELETIONS(right, _DELETIONS_AT)
        ):
            return ONE_LETTER
        if area == self._area:
            return AREA
        return DIFFERENT if self._pairs.isdisjoint(_PAIRS(right, _PAIRS_AT)) else TWO_LETTERS
