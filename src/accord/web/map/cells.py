"""What is too little to be shown: a picture is printed and passed on, and a few reports can be recognised.

Below the smallest number a corridor has no line, no row and no figure; within one that is shown, neither has a
direction, a kind of evidence or a period that so few reports stand behind.
"""

from __future__ import annotations

from django.conf import settings

from accord.reports.corridors import Corridor
from accord.reports.corridors.weave import Pair

STEPS = (
    1,
    2,
    4,
    10,
    20,
    50,
    100,
)  # a line is the wider the more of these multiples of the smallest number it reaches
MOSTLY = 3  # so many times more moves one way than the other


def smallest() -> int:
    return int(settings.SMALLEST_CELL)


def shown(corridors: dict[Pair, Corridor]) -> list[Corridor]:
    """Those that may be shown, the heaviest first."""
    kept = [each for each in corridors.values() if each.weight >= smallest()]
    return sorted(kept, key=lambda each: (-each.weight, each.first, each.second))


def band(weight: int) -> int:
    """0 for the thinnest line, 6 for the widest."""
    return sum(weight >= step * smallest() for step in STEPS) - 1


def bands() -> list[tuple[int, int | None]]:
    """From and to of each band, the last one open."""
    edges = [step * smallest() for step in STEPS]
    return list(zip(edges, [*(edge - 1 for edge in edges[1:]), None], strict=True))


def direction(corridor: Corridor) -> str:
    """ "there" (first → second), "back", "both", or "" where too few moves tell."""
    if corridor.there + corridor.back < smallest():
        return ""
    if corridor.there >= MOSTLY * corridor.back:
        return "there"
    return "back" if corridor.back >= MOSTLY * corridor.there else "both"


def kinds(corridor: Corridor) -> list[str]:
    """Kinds of evidence that enough reports stand behind, the most frequent first."""
    counted = [(-len(reports), kind) for kind, reports in corridor.by_kind.items()]
    return [kind for count, kind in sorted(counted) if -count >= smallest()]


def rounded(weight: int) -> int:
    """What paper shows: down to a multiple of the smallest number, so that two prints cannot be subtracted."""
    return weight - weight % smallest()
