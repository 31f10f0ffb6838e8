"""Nodes and links as CSV that a spreadsheet opens without running anything that somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from accord.base.sheets import sheet
from accord.cases.network import words
from accord.cases.network.picture import Picture
from accord.linkage.network import Evidence

MOST_TOLD = 50  # pieces of evidence in one cell


def nodes_as_csv(picture: Picture) -> str:
    head = ["id", "kind", "name", "role", "group", "since", "last", "evidence"]
    rows = (
        [
            picture.public[node.id],
            words.kind(thing := picture.whole.things[node.id]),
            words.name(thing),
            words.role(thing),
            picture.group(node.id),
            node.since or "",
            node.evidence[-1].on if node.evidence else "",
            told(picture, node.evidence),
        ]
        for node in picture.network.nodes.values()
    )
    return sheet(head, rows)


def links_as_csv(picture: Picture) -> str:
    head = ["from", "to", "from_name", "to_name", "link", "since", "evidence"]
    things = picture.whole.things
    rows = (
        [
            picture.public[link.left],
            picture.public[link.right],
            words.name(things[link.left]),
            words.name(things[link.right]),
            words.link(link.kind),
            link.since or "",
            told(picture, link.evidence),
        ]
        for link in picture.network.links
    )
    return sheet(head, rows)


def told(picture: Picture, evidence: Sequence[Evidence]) -> str:
    """``R-7K3M-92QD 2026-03-01 1A SPVM TLP:AMBER; …``, the earliest first, at most ``MOST_TOLD``."""
    said = "; ".join(_one(picture, each) for each in evidence[:MOST_TOLD])
    more = len(evidence) - MOST_TOLD
    return f"{said}; + {more}" if more > 0 else said


def _one(picture: Picture, said: Evidence) -> str:
    source = picture.source(said.source)
    more = [source.agency, f"TLP:{source.caveat.upper()}"] if source else []
    return " ".join(filter(None, [said.reference, said.on.isoformat(), said.grade, *more]))
