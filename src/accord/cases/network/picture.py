"""The picture that a reader gets: at most 300 nodes with their places, and the answers to what was asked of it."""

from __future__ import annotations

import gc
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from accord.agencies.models import Member
from accord.base import audit
from accord.cases.network.asked import Asked
from accord.cases.network.reading import Held, read, woven_of
from accord.cases.network.sources import Source, public_id
from accord.cases.network.weave import Thing, Woven
from accord.dossiers.models import Dossier
from accord.linkage.network import (
    Connector,
    Network,
    Position,
    Step,
    communities,
    connected_cities,
    connecting,
    positions,
    shortest_path,
)

MOST_NODES = 300
CONNECTS = ("person", "identifier", "premises")


@dataclass(frozen=True)
class Picture:
    """``network`` is what is drawn; ``whole`` what there is. Inner ids throughout; ``public`` has those of pages.

    ``path`` is None where there is no way, or none was asked for.
    """

    dossier: Dossier
    asked: Asked
    whole: Woven
    network: Network
    places: dict[str, Position]
    public: dict[str, str]
    groups: dict[str, int]
    path: list[Step] | None
    connectors: list[Connector]
    contradictions: list[tuple[str, str]] = field(default_factory=list)
    days: tuple[date, date] | None = None
    capped: bool = False

    @property
    def is_part(self) -> bool:
        return len(self.network.nodes) < len(self.whole.network.nodes)

    @property
    def things(self) -> list[Thing]:
        return [self.whole.things[node] for node in self.network.nodes]

    @property
    def highlighted(self) -> set[str]:
        """The nodes that answer what was asked: those on the way, those that connect."""
        on_way = {end for step in self.path or [] for end in (step.left, step.right)}
        return on_way | {each.node for each in self.connectors} | self._chosen_cities()

    def _chosen_cities(self) -> set[str]:
        return (
            {node for node, name in self.public.items() if name in self.asked.cities}
            if self.connectors
            else set()
        )

    @property
    def holds_what_stays(self) -> bool:
        """Whether something in it may not leave."""
        return any(source.stays for source in self.whole.sources.values())

    def connected_cities(self, most: int) -> list[tuple[str, str, int]]:
        """The pairs of cities that most persons, identifiers and premises of the picture connect, and how many do."""
        return connected_cities(self.network, cities="city", kinds=CONNECTS, most=most)

    def group(self, node: str) -> int:
        """The number of its group, from 1; 0 for a node that belongs to none but itself."""
        mine = self.groups[node]
        return mine + 1 if self._sizes[mine] > 1 else 0

    @cached_property
    def _sizes(self) -> Counter[int]:
        return Counter(self.groups.values())

    def source(self, key: str) -> Source | None:
        return self.whole.sources.get(key)


def draw(
    member: Member,
    dossier: Dossier,
    asked: Asked,
    *,
    held_places: Mapping[str, tuple[float, float]] | None = None,
    only_own_rows: bool = False,
    leaving: bool = False,
) -> Picture:
    """Read, weave, choose, place. ``held_places`` of a saved layout, by public ids.

    ``leaving``: the picture is to leave the platform, and what partners gave as TLP:RED does not go with it.

    ``only_own_rows``: apply them to nodes alone that rows of this very dossier tell of. A colleague's layout must not
    confirm what the colleague holds on another desk.
    """
    with _uncollected():
        held = read(member, dossier, asked)
        if leaving:
            held.sources = [source for source in held.sources if not source.stays]
        whole = woven_of(held, dossier, asked)
        inner = _inner(whole.network, dossier.id) if asked.names_nodes or held_places else {}
        path = _path(whole.network, inner, asked)
        first, second = (inner.get(each, "") for each in asked.cities)
        found = connecting(whole.network, first, second, kinds=CONNECTS)
        keep = {end for step in path or [] for end in (step.left, step.right)}
        keep |= {each.node for each in found} | {first, second}
        for name in asked.opened:
            keep |= {inner[name], *whole.network.neighbours(inner[name])} if name in inner else set()
        network = whole.network.most_connected(MOST_NODES, keep=keep)
    places = _places(network, whole, held, _held(held_places or {}, inner, whole, dossier.id, only_own_rows))
    _note_what_is_shown(network, whole)
    return Picture(
        dossier=dossier, asked=asked, whole=whole, network=network, places=places,
        public={node: public_id(dossier.id, node) for node in network.nodes}, groups=communities(network), path=path,
        connectors=found, contradictions=held.partition.contradictions(), days=_days(held), capped=held.capped,
    )  # fmt: skip


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for garbage: a hundred thousand small objects that all live on made it half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _inner(network: Network, dossier_id: uuid.UUID) -> dict[str, str]:
    """From public ids to inner ones. Of the whole network: an address may name what is not drawn."""
    return {public_id(dossier_id, node): node for node in network.nodes}


def _path(network: Network, inner: Mapping[str, str], asked: Asked) -> list[Step] | None:
    if asked.start not in inner or asked.end not in inner:
        return None
    return shortest_path(network, inner[asked.start], inner[asked.end])


def _held(
    saved: Mapping[str, tuple[float, float]],
    inner: Mapping[str, str],
    whole: Woven,
    dossier_id: uuid.UUID,
    only_own_rows: bool,
) -> dict[str, tuple[float, float]]:
    return {
        inner[name]: place
        for name, place in saved.items()
        if name in inner and (not only_own_rows or _is_told_here(whole, inner[name], dossier_id))
    }


def _is_told_here(whole: Woven, node: str, dossier_id: uuid.UUID) -> bool:
    evidence = whole.things[node].evidence
    return any(whole.sources[each.source].dossier_id == dossier_id for each in evidence)


def _places(
    network: Network, whole: Woven, held: Held, saved: Mapping[str, tuple[float, float]]
) -> dict[str, Position]:
    """What was there before a hop keeps its place, and what the hop brought in settles around it."""
    known: dict[str, tuple[float, float]] = {node: saved[node] for node in network.nodes if node in saved}
    if not known and len(held.sources) > len(held.base):
        before = _before(network, whole, held.base)
        known = {node: (place.x, place.y) for node, place in positions(network.within(before)).items()}
    return positions(network, held=known)


def _before(network: Network, whole: Woven, base: Collection[str]) -> set[str]:
    return {
        node
        for node in network.nodes
        if not whole.things[node].evidence or any(each.source in base for each in whole.things[node].evidence)
    }


def _days(held: Held) -> tuple[date, date] | None:
    days = [source.on for source in held.sources]
    return (min(days), max(days)) if days else None


def _note_what_is_shown(network: Network, whole: Woven) -> None:
    """The rows behind the picture, for the audit entry of the request."""
    for source in whole.sources.values():
        audit.touched(source.dossier_id, None)
    for node in network.nodes:
        for said in whole.things[node].evidence:
            source = whole.sources[said.source]
            audit.touched(source.dossier_id, source.row)
