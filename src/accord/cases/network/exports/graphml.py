"""GraphML (Brandes, Eiglsperger, Herman, Himsolt and Marshall, 2002), as Gephi and yEd read it."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from accord.cases.network import words
from accord.cases.network.exports.tables import told
from accord.cases.network.letters import writable
from accord.cases.network.picture import Picture

SPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {"label": "string", "kind": "string", "group": "int", "since": "string", "x": "int", "y": "int",
             "evidence": "string"}  # fmt: skip
EDGE_KEYS = {"link": "string", "link_since": "string", "link_evidence": "string", "weak": "boolean"}


def as_graphml(picture: Picture) -> str:
    root = Xml.Element("graphml", {"xmlns": SPACE})
    for for_, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for key, kind in keys.items():
            Xml.SubElement(root, "key", {"id": key, "for": for_, "attr.name": key, "attr.type": kind})
    graph = Xml.SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    for node in picture.network.nodes.values():
        thing, place = picture.whole.things[node.id], picture.places[node.id]
        made = Xml.SubElement(graph, "node", {"id": picture.public[node.id]})
        facts = [words.name(thing), words.kind(thing), picture.group(node.id), node.since or "", place.x,
                 place.y, told(picture, node.evidence)]  # fmt: skip
        _data(made, dict(zip(NODE_KEYS, facts, strict=True)))
    for link in picture.network.links:
        ends = {"source": picture.public[link.left], "target": picture.public[link.right]}
        made = Xml.SubElement(graph, "edge", ends)
        facts = [
            words.link(link.kind),
            link.since or "",
            told(picture, link.evidence),
            str(link.weak).lower(),
        ]
        _data(made, dict(zip(EDGE_KEYS, facts, strict=True)))
    return Xml.tostring(root, encoding="unicode", xml_declaration=True)


def _data(element: Xml.Element, facts: dict[str, object]) -> None:
    for key, fact in facts.items():
        if fact != "":
            Xml.SubElement(element, "data", {"key": key}).text = writable(str(fact))
