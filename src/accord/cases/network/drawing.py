"""The picture as SVG, for paper, for a file and for browsers without scripts. No style attributes: the policy of the
pages forbids them, and a file must look the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import gettext

from accord.cases.network import words
from accord.cases.network.letters import writable
from accord.cases.network.picture import Picture
from accord.cases.network.shapes import LOOKS, RADIUS
from accord.linkage.network import Position

MARGIN = 80
LINE, WEAK, HIGHLIGHT = "#3f4a4d", "#7b8689", "#b3261e"


def drawing(picture: Picture, *, width: str = "") -> str:
    """A whole SVG document fragment with title and description. ``width``: "100%" within a page."""
    left, top, wide, tall = _frame(list(picture.places.values()))
    size = f' width="{width}"' if width else f' width="{wide}" height="{tall}"'
    title, description = gettext("Network"), gettext("The tables below tell the same in words.")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="network-title network-desc"{size} '
        f'viewBox="{left} {top} {wide} {tall}" font-family="Noto Sans, sans-serif" font-size="12">',
        f'<title id="network-title">{escape(title)}</title>',
        f'<desc id="network-desc">{escape(description)}</desc>',
        *_links(picture),
        *_nodes(picture),
        "</svg>",
    ]
    return "".join(parts)


def _frame(places: list[Position]) -> tuple[int, int, int, int]:
    xs, ys = [place.x for place in places] or [0], [place.y for place in places] or [0]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return left, top, max(xs) + MARGIN - left, max(ys) + MARGIN - top


def _links(picture: Picture) -> Iterator[str]:
    lit = {frozenset((step.left, step.right)) for step in picture.path or []}
    for link in picture.network.links:
        here, there = picture.places[link.left], picture.places[link.right]
        bright = frozenset((link.left, link.right)) in lit or _connects(picture, link.left, link.right)
        stroke = HIGHLIGHT if bright else WEAK if link.weak else LINE
        dash = ' stroke-dasharray="3 5"' if link.kind in ("matched", "perhaps_same") else ""
        thick = 4 if bright else 1 if link.weak else 2
        yield (
            f'<line x1="{here.x}" y1="{here.y}" x2="{there.x}" y2="{there.y}" stroke="{stroke}" '
            f'stroke-width="{thick}"{dash}/>'
        )


def _connects(picture: Picture, left: str, right: str) -> bool:
    """A link between a chosen city and what connects it with the other."""
    lit = picture.highlighted if picture.connectors else set()
    cities = {picture.public[left], picture.public[right]} & set(picture.asked.cities)
    return bool(cities) and left in lit and right in lit


def _nodes(picture: Picture) -> Iterator[str]:
    lit = picture.highlighted
    for node, place in picture.places.items():
        thing = picture.whole.things[node]
        look, name = LOOKS[thing.kind], writable(words.name(thing))
        ring = (
            f' stroke="{HIGHLIGHT}" stroke-width="5"' if node in lit else ' stroke="#ffffff" stroke-width="2"'
        )
        corners = " ".join(f"{x},{y}" for x, y in look.outline)
        outline = (
            f'<polygon points="{corners}" fill="{look.fill}"{ring}/>'
            if corners
            else f'<circle r="{RADIUS}" fill="{look.fill}"{ring}/>'
        )
        short = writable(words.short(thing))
        yield (
            f'<g transform="translate({place.x} {place.y})"><title>{escape(words.kind(thing))}: {escape(name)}</title>'
            f'{outline}<path d="{look.sign}" transform="translate(-9 -9) scale(.75)" fill="#ffffff" '
            f'fill-rule="evenodd"/><text y="32" text-anchor="middle" fill="#0b0c0c">{escape(short)}</text></g>'
        )
