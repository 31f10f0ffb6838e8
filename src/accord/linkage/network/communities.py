"""Communities: groups inside a component that have more links among themselves than with the rest.

Label propagation (Raghavan, Albert and Kumara, "Near linear time algorithm to detect community structures in
large-scale networks", Physical Review E 76, 2007), with lots drawn from a seed: the same network gives the same groups.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from accord.linkage.network.graph import Network

ROUNDS = 30


def communities(network: Network, *, seed: int = 7) -> dict[str, int]:
    """The group of each node by strong links, numbered from 0, the largest first."""
    lots = np.random.default_rng(seed)
    names = sorted(network.nodes)
    rank = dict(zip(names, lots.permutation(len(names)).tolist(), strict=True))
    beside = {
        node: [link.other(node) for link in network.beside[node] if not link.weak and link.left != link.right]
        for node in names
    }
    label = dict(rank)
    for _round in range(ROUNDS):
        if not _propagate([names[place] for place in lots.permutation(len(names))], beside, label):
            break
    return _numbered(names, label)


def _propagate(order: list[str], beside: dict[str, list[str]], label: dict[str, int]) -> bool:
    changed = False
    for node in order:
        votes = Counter(label[other] for other in beside[node])
        if not votes:
            continue
        most = max(votes.values())
        best = [each for each, count in votes.items() if count == most]
        if label[node] not in best:
            label[node], changed = min(best), True
    return changed


def _numbered(names: list[str], label: dict[str, int]) -> dict[str, int]:
    sizes = Counter(label.values())
    first: dict[int, int] = {}
    for place, node in enumerate(names):
        first.setdefault(label[node], place)
    ranked = sorted(sizes, key=lambda each: (-sizes[each], first[each]))
    number = {each: rank for rank, each in enumerate(ranked)}
    return {node: number[label[node]] for node in names}
