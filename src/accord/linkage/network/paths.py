"""How two nodes are connected: the shortest way, with the evidence of each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from accord.linkage.network.graph import Link, Network

WEAK_COST = 5.0  # a common city says little: four telephones and names in between say more


@dataclass(frozen=True, slots=True)
class Step:
    """From one node to the next, over a link."""

    left: str
    right: str
    link: Link


def cost_of(link: Link) -> float:
    return WEAK_COST if link.weak else 1.0


def shortest_path(
    network: Network, start: str, end: str, *, cost: Callable[[Link], float] = cost_of
) -> list[Step] | None:
    """The cheapest way from one node to the other; [] from a node to itself, None where there is none."""
    if start not in network.nodes or end not in network.nodes:
        return None
    best = _best_links(network, cost)
    names, order = sorted(network.nodes), network.order
    graph = _matrix(best, order, cost)
    _far, came_from = dijkstra(graph, directed=False, indices=order[start], return_predecessors=True)
    steps: list[Step] = []
    here = order[end]
    while here != order[start]:
        before = int(came_from[here])
        if before < 0:
            return None
        left, right = names[before], names[here]
        steps.append(Step(left, right, best[_key(left, right)]))
        here = before
    return steps[::-1]


def _key(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def _best_links(network: Network, cost: Callable[[Link], float]) -> dict[tuple[str, str], Link]:
    """One link a pair: the cheapest, then the one with the most evidence."""
    best: dict[tuple[str, str], Link] = {}
    for link in network.links:
        if link.left == link.right:
            continue
        key = _key(link.left, link.right)
        known = best.get(key)
        if known is None or (cost(link), -len(link.evidence)) < (cost(known), -len(known.evidence)):
            best[key] = link
    return best


def _matrix(
    best: dict[tuple[str, str], Link], order: dict[str, int], cost: Callable[[Link], float]
) -> csr_array:
    ends = np.array([(order[left], order[right]) for left, right in best], dtype=np.int32).reshape(-1, 2)
    weights = np.array([cost(link) for link in best.values()], dtype=np.float64)
    return csr_array((weights, (ends[:, 0], ends[:, 1])), shape=(len(order), len(order)))
