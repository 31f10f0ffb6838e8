"""Who connects two cities: the persons and identifiers seen in both; and which cities are connected most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from accord.linkage.network.graph import Evidence, Network


@dataclass(frozen=True, slots=True)
class Connector:
    """A node seen in both cities. ``since`` is the day from which both were known: the later of the two first days."""

    node: str
    in_first: tuple[Evidence, ...]
    in_second: tuple[Evidence, ...]

    @property
    def since(self) -> date | None:
        firsts = [min((each.on for each in side), default=None) for side in (self.in_first, self.in_second)]
        return max((each for each in firsts if each is not None), default=None)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(sorted({*self.in_first, *self.in_second}))


def connecting(network: Network, first: str, second: str, *, kinds: Collection[str]) -> list[Connector]:
    """Neighbours, of these kinds, of both city nodes: those with the most evidence first."""
    if first == second or first not in network.nodes or second not in network.nodes:
        return []
    seen = [_seen_in(network, city, kinds) for city in (first, second)]
    found = [Connector(node, seen[0][node], seen[1][node]) for node in seen[0].keys() & seen[1].keys()]
    return sorted(found, key=lambda each: (-len(each.evidence), each.since or date.max, each.node))


def connected_cities(
    network: Network, *, cities: str, kinds: Collection[str], most: int
) -> list[tuple[str, str, int]]:
    """Pairs of nodes of kind ``cities`` and how many neighbours, of these kinds, both have: the most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for node, thing in network.nodes.items():
        if thing.kind in kinds:
            beside = {link.other(node) for link in network.beside[node]}
            counts.update(combinations(sorted(end for end in beside if network.nodes[end].kind == cities), 2))
    best = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:most]
    return [(first, second, count) for (first, second), count in best]


def _seen_in(network: Network, city: str, kinds: Collection[str]) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for link in network.beside[city]:
        node = link.other(city)
        if network.nodes[node].kind in kinds:
            found[node] = tuple(sorted({*found.get(node, ()), *link.evidence}))
    return found
