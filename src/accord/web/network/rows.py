"""The picture in words: its nodes, its links, the way between two persons, who connects two cities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accord.cases.network import words
from accord.cases.network.picture import Picture
from accord.cases.network.reading import OPENABLE
from accord.cases.network.weave import Thing
from accord.linkage.folding import fold
from accord.linkage.network import Link
from accord.web.network.address import Address
from accord.web.network.telling import Teller, hits

SHOWN_PAIRS = 3
SHOWN_SENTENCES = 20  # those with the most evidence; the others are ringed in the picture


@dataclass(frozen=True)
class NodeRow:
    id: str
    name: str
    kind: str
    role: str
    group: int  # 0: alone
    links: int
    since: date | None
    last: date | None
    told: SafeString
    open_href: str = ""
    is_open: bool = False
    phone: str = ""
    records: int = 1
    is_person: bool = False


@dataclass(frozen=True)
class LinkRow:
    left: str
    right: str
    link: str
    since: date | None
    told: SafeString
    ids: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class CityPair:
    """Two cities, how many connect them, and where that is answered."""

    first: str
    second: str
    count: int
    href: str


@dataclass(frozen=True)
class Sentence:
    """Who connects: in the first city since, in the second since, the reports that say so."""

    name: str
    kind: str
    since: date | None
    first: SafeString
    second: SafeString


def node_rows(picture: Picture, address: Address, told: Teller) -> list[NodeRow]:
    rows = [_node_row(picture, address, thing, told) for thing in picture.things]
    keys: dict[str, Any] = {
        "links": lambda row: (-row.links, fold(row.name)),
        "name": lambda row: fold(row.name),
        "kind": lambda row: (row.kind, -row.links),
        "since": lambda row: row.since or date.max,
        "last": lambda row: -(row.last or date.min).toordinal(),
        "group": lambda row: (row.group or len(rows), -row.links),
    }
    return sorted(rows, key=keys[address.sort])


def _node_row(picture: Picture, address: Address, thing: Thing, told: Teller) -> NodeRow:
    node, id_ = picture.network.nodes[thing.id], picture.public[thing.id]
    opened = address.asked.opened
    can_open = thing.kind in OPENABLE and id_ not in opened
    return NodeRow(
        id=id_,
        name=words.name(thing),
        kind=words.kind(thing),
        role=words.role(thing),
        group=picture.group(thing.id),
        links=picture.network.degree(thing.id),
        since=node.since,
        last=node.evidence[-1].on if node.evidence else None,
        told=hits(thing.beyond) if thing.beyond else told(node.evidence),
        open_href=address.query(opened=(*opened, id_)) if can_open else "",
        is_open=id_ in opened,
        phone=thing.beyond[0].phone if thing.beyond else "",
        records=len({each.key for each in thing.persons}),
        is_person=thing.kind == "person",
    )


def link_rows(picture: Picture, address: Address, told: Teller) -> list[LinkRow]:
    rows = [_link_row(picture, link, told) for link in picture.network.links]
    keys: dict[str, Any] = {
        "since": lambda row: (row.since or date.max, fold(row.left)),
        "from": lambda row: fold(row.left),
        "to": lambda row: fold(row.right),
        "link": lambda row: (row.link, fold(row.left)),
    }
    return sorted(rows, key=keys[address.links])


def _link_row(picture: Picture, link: Link, told: Teller, left: str = "", right: str = "") -> LinkRow:
    ends = (left or link.left, right or link.right)
    if not left and picture.whole.things[link.right].kind == "person" != picture.whole.things[link.left].kind:
        ends = (link.right, link.left)  # a person comes first
    names = [words.name(picture.whole.things[end]) for end in ends]
    evidence = hits(picture.whole.hits_between(*ends)) if link.kind == "matched" else told(link.evidence)
    ids = (picture.public[ends[0]], picture.public[ends[1]])
    return LinkRow(names[0], names[1], words.link(link.kind), link.since, evidence, ids)


def path_rows(picture: Picture, told: Teller) -> list[LinkRow]:
    return [_link_row(picture, step.link, told, step.left, step.right) for step in picture.path or []]


def sentences(picture: Picture, told: Teller) -> list[Sentence]:
    return [
        Sentence(
            words.name(thing := picture.whole.things[each.node]),
            words.kind(thing),
            each.since,
            told(each.in_first),
            told(each.in_second),
        )
        for each in picture.connectors[:SHOWN_SENTENCES]
    ]


def city_names(picture: Picture) -> list[str]:
    """What the two chosen cities are called."""
    named = {picture.public[thing.id]: words.name(thing) for thing in picture.things}
    return [named.get(city, "") for city in picture.asked.cities]


def heads(address: Address, which: str) -> list[tuple[str, str, bool]]:
    """Head cells of a table: the words, the address that sorts by them, whether they sort it now."""
    words_of = {
        "links": _("Links"), "name": _("Name"), "kind": _("Kind"), "since": _("Since"), "last": _("Last"),
        "group": _("Group"), "link": _("Link"),
        "from": pgettext("end of a link", "From"), "to": pgettext("end of a link", "To"),
    }  # fmt: skip
    order = (
        ("name", "kind", "group", "links", "since", "last")
        if which == "sort"
        else ("from", "link", "to", "since")
    )
    current = getattr(address, which)
    return [(words_of[each], address.query(**{which: each}), each == current) for each in order]


def city_pairs(picture: Picture, address: Address) -> list[CityPair]:
    """The cities that are connected most, so that the question need not be put together first."""
    things = picture.whole.things
    return [
        CityPair(
            words.name(things[one]),
            words.name(things[two]),
            count,
            address.query(cities=(picture.public[one], picture.public[two]), start="", end=""),
        )
        for one, two, count in picture.connected_cities(SHOWN_PAIRS)
    ]
