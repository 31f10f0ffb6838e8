"""What each shape, sign and colour of the picture stands for: those that are in it."""

from __future__ import annotations

from typing import NamedTuple

from accord.cases.network.asked import KINDS
from accord.cases.network.picture import Picture
from accord.cases.network.shapes import LOOKS, Look
from accord.cases.network.words import NODE_KINDS


class Entry(NamedTuple):
    text: str
    look: Look
    corners: str


def legend(picture: Picture) -> list[Entry]:
    there = {node.kind for node in picture.network.nodes.values()}
    return [
        Entry(str(NODE_KINDS[kind]), LOOKS[kind], " ".join(f"{x},{y}" for x, y in LOOKS[kind].outline))
        for kind in KINDS
        if kind in there
    ]
