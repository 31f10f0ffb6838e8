"""Dates of birth, and dates against an age range.

Exact > one digit differs > day and month swapped > two of year, month and day agree, or two digits differ >
neighbouring month > year > neighbouring year > nothing. Against a range of years (a year alone is one): inside, one
year beside it, two to four, or further; a range narrows little, so its width counts in the weight.
"""

from __future__ import annotations

from struct import Struct

from accord.linkage.compare.lanes import Lanes
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout

EXACT, ONE_DIGIT, SWAPPED, TWO_PARTS, NEAR, YEAR, NEXT_YEAR, DIFFERENT = range(8)
IN_RANGE, BESIDE_RANGE, NEAR_RANGE, OUT_OF_RANGE = range(8, 12)

_AT = layout.DATE_AT
_DIGITS_AT, _PAIRS_AT, _BESIDE_AT = _AT + layout.DIGITS, _AT + layout.PAIRS, _AT + layout.BESIDE
_TOKENS = Struct("<2I4H").unpack_from
_BESIDE = Struct("<4H").unpack_from
_DIGITS = Lanes(layout.DATE_DIGITS)
_PAIRS = Lanes(layout.DATE_PAIRS)
_YEARS = Struct(f"<{layout.DATE_PAIRS}H").unpack_from
_AROUND = Struct(f"<{layout.YEARS_AROUND}H").unpack_from
_from_bytes = int.from_bytes
KIND_AT = 2
"""Where the head holds the kind of date."""
WIDTH_AT = 3
"""Where the head holds the width of the year range, in years."""


def _years(payload: bytes) -> tuple[int, ...]:
    """Return the short year tokens of a payload: one for a date, one a year for a range."""
    if payload[KIND_AT] == layout.FULL_DATE:
        return (_TOKENS(payload, _AT)[1] & 0xFFFF,)
    return _YEARS(payload, _PAIRS_AT)[: payload[WIDTH_AT]]


def _around(payload: bytes) -> tuple[int, ...]:
    """Return the short tokens of the years around a range, nearest first; none for a date."""
    return () if payload[KIND_AT] == layout.FULL_DATE else _AROUND(payload, _DIGITS_AT)


class BirthDate:
    """The date of birth of the left payload."""

    __slots__ = ("_around", "_digits", "_exact", "_kind", "_pairs", "_swapped", "_two", "_year", "_years")

    def __init__(self, payload: bytes) -> None:
        self._kind = payload[KIND_AT]
        self._exact, self._year, *self._two, self._swapped = _TOKENS(payload, _AT)
        self._digits = _from_bytes(payload[_DIGITS_AT:_PAIRS_AT], "little")
        self._pairs = _from_bytes(payload[_PAIRS_AT:_BESIDE_AT], "little")
        self._years = frozenset(_years(payload)) if self._kind else frozenset()
        self._around = _around(payload) if self._kind else ()

    def level(self, right: bytes) -> int:  # noqa: PLR0911 - a ladder
        """Return the level against another payload's date or range."""
        kind = right[KIND_AT]
        if not kind or not self._kind:
            return MISSING
        if kind != layout.FULL_DATE or self._kind != layout.FULL_DATE:
            return self._range_level(right)
        exact, year, year_month, year_day, month_day, swapped = _TOKENS(right, _AT)
        if exact == self._exact:
            return EXACT
        mine = self._two
        two = (
            year_month == mine[0]
            or year_day == mine[1]
            or month_day == mine[2]
            or _PAIRS.meet(self._pairs, _from_bytes(right[_PAIRS_AT:_BESIDE_AT], "little"))
        )
        # one digit apart leaves two parts or a double wildcard in common: both asked for, chance seldom meets both
        if two and _DIGITS.meet(self._digits, _from_bytes(right[_DIGITS_AT:_PAIRS_AT], "little")):
            return ONE_DIGIT
        if swapped == self._swapped:
            return SWAPPED
        if two:
            return TWO_PARTS
        month_before, month_after, year_before, year_after = _BESIDE(right, _BESIDE_AT)
        if mine[0] in (month_before, month_after):
            return NEAR
        if year == self._year:
            return YEAR
        return NEXT_YEAR if self._year & 0xFFFF in (year_before, year_after) else DIFFERENT

    def _range_level(self, right: bytes) -> int:
        theirs = _years(right)
        if not self._years.isdisjoint(theirs):
            return IN_RANGE
        around, beside = _around(right), layout.YEARS_BESIDE
        for years, near in ((theirs, self._around), (self._years, around)):
            if not set(near[:beside]).isdisjoint(years):
                return BESIDE_RANGE
        apart = set(self._around).isdisjoint(theirs) and self._years.isdisjoint(around)
        return OUT_OF_RANGE if apart else NEAR_RANGE
