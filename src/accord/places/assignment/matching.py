"""The whole waiting list matched at once: minors first, then as many as can be, then who waits longest, then the way.

Method. Seekers and single places form a bipartite graph with an edge where the place fits. The sets of seekers that
can all be placed are the independent sets of a transversal matroid (Edmonds and Fulkerson, 1965). In a matroid every
weight that falls along an order gives the same best sets as the order itself, taken greedily, and each such set is of
the greatest size (Rado, 1957). So one weight a seeker, minors above adults and more days waited above fewer, makes a
heaviest matching that places

1. as many minors as any matching does (no adult costs a minor a place),
2. as many seekers as any matching does,
3. those who have waited longest, day by day, among minors and then among adults.

The weights are multiples of more than all ways together can be, so that among those matchings
4. the sum of the ways (`fit.Match.as_if_km`, in tenths of a kilometre) is least.

Staying unmet is one more edge a seeker, at the price of her weight: thus a full matching always is, and
`scipy.sparse.csgraph.min_weight_full_bipartite_matching` (Jonker and Volgenant's shortest augmenting paths over
sparse rows) finds the least exactly. All prices are whole numbers below 2**53: floating point loses nothing. The same
input gives the same answer. Memory grows with the edges, not with seekers times places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from accord.places.assignment.prepared import Prepared
from accord.places.fit import FULL, Offer, Reason, Seeker, why_not

TENTHS = 10
EXACT = 2**53
TAKEN = Reason("taken", _("Every place that would do goes to somebody who comes first."))
FAR = Reason("far", _("Every place that would do is too far."))
NOTHING = Reason("nothing", _("No place is on the list."))


@dataclass(frozen=True, slots=True)
class Pair:
    """One seeker, by her place in the list, and the offer that she gets."""

    seeker: int
    offer: Offer
    as_if_km: float


@dataclass(frozen=True, slots=True)
class Unmet:
    """One seeker without a place, and why: what stands against the place that comes closest."""

    seeker: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who gets what, and who gets nothing; each in the order of the list."""

    pairs: tuple[Pair, ...]
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """What fits, sparsely: seeker ``row[e]`` at offer ``column[e]``, ``way[e]`` tenths of a kilometre off."""

    row: Any
    column: Any
    way: Any


def assign(
    seekers: Sequence[Seeker],
    offers: Sequence[Offer],
    *,
    farthest_km: float | None = None,
    now: datetime | None = None,
) -> Assignment:
    """Match the whole list as the module says; no pair is made beyond ``farthest_km`` where the way is known.

    ``offers`` carry how many places are free. Raises ValueError for lists so long that prices would be inexact.
    """
    prepared = Prepared(offers, now=now)
    edges = edges_of(seekers, prepared, farthest_km)
    got = matched(edges, prepared.columns.free, weights(seekers, now))
    pairs, unmet = [], []
    for at, seeker in enumerate(seekers):
        if (edge := got.get(at)) is not None:
            pairs.append(Pair(at, prepared.offers[edges.column[edge]], float(edges.way[edge]) / TENTHS))
        else:
            unmet.append(Unmet(at, _unmet(seeker, prepared, farthest_km)))
    return Assignment(tuple(pairs), tuple(unmet))


def edges_of(seekers: Sequence[Seeker], prepared: Prepared, farthest_km: float | None = None) -> Edges:
    """Return every pair that fits, seeker by seeker: memory for one row of doubts at a time."""
    rows, columns, ways = [], [], []
    for at, seeker in enumerate(seekers):
        fitting = np.flatnonzero(~prepared.refusals(seeker).any(axis=0))
        fitting = _within(seeker, prepared, fitting, farthest_km)
        rows.append(np.full(len(fitting), at, dtype=np.int32))
        columns.append(fitting.astype(np.int32))
        ways.append(np.rint(prepared.as_if_km(seeker, fitting) * TENTHS).astype(np.int64))
    empty = np.zeros(0, dtype=np.int32)
    return Edges(*(np.concatenate([empty, *one]) for one in (rows, columns, ways)))


def _within(seeker: Seeker, prepared: Prepared, at: Any, farthest_km: float | None) -> Any:
    if farthest_km is None:
        return at
    return at[~(prepared.kilometres(seeker, at) > farthest_km)]


def weights(seekers: Sequence[Seeker], now: datetime | None = None) -> Any:
    """Return one whole number a seeker, 1 at least: minors above adults, then whole days waited; alike if alike."""
    since = [one.waiting_since for one in seekers]
    newest = now or max((one for one in since if one is not None), default=None)
    days = [0 if newest is None or one is None else max(0, (newest - one).days) for one in since]
    order = [(one.is_minor, day) for one, day in zip(seekers, days, strict=True)]
    rank = {value: at for at, value in enumerate(sorted(set(order)), start=1)}
    return np.array([rank[one] for one in order], dtype=np.int64)


def matched(edges: Edges, free: Any, weight: Any) -> dict[int, int]:
    """Return {seeker: edge} of the least price. ``free`` places an offer, ``weight`` a seeker."""
    if not len(edges.row):
        return {}
    seekers = len(weight)
    places = np.minimum(free, np.bincount(edges.column, minlength=len(free)))  # no more than could be used
    first = np.concatenate([[0], np.cumsum(places)])
    each = places[edges.column]
    edge = np.repeat(np.arange(len(edges.row)), each)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(each) - each, each)
    slot = first[edges.column[edge]] + nth
    more = int(edges.way.max() + 1) * seekers + 1  # more than all ways together
    # No dual price passes the dearest edge, for each seeker's own edge stays within reach: sums stay below four of it.
    if more * (int(weight.max()) + 1) * 4 >= EXACT:
        raise ValueError("the lists are too long to be matched at once: match them by province")
    row = np.concatenate([edges.row[edge], np.arange(seekers)])
    column = np.concatenate([slot, first[-1] + np.arange(seekers)])
    price = np.concatenate([edges.way[edge] + 1, weight * more + 1]).astype(np.float64)
    table = csr_array((price, (row, column)), shape=(seekers, int(first[-1]) + seekers))
    who, where = min_weight_full_bipartite_matching(table)
    placed = where < first[-1]
    who, offer = who[placed], np.searchsorted(first, where[placed], side="right") - 1
    keys = edges.row.astype(np.int64) * len(free) + edges.column  # rises: seeker by seeker, offer by offer
    at = np.searchsorted(keys, who.astype(np.int64) * len(free) + offer)
    return {int(one): int(edge) for one, edge in zip(who, at, strict=True)}


def _unmet(seeker: Seeker, prepared: Prepared, farthest_km: float | None) -> tuple[Reason, ...]:
    if not prepared.offers:
        return (NOTHING,)
    against = prepared.refusals(seeker)
    fits = np.flatnonzero(~against.any(axis=0))
    if len(fits):
        return (TAKEN,) if len(_within(seeker, prepared, fits, farthest_km)) else (FAR,)
    would = np.flatnonzero(~against[1:].any(axis=0))
    if len(would):
        return (FULL,) if len(_within(seeker, prepared, would, farthest_km)) else (FAR,)
    count = against[1:].sum(axis=0)
    closest = np.flatnonzero(count == count.min())
    nearest = closest[np.argmin(prepared.as_if_km(seeker, closest))]
    return tuple(one for one in why_not(seeker, prepared.offers[nearest]) if one is not FULL)
