"""Postal codes of any country: exact > one character or swap > first three > two characters > nothing.

In Canada the first three characters are the forward sortation area (Canada Post).
"""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.lanes import Lanes
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_LETTER, AREA, TWO_LETTERS, DIFFERENT = range(5)

_AT = layout.POSTCODE_AT
_WILDCARDS_AT = _AT + layout.CODE_WILDCARDS
_DELETIONS_AT = _AT + layout.CODE_DELETIONS
_PAIRS_AT = _AT + layout.CODE_PAIRS
_END = _AT + layout.POSTCODE
_HEAD = Struct("<IH").unpack_from
_WILDCARDS = Lanes(layout.POSTCODE_WILDCARDS)
_DELETED = Lanes(layout.POSTCODE_LETTERS)
_PAIRS = Lanes(layout.POSTCODE_PAIRS)
_from_bytes = int.from_bytes


class Postcode:
    """The postal code of the left payload."""

    __slots__ = ("_area", "_deleted", "_exact", "_pairs", "_spread", "_wildcards")

    def __init__(self, payload: bytes) -> None:
        self._exact, self._area = _HEAD(payload, _AT)
        self._wildcards = _from_bytes(payload[_WILDCARDS_AT:_DELETIONS_AT], "little")
        self._deleted = _from_bytes(payload[_DELETIONS_AT:_PAIRS_AT], "little")
        self._pairs = _from_bytes(payload[_PAIRS_AT:_END], "little")
        self._spread = _DELETED.spread(self._exact)

    def level(self, right: bytes) -> int:
        """Return the level against another payload's postal code.

        One character or swap apart also leaves a double wildcard in common, so both are asked for: the blocks seldom
        meet by chance in both.
        """
        exact, area = _HEAD(right, _AT)
        if not exact or not self._exact:
            return MISSING
        if exact == self._exact:
            return EXACT
        two = _PAIRS.meet(self._pairs, _from_bytes(right[_PAIRS_AT:_END], "little"))
        if (
            (
                two
                and _WILDCARDS.meet(
                    self._wildcards, _from_bytes(right[_WILDCARDS_AT:_DELETIONS_AT], "little")
                )
            )
            or _DELETED.meet(self._deleted, _DELETED.spread(exact))
            or _DELETED.meet(self._spread, _from_bytes(right[_DELETIONS_AT:_PAIRS_AT], "little"))
        ):
            return ONE_LETTER
        if area == self._area:
            return AREA
        return TWO_LETTERS if two else DIFFERENT
