"""The ladders of names, cities and looser runs on folded text: ``compare.run`` and ``compare.loose`` without keys."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from accord.linkage.compare import loose as loose_levels
from accord.linkage.compare.levels import MISSING
from accord.linkage.compare.run import (
    CLOSE,
    DIFFERENT,
    EXACT,
    FAINT,
    INITIAL,
    INITIAL_GIVEN,
    ONE_LETTER,
    RELATED,
    SOUNDS,
    START,
)
from accord.linkage.payload import layout
from accord.linkage.payload.blocks import sound_of

KEPT = 1 << 18
"""Pairs of values whose level is kept: names and towns repeat."""


@lru_cache(maxsize=1 << 16)
def bigrams(value: str) -> frozenset[str]:
    """Return the letter pairs of ``_value_``."""
    edged = f"_{value}_"
    return frozenset(edged[at : at + 2] for at in range(len(edged) - 1))


def dice(left: str, right: str) -> tuple[int, int]:
    """Return (twice the shared bigrams, all bigrams)."""
    mine, theirs = bigrams(left), bigrams(right)
    return 2 * len(mine & theirs), len(mine) + len(theirs)


def one_edit(left: str, right: str, least: int, longest: int) -> bool:
    """Say whether one insertion, deletion, substitution or adjacent swap makes one of the other.

    Only where the longer value has ``least`` to ``longest`` characters, as only those have near tokens.
    """
    length = max(len(left), len(right))
    return least <= length <= longest and OSA.distance(left, right, score_cutoff=1) == 1


@lru_cache(maxsize=KEPT)
def run_level(  # noqa: PLR0911 - a ladder
    left: str,
    right: str,
    near: bool,
    parts: frozenset[str] | None = None,
    others: frozenset[str] | None = None,
) -> int:
    """Return the level of two runs. ``parts``, ``others``: a name's parts with its run, None for a city."""
    if not left or not right:
        return MISSING
    if left == right:
        return EXACT
    if len(left) == 1 or len(right) == 1:
        return INITIAL_GIVEN if left[0] == right[0] else DIFFERENT
    if near and one_edit(left, right, 3, layout.NEAR_LETTERS):
        return ONE_LETTER
    shared, total = dice(left, right)
    if shared >= 0.7 * total:
        return CLOSE
    if parts and others and not parts.isdisjoint(others):
        return RELATED
    if sound_of(left) == sound_of(right):
        return SOUNDS
    if left[:3] == right[:3] or shared >= 0.47 * total:
        return START
    if shared >= 0.32 * total:
        return FAINT
    return INITIAL if left[0] == right[0] else DIFFERENT


@lru_cache(maxsize=KEPT)
def loose_level(left: str, right: str) -> int:
    """Return the level of two looser runs."""
    if not left or not right:
        return MISSING
    if left == right:
        return loose_levels.EXACT
    shared, total = dice(left, right)
    if shared >= 0.7 * total:
        return loose_levels.CLOSE
    if left[:3] == right[:3] or shared >= 0.47 * total:
        return loose_levels.START
    return loose_levels.FAINT if shared >= 0.32 * total else loose_levels.DIFFERENT
