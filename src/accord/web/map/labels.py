"""Where names stand on the map, so that none lies upon another or upon a city's dot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SIZE = 13  # px
# Wider than Noto Sans runs on average, so that what fits by this measure fits on paper.
PER_LETTER = 0.6
LINE = 1.25
GAP = 3


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, width: float, height: float) -> bool:
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


@dataclass(frozen=True)
class Dot:
    """A city to be named: its place and radius in pixels."""

    name: str
    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True)
class Label:
    """``x`` is the left end, ``y`` the base line."""

    text: str
    x: float
    y: float
    box: Box


def placed(dots: Iterable[Dot], *, width: float, height: float, taken: Iterable[Box] = ()) -> list[Label]:
    """Names in the order given, each at the first of eight places where it is free; a name without one is left out."""
    dots = list(dots)
    occupied = [*taken, *(dot.box for dot in dots)]
    labels: list[Label] = []
    for dot in dots:
        free = (
            box
            for box in _places(dot)
            if box.within(width, height) and not any(box.meets(other) for other in occupied)
        )
        if (box := next(free, None)) is not None:
            occupied.append(box)
            labels.append(Label(dot.name, box.left, box.bottom - SIZE * 0.28, box))
    return labels


def _places(dot: Dot) -> Iterable[Box]:
    """Right, left, above, below, then the corners."""
    wide, high, reach = len(dot.name) * SIZE * PER_LETTER, SIZE * LINE, dot.radius + GAP
    slant = reach * 0.7
    for x, y in (
        (dot.x + reach, dot.y - high / 2),
        (dot.x - reach - wide, dot.y - high / 2),
        (dot.x - wide / 2, dot.y - reach - high),
        (dot.x - wide / 2, dot.y + reach),
        (dot.x + slant, dot.y - slant - high),
        (dot.x + slant, dot.y + slant),
        (dot.x - slant - wide, dot.y - slant - high),
        (dot.x - slant - wide, dot.y + slant),
    ):
        yield Box(x, y, x + wide, y + high)
