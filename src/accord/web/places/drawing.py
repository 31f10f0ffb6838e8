"""The bar of a place: a cell for each of its places. The same stands beside it in words, so the bar is silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.places.queries import Standing

STATES = ("occupied", "held", "free", "out")
MOST_CELLS = 24  # beyond, cells are too thin to be counted: one band a state
WIDTH, GAP = 240.0, 3.0


@dataclass(frozen=True)
class Cell:
    state: str
    x: float
    width: float


@dataclass(frozen=True)
class Counts:
    """How many of each; ``free`` is what is left when holds have been made beyond what is there now."""

    free: int
    held: int
    occupied: int
    out: int
    total: int

    @classmethod
    def of(cls, rows: Iterable[Standing]) -> Counts:
        rows = list(rows)
        return cls(
            sum(each.free for each in rows), sum(each.held for each in rows),
            sum(each.place.occupied for each in rows), sum(each.place.out_of_service for each in rows),
            sum(each.place.total for each in rows),
        )  # fmt: skip

    @property
    def cells(self) -> list[Cell]:
        runs = [(state, getattr(self, state)) for state in STATES if getattr(self, state)]
        whole = sum(times for _state, times in runs)
        if whole <= MOST_CELLS:
            runs = [(state, 1) for state, times in runs for _each in range(times)]
        return list(_laid_out(runs, max(whole, 1)))


def _laid_out(runs: list[tuple[str, int]], whole: int) -> Iterable[Cell]:
    x, room = 0.0, WIDTH - GAP * (len(runs) - 1)
    for state, times in runs:
        width = room * times / whole
        yield Cell(state, round(x, 2), round(width, 2))
        x += width + GAP
