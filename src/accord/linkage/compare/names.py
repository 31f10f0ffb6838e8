"""Whole names: given and family as written, in the other order, and by any alias; the best counts.

Which pairing is best is decided by points a level, not by weights, so that training and scoring always see the
same levels.
"""

from __future__ import annotations

from typing import NamedTuple

from accord.linkage.compare.levels import MISSING
from accord.linkage.compare.run import EXACT, Run
from accord.linkage.payload import layout

POINTS = (8, 7, 6, 6, 5, 4, 2, 1, 0, 3, 0)
"""Points of each level of a run; the last is MISSING's."""

ENOUGH = 12
"""Points from which no other pairing is tried: no other could explain the pair better."""

_SECOND = layout.ALIAS_RUN
_GIVEN_PARTS = layout.GIVEN_AT + layout.PARTS
_FAMILY_PARTS = layout.FAMILY_AT + layout.PARTS
_ALIAS_PARTS = layout.ALIAS_PARTS


class NameLevels(NamedTuple):
    """Levels of the best pairing. ``swapped``: given met family; ``alias``: an alias was needed."""

    given: int
    family: int
    swapped: bool
    alias: bool


class Places(NamedTuple):
    """Where the two runs of one name stand in a payload."""

    given: int
    given_parts: int
    family: int
    family_parts: int
    near: bool


MAIN = Places(layout.GIVEN_AT, _GIVEN_PARTS, layout.FAMILY_AT, _FAMILY_PARTS, True)
ALIASES = tuple(
    Places(at, at + _ALIAS_PARTS, at + _SECOND, at + _SECOND + _ALIAS_PARTS, False)
    for at in (layout.ALIASES_AT + place * layout.ALIAS for place in range(4))
)


class Names:
    """All names of the left payload."""

    __slots__ = ("_aliases", "family", "given")

    def __init__(self, payload: bytes) -> None:
        self.given, self.family = _runs(payload, MAIN)
        self._aliases = tuple(_runs(payload, place) for place in ALIASES[: payload[1] - 1])

    def levels(self, right: bytes) -> NameLevels:
        """Return the levels of the best pairing of any name here with any there."""
        given = self.given.level(right, layout.GIVEN_AT, True, _GIVEN_PARTS)
        family = self.family.level(right, layout.FAMILY_AT, True, _FAMILY_PARTS)
        points = POINTS[given] + POINTS[family]
        best = NameLevels(given, family, False, False)
        if points >= ENOUGH:
            return best
        if self.given.exact or self.family.exact:
            best, points = self._crossed(right, best, points)
        if self._aliases or right[1] > 1:
            best, points = self._by_alias(right, best, points)
        return best

    def _crossed(self, right: bytes, best: NameLevels, points: int) -> tuple[NameLevels, int]:
        given = self.given.level(right, layout.FAMILY_AT, True, _FAMILY_PARTS)
        family = self.family.level(right, layout.GIVEN_AT, True, _GIVEN_PARTS)
        crossed = POINTS[given] + POINTS[family] - 2
        if crossed > points and (given >= 0 or family >= 0):
            if given == MISSING or (family != MISSING and family < given):
                given, family = (
                    family,
                    given,
                )  # crossed, neither is the given name: the better one stands first
            return NameLevels(given, family, True, False), crossed
        return best, points

    def _by_alias(self, right: bytes, best: NameLevels, points: int) -> tuple[NameLevels, int]:
        mine = ((self.given, self.family), *self._aliases)
        theirs = (MAIN, *ALIASES[: right[1] - 1])
        for which, (given_run, family_run) in enumerate(mine):
            for other, place in enumerate(theirs):
                if not which and not other:
                    continue
                near = place.near and not which
                given = given_run.level(right, place.given, near, place.given_parts)
                family = family_run.level(right, place.family, near, place.family_parts)
                found = POINTS[given] + POINTS[family] - 1
                if given != EXACT and family == MISSING:
                    continue
                tied = (
                    found == points and best.alias and (given, family) < best[:2]
                )  # the same choice both ways
                if found > points or tied:
                    best, points = NameLevels(given, family, False, True), found
        return best, points


def _runs(payload: bytes, place: Places) -> tuple[Run, Run]:
    return (
        Run(payload, place.given, near=place.near, parts_at=place.given_parts),
        Run(payload, place.family, near=place.near, parts_at=place.family_parts),
    )
