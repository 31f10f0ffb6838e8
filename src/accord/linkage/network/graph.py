"""Nodes, links and the evidence of each link. Ids are opaque; what they stand for is the caller's affair."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

WEAK_WEIGHT = 0.2


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """What says so: a report by its reference, when it happened, how it is graded ("" where it is not)."""

    on: date
    reference: str
    grade: str = ""
    source: str = ""  # the caller's key of it


@dataclass(frozen=True, slots=True)
class Node:
    """``kind`` is the caller's word: "person", "phone", "city"…; ``evidence`` has the earliest first."""

    id: str
    kind: str
    label: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def since(self) -> date | None:
        return min((each.on for each in self.evidence), default=None)


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes and why they are linked. ``weak`` ones (a shared city, a desk) are drawn but join nobody."""

    left: str
    right: str
    kind: str
    evidence: tuple[Evidence, ...] = ()
    weak: bool = False

    @property
    def since(self) -> date | None:
        return min((each.on for each in self.evidence), default=None)

    def other(self, end: str) -> str:
        return self.right if end == self.left else self.left


@dataclass(frozen=True)
class Network:
    """Links between nodes that it does not hold are refused with ``KeyError``."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        for link in self.links:
            if link.left not in self.nodes or link.right not in self.nodes:
                raise KeyError(f"{link.left}-{link.right}")

    @classmethod
    def of(cls, nodes: Iterable[Node], links: Iterable[Link]) -> Network:
        return cls({node.id: node for node in nodes}, tuple(links))

    @cached_property
    def order(self) -> dict[str, int]:
        """The number of each node, in sorted order of ids: the same network gives the same numbers."""
        return {node: number for number, node in enumerate(sorted(self.nodes))}

    @cached_property
    def beside(self) -> dict[str, list[Link]]:
        """The links of each node."""
        found: dict[str, list[Link]] = {node: [] for node in self.nodes}
        for link in self.links:
            found[link.left].append(link)
            if link.right != link.left:
                found[link.right].append(link)
        return found

    def degree(self, node: str) -> int:
        return len(self.beside[node])

    def weight(self, node: str) -> float:
        """How well connected it is: five weak links count as one."""
        return sum(WEAK_WEIGHT if link.weak else 1.0 for link in self.beside[node])

    def neighbours(self, node: str) -> Iterator[str]:
        return (link.other(node) for link in self.beside[node])

    def pairs(self, *, weak: bool = True) -> NDArray[np.int64]:
        """Links as numbers of ``order``: an array of shape (links, 2)."""
        rows = [
            (self.order[link.left], self.order[link.right]) for link in self.links if weak or not link.weak
        ]
        return np.array(rows, dtype=np.int64).reshape(-1, 2)

    def within(self, kept: Collection[str]) -> Network:
        """What remains of it when only these nodes are kept."""
        return Network(
            {id_: node for id_, node in self.nodes.items() if id_ in kept},
            tuple(link for link in self.links if link.left in kept and link.right in kept),
        )

    def most_connected(self, most: int, *, keep: Collection[str] = ()) -> Network:
        """The ``most`` best connected nodes, those to keep first; ties go by id."""
        if len(self.nodes) <= most:
            return self
        ranked = sorted(self.nodes, key=lambda node: (node not in keep, -self.weight(node), node))
        return self.within(set(ranked[:most]))
