"""What ours is held against: a plain loop, first come first served, and SciPy's HiGHS on linear programs.

The programs have one variable a pair that fits and know nothing of slots, prices or matroids. Their matrices are those
of a bipartite graph, hence totally unimodular: the optimum over fractions is that over whole persons (Hoffman and
Kruskal, 1956).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from accord.places.assignment.matching import Edges
from accord.places.fit import Match, Offer, Seeker, match

LAST = datetime.max.replace(tzinfo=UTC)


def plain_loop(seeker: Seeker, offers: Sequence[Offer], now: datetime | None, most: int) -> list[Match]:
    """The first ``most`` that fit, one offer after another in Python."""
    fits = [one for one in (match(seeker, offer, now) for offer in offers) if one.fits]
    return sorted(fits, key=lambda one: one.as_if_km)[:most]


def first_come(
    edges: Edges, free: Any, seekers: Sequence[Seeker], *, minors_first: bool = False
) -> dict[int, int]:
    """Return {seeker: edge}: who has waited longest takes the nearest place that is left, and so on down the list.

    ``minors_first`` lets every minor choose before any adult.
    """

    def turn(at: int) -> tuple[bool, datetime, int]:
        one = seekers[at]
        return not (minors_first and one.is_minor), one.waiting_since or LAST, at

    left = free.copy()
    starts = np.searchsorted(edges.row, np.arange(len(seekers) + 1))
    got: dict[int, int] = {}
    for one in sorted(range(len(seekers)), key=turn):
        mine = np.arange(starts[one], starts[one + 1])
        mine = mine[left[edges.column[mine]] > 0]
        if len(mine):
            edge = int(mine[np.argmin(edges.way[mine])])
            got[one] = edge
            left[edges.column[edge]] -= 1
    return got


def most_placed(edges: Edges, free: Any, minors: Any) -> dict[str, int]:
    """Return the greatest numbers that any plan reaches, by three programs.

    ``placed`` without priorities, ``minors`` of minors alone, ``placed_minors_first`` with all those minors kept.
    """
    size = len(edges.row)
    if not size:  # nobody fits anywhere, and HiGHS takes no program without variables
        return {"placed": 0, "minors": 0, "placed_minors_first": 0}
    once = csr_array((np.ones(size), (edges.row, np.arange(size))), shape=(len(minors), size))
    room = csr_array((np.ones(size), (edges.column, np.arange(size))), shape=(len(free), size))
    limits, bound = vstack([once, room]), np.concatenate([np.ones(len(minors)), free])
    young = minors[edges.row].astype(float)
    placed, most_minors = _greatest(np.ones(size), limits, bound), _greatest(young, limits, bound)
    kept = vstack([limits, csr_array(-young[None, :])])
    return {
        "placed": placed,
        "minors": most_minors,
        "placed_minors_first": _greatest(np.ones(size), kept, np.append(bound, -most_minors)),
    }


def _greatest(worth: Any, limits: Any, bound: Any) -> int:
    found = linprog(-worth, A_ub=limits, b_ub=bound, bounds=(0, None), method="highs")
    if not found.success:
        raise RuntimeError(f"HiGHS found no optimum: {found.message}")
    return round(-found.fun)
