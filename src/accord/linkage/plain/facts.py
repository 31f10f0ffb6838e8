"""The ladders of dates, postal codes, civic numbers and sex on folded text: those of ``compare`` without keys."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from rapidfuzz.distance import Hamming, Levenshtein

from accord.linkage.compare import date as dates
from accord.linkage.compare import number as numbers
from accord.linkage.compare import one, postcode
from accord.linkage.compare.levels import MISSING
from accord.linkage.payload import layout
from accord.linkage.plain.runs import KEPT, one_edit

Birth = tuple[date | None, tuple[int, int] | None]
"""A date, or an inclusive range of years, or neither."""


@lru_cache(maxsize=KEPT)
def date_level(left: Birth, right: Birth) -> int:
    """Return the level of two births."""
    mine, theirs = left[0], right[0]
    if mine and theirs:
        return _full_level(mine, theirs)
    range_mine, range_theirs = _years(left), _years(right)
    if not range_mine or not range_theirs:
        return MISSING
    gap = max(range_mine[0] - range_theirs[1], range_theirs[0] - range_mine[1])
    if gap <= 0:
        return dates.IN_RANGE
    if gap <= layout.YEARS_BESIDE // 2:
        return dates.BESIDE_RANGE
    return dates.NEAR_RANGE if gap <= layout.YEARS_AROUND // 2 else dates.OUT_OF_RANGE


def _years(birth: Birth) -> tuple[int, int] | None:
    born, years = birth
    return (born.year, born.year) if born else years


def _full_level(mine: date, theirs: date) -> int:  # noqa: PLR0911 - a ladder
    if mine == theirs:
        return dates.EXACT
    apart = Hamming.distance(f"{mine:%Y%m%d}".zfill(8), f"{theirs:%Y%m%d}".zfill(8))
    parts = (mine.year == theirs.year) + (mine.month == theirs.month) + (mine.day == theirs.day)
    if apart == 1:
        return dates.ONE_DIGIT
    same_year = mine.year == theirs.year
    if same_year and sorted((mine.month, mine.day)) == sorted((theirs.month, theirs.day)):
        return dates.SWAPPED
    if parts == 2 or apart == 2:
        return dates.TWO_PARTS
    if abs(12 * (mine.year - theirs.year) + mine.month - theirs.month) == 1:
        return dates.NEAR
    if same_year:
        return dates.YEAR
    return dates.NEXT_YEAR if abs(mine.year - theirs.year) == 1 else dates.DIFFERENT


@lru_cache(maxsize=KEPT)
def postcode_level(left: str, right: str) -> int:
    """Return the level of two postal codes."""
    if not left or not right:
        return MISSING
    if left == right:
        return postcode.EXACT
    letters = layout.POSTCODE_LETTERS
    alike = len(left) == len(right) <= letters
    if one_edit(left, right, 2 if alike else 3, letters):
        return postcode.ONE_LETTER
    if left[:3] == right[:3]:
        return postcode.AREA
    two = alike and len(left) > 1 and Hamming.distance(left, right) <= 2
    return postcode.TWO_LETTERS if two else postcode.DIFFERENT


@lru_cache(maxsize=KEPT)
def number_level(left: str, right: str) -> int:
    """Return the level of two civic numbers."""
    if not left or not right:
        return MISSING
    if left == right:
        return numbers.EXACT
    known = 2 <= max(len(left), len(right)) <= layout.NUMBER_DIGITS
    near = known and Levenshtein.distance(left, right, score_cutoff=1) == 1
    return numbers.ONE_DIGIT if near else numbers.DIFFERENT


def one_level(left: str, right: str) -> int:
    """Return the level of a field that agrees or does not."""
    if not left or not right:
        return MISSING
    return one.EXACT if left == right else one.DIFFERENT
