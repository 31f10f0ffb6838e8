"""A run of letters (a name, a city): edit distance, bigrams, nickname, sound, start, on tokens alone.

Edit distance at most one (Damerau, adjacent swap counted once) holds exactly when one side's exact token is
among the other's delete-1 tokens, or both have the same wildcard or sorted pair at the same place. Dice's coefficient
(1945) of bigrams is read off two 192-bit filters, and runs a little high where rare bigrams share a bit.
"""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.lanes import Lanes
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_LETTER, CLOSE, RELATED, SOUNDS, START, FAINT, INITIAL, DIFFERENT, INITIAL_GIVEN = range(10)

MOST_APART = 6
"""Bigrams that one edit can add and take away, three of each when neighbours change places. What differs in more bits
of the filter is not one edit apart, whatever 16-bit tokens meet by chance: and most pairs are spared the asking."""

_HEAD = Struct("<I2H").unpack_from
_INITIAL = Struct("<H").unpack_from
_PARTS = Struct(f"<{layout.NAME_PARTS}I").unpack_from
_FILTER_AT, _FILTER_END = layout.RUN_FILTER, layout.RUN_FILTER + layout.FILTER
_INITIAL_AT, _NEAR_AT, _NEAR_END = layout.INITIAL, layout.NEAR, layout.RUN
_DELETED_BITS = 16 * layout.NAME_DELETIONS
_DELETED = Lanes(layout.NAME_DELETIONS)
_NEAR = Lanes(layout.NAME_DELETIONS + layout.NAME_WILDCARDS)
_from_bytes = int.from_bytes


class Run:
    """One run of the left payload, unpacked once and compared with many."""

    __slots__ = (
        "_bits",
        "_count",
        "_deleted",
        "_initial",
        "_near",
        "_parts",
        "_sound",
        "_start",
        "exact",
    )

    def __init__(self, payload: bytes, at: int, *, near: bool = True, parts_at: int | None = None) -> None:
        """Unpack the run at an offset; ``near`` says whether it holds edit tokens, ``parts_at`` where parts are."""
        self.exact, self._sound, self._start = _HEAD(payload, at)
        (self._initial,) = _INITIAL(payload, at + _INITIAL_AT)
        self._bits = _from_bytes(payload[at + _FILTER_AT : at + _FILTER_END], "little")
        self._count = self._bits.bit_count()
        self._near = self._deleted = 0
        if near:
            block = _from_bytes(payload[at + _NEAR_AT : at + _NEAR_END], "little")
            self._deleted = block & ((1 << _DELETED_BITS) - 1)
            # what the other side's deletions must hold, then its wildcards
            self._near = block - self._deleted + _DELETED.spread(self.exact)
        parts = _PARTS(payload, parts_at) if parts_at is not None else ()
        self._parts = frozenset((self.exact, *parts))

    def level(self, right: bytes, at: int, near: bool = True, parts_at: int = 0) -> int:  # noqa: PLR0911 - a ladder
        """Return the level against the run at an offset of another payload (``parts_at`` 0: it has no parts)."""
        exact, sound, start = _HEAD(right, at)
        mine = self.exact
        if not exact or not mine:
            return MISSING
        if exact == mine:
            return EXACT
        if not sound or not self._sound:  # a bare initial has no sound
            return INITIAL_GIVEN if self._initial == _INITIAL(right, at + _INITIAL_AT)[0] else DIFFERENT
        bits = _from_bytes(right[at + _FILTER_AT : at + _FILTER_END], "little")
        shared = 2 * (bits & self._bits).bit_count()
        total = self._count + bits.bit_count()
        if (
            near
            and total - shared <= MOST_APART
            and (
                _NEAR.meet(_from_bytes(right[at + _NEAR_AT : at + _NEAR_END], "little"), self._near)
                or _DELETED.meet(self._deleted, _DELETED.spread(exact))
            )
        ):
            return ONE_LETTER
        if shared >= 0.7 * total:
            return CLOSE
        if parts_at and (exact in self._parts or not self._parts.isdisjoint(_PARTS(right, parts_at))):
            return RELATED
        if sound == self._sound:
            return SOUNDS
        if start == self._start or shared >= 0.47 * total:
            return START
        if shared >= 0.32 * total:
            return FAINT
        return INITIAL if self._initial == _INITIAL(right, at + _INITIAL_AT)[0] else DIFFERENT
