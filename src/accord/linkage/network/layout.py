"""Where the picture puts each node: the same network, the same places, on every machine and every visit.

Forces after Fruchterman and Reingold ("Graph drawing by force-directed placement", Software: Practice and Experience
21, 1991), one component at a time, then the components side by side like type on a line. Places known before (a saved
layout, the picture before one more hop) can be held.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.linkage.network.components import component_labels
from accord.linkage.network.graph import Network

ROUNDS = 120
SPACE = 90.0  # picture units between two linked nodes
GAP = 70.0  # between two components
WEAK_PULL = 0.2  # a common city gathers, but what is said of two people together gathers more
GOLDEN = math.pi * (3 - math.sqrt(5))
Points = NDArray[np.float64]


class Position(NamedTuple):
    """In picture units, rightwards and downwards."""

    x: int
    y: int


def positions(
    network: Network, *, held: Mapping[str, tuple[float, float]] | None = None, seed: int = 7
) -> dict[str, Position]:
    """A place for each node. Nodes in ``held`` stay where they are and the others find their places around them."""
    names = sorted(network.nodes)
    pairs = network.pairs()
    pulls = np.array([WEAK_PULL if link.weak else 1.0 for link in network.links])
    known = {name: held[name] for name in names if held and name in held}
    if known:
        places = _around(names, pairs, pulls, known, seed=seed)
    else:
        places = _side_by_side(len(names), pairs, pulls, seed=seed)
    return {name: Position(round(x), round(y)) for name, (x, y) in zip(names, places.tolist(), strict=True)}


def _side_by_side(count: int, pairs: NDArray[np.int64], pulls: Points, *, seed: int) -> Points:
    """Lay out each component alone, then set their boxes in rows, the largest first."""
    places = np.zeros((count, 2))
    labels = component_labels(count, pairs)
    boxes: list[tuple[NDArray[np.int64], Points]] = []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        new = np.full(count, -1)
        new[members] = np.arange(len(members))
        mine = labels[pairs[:, 0]] == label
        spots = _settled(_sunflower(len(members)), new[pairs[mine]], pulls[mine], seed=seed)
        boxes.append((members, spots))
    boxes.sort(key=lambda box: (-len(box[0]), int(box[0][0])))
    area = sum(float(np.prod(_size(spots) + GAP)) for _members, spots in boxes)
    width = max(math.sqrt(area) * 1.4, *(float(_size(spots)[0]) for _members, spots in boxes), 1.0)
    x = y = tallest = 0.0
    for members, spots in boxes:
        wide, tall = _size(spots)
        if x and x + wide > width:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        places[members] = spots - spots.min(axis=0) + (x, y)
        x, tallest = x + wide + GAP, max(tallest, tall)
    return places


def _around(
    names: list[str],
    pairs: NDArray[np.int64],
    pulls: Points,
    known: Mapping[str, tuple[float, float]],
    *,
    seed: int,
) -> Points:
    """New nodes begin beside their linked ones that have a place, or else below the picture."""
    places, still = np.zeros((len(names), 2)), np.zeros(len(names), dtype=bool)
    for number, name in enumerate(names):
        if name in known:
            places[number], still[number] = known[name], True
    below = places[still].max(axis=0)[1] + 2 * SPACE
    spiral = _sunflower(len(names))
    near: dict[int, list[int]] = {}
    for left, right in pairs.tolist():
        near.setdefault(left, []).append(right)
        near.setdefault(right, []).append(left)
    for number in np.flatnonzero(~still).tolist():
        fixed = [other for other in near.get(number, []) if still[other]]
        base = places[fixed].mean(axis=0) if fixed else np.array((places[still].mean(axis=0)[0], below))
        places[number] = base + spiral[number] / 3
    return _settled(places, pairs, pulls, still=still, seed=seed)


def _size(spots: Points) -> Points:
    return np.asarray(spots.max(axis=0) - spots.min(axis=0))


def _sunflower(count: int) -> Points:
    """Evenly spread beginnings, none on top of another."""
    number = np.arange(count)
    radius = SPACE * 0.6 * np.sqrt(number)
    return np.column_stack((radius * np.cos(number * GOLDEN), radius * np.sin(number * GOLDEN)))


def _settled(
    places: Points,
    pairs: NDArray[np.int64],
    pulls: Points,
    *,
    still: NDArray[np.bool_] | None = None,
    seed: int,
) -> Points:
    count = len(places)
    if count < 2:
        return places
    # A breath of disorder, from the seed, so that no two nodes pull along one line for ever.
    places = places + np.random.default_rng(seed).normal(0, 1, places.shape) * (
        1 if still is None else ~still[:, None]
    )
    hottest = SPACE * math.sqrt(count) / 2
    for step in range(ROUNDS):
        moves = _forces(places, pairs, pulls)
        if still is not None:
            moves[still] = 0
        length = np.maximum(np.hypot(moves[:, 0], moves[:, 1]), 1e-9)
        heat = hottest * (1 - step / ROUNDS) ** 2 + 1
        places = places + moves * (np.minimum(length, heat) / length)[:, None]
    return places


def _forces(places: Points, pairs: NDArray[np.int64], pulls: Points) -> Points:
    # Column by column: half the time of one array of shape (nodes, nodes, 2).
    right, down = (places[:, axis, None] - places[None, :, axis] for axis in (0, 1))
    push = SPACE**2 / np.maximum(right**2 + down**2, 1.0)
    moves = np.column_stack(((right * push).sum(axis=1), (down * push).sum(axis=1)))
    if len(pairs):
        along = places[pairs[:, 0]] - places[pairs[:, 1]]
        pull = along * (pulls * np.hypot(along[:, 0], along[:, 1]) / SPACE)[:, None]
        np.add.at(moves, pairs[:, 0], -pull)
        np.add.at(moves, pairs[:, 1], pull)
    # Towards the middle, or loose ends drift away.
    return moves - (places - places.mean(axis=0)) * 0.15
