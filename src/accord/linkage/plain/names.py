"""Whole names on folded text: the pairings of ``compare.names``, tried in the same order."""

from __future__ import annotations

from typing import NamedTuple

from accord.linkage.compare.levels import MISSING
from accord.linkage.compare.names import ENOUGH, POINTS, NameLevels
from accord.linkage.compare.run import EXACT
from accord.linkage.fields import LONGEST_RUN
from accord.linkage.names import Name
from accord.linkage.payload import layout
from accord.linkage.plain.runs import run_level


class PlainName(NamedTuple):
    """A name ready to compare. ``*_parts`` hold the run itself too; ``near``: it is no alias."""

    given: str
    family: str
    given_parts: frozenset[str]
    family_parts: frozenset[str]
    near: bool


def plain_names(names: tuple[Name, ...]) -> tuple[PlainName, ...]:
    """Return a person's names, the recorded one first."""
    return tuple(
        PlainName(
            name.given[:LONGEST_RUN],
            name.family[:LONGEST_RUN],
            _parts(name.given, name.given_parts),
            _parts(name.family, name.family_parts),
            not at,
        )
        for at, name in enumerate(names)
    )


def _parts(run: str, parts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part[:LONGEST_RUN] for part in (run, *parts[: layout.NAME_PARTS]))


def name_levels(mine: tuple[PlainName, ...], theirs: tuple[PlainName, ...]) -> NameLevels:
    """Return the levels of the best pairing of any name here with any there."""
    left, right = mine[0], theirs[0]
    given, family = _straight(left, right)
    points = POINTS[given] + POINTS[family]
    best = NameLevels(given, family, False, False)
    if points >= ENOUGH:
        return best
    best, points = _crossed(left, right, best, points)
    if len(mine) > 1 or len(theirs) > 1:
        best = _by_alias(mine, theirs, best, points)
    return best


def _straight(left: PlainName, right: PlainName) -> tuple[int, int]:
    near = left.near and right.near
    return (
        run_level(left.given, right.given, near, left.given_parts, right.given_parts),
        run_level(left.family, right.family, near, left.family_parts, right.family_parts),
    )


def _crossed(left: PlainName, right: PlainName, best: NameLevels, points: int) -> tuple[NameLevels, int]:
    given = run_level(left.given, right.family, True, left.given_parts, right.family_parts)
    family = run_level(left.family, right.given, True, left.family_parts, right.given_parts)
    crossed = POINTS[given] + POINTS[family] - 2
    if crossed <= points or (given < 0 and family < 0):
        return best, points
    if given == MISSING or (family != MISSING and family < given):
        given, family = family, given  # crossed, neither is the given name: the better one stands first
    return NameLevels(given, family, True, False), crossed


def _by_alias(
    mine: tuple[PlainName, ...], theirs: tuple[PlainName, ...], best: NameLevels, points: int
) -> NameLevels:
    for left in mine:
        for right in theirs:
            if left.near and right.near:
                continue
            given, family = _straight(left, right)
            found = POINTS[given] + POINTS[family] - 1
            if given != EXACT and family == MISSING:
                continue
            tied = found == points and best.alias and (given, family) < best[:2]
            if found > points or tied:  # tied: the same choice both ways
                best, points = NameLevels(given, family, False, True), found
    return best
