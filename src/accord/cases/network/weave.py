"""From sources and judgements to a network: which nodes there are, what links them, and on what evidence."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from accord.cases.network.judged import Beyond, Perhaps
from accord.cases.network.sources import Named, Source, Value
from accord.linkage.network import Evidence, Link, Network, Node, Partition

# Beyond this many persons in one report, each is linked to the first alone: a list of guests is no circle of friends.
CIRCLE = 12


@dataclass(slots=True)
class Thing:
    """What a node stands for. ``detail``: the kind of an identifier, the role of a person."""

    id: str
    kind: str
    detail: str = ""
    persons: list[Named] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    source: Source | None = None  # of a report, a city or a desk: one that names it
    beyond: list[Beyond] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)  # the earliest first

    @property
    def label(self) -> str:
        """What the picture writes; empty for a person whom nobody has named."""
        if self.persons:
            names = Counter(person.name for person in self.persons if person.name)
            return min(names, key=lambda name: (-names[name], name)) if names else ""
        if self.values:
            return self.values[0].value
        if self.beyond:
            return self.beyond[0].agency
        if self.source is None:
            return ""
        return {
            "city": self.source.city_label, "report": self.source.reference, "desk": self.source.agency,
        }[self.kind]  # fmt: skip


@dataclass(frozen=True)
class Woven:
    """The network by its inner ids, and what each of them stands for. ``of_row``: the node that a row is told by."""

    network: Network
    things: dict[str, Thing]
    sources: dict[str, Source]
    of_row: dict[uuid.UUID, str]

    def hits_between(self, left: str, right: str) -> list[Beyond]:
        """The hits that link a node with a desk to call."""
        both = [*self.things[left].beyond, *self.things[right].beyond]
        return [each for each in both if self.of_row.get(each.subject) in (left, right)]


class _Loom:
    def __init__(self, partition: Partition, kinds: Iterable[str]) -> None:
        self.partition, self.kinds = partition, frozenset(kinds)
        self.things: dict[str, Thing] = {}
        self.links: dict[tuple[str, str, str, bool], list[Evidence]] = defaultdict(list)
        self.of_row: dict[uuid.UUID, str] = {}
        self.person_ids: dict[str, str] = {}

    def thing(self, id_: str, kind: str, evidence: Evidence, detail: str = "") -> Thing:
        made = self.things.get(id_)
        if made is None:
            made = self.things[id_] = Thing(id_, kind, detail)
        _say(made.evidence, evidence)
        return made

    def link(
        self, left: str, right: str, kind: str, evidence: Evidence | None, *, weak: bool = False
    ) -> None:
        if left == right:
            return
        if left > right:
            left, right = right, left
        said = self.links[left, right, kind, weak]
        if evidence is not None:
            _say(said, evidence)

    def person(self, named: Named, evidence: Evidence) -> str:
        """Records that were judged the same are one node, under the lowest of their keys."""
        id_ = self.person_ids.get(named.key)
        if id_ is None:
            id_ = self.person_ids[named.key] = min(self.partition.component_of(named.key))
        made = self.thing(id_, "person", evidence, named.role)
        made.persons.append(named)
        self.of_row[named.row] = id_
        return id_

    def value(self, value: Value, evidence: Evidence) -> str:
        kind = "premises" if value.kind == "premises" else "identifier"
        made = self.thing(f"i:{value.kind}:{value.form}", kind, evidence, value.kind)
        made.values.append(value)
        self.of_row[value.row] = made.id
        return made.id

    def weave(self, source: Source) -> None:
        said = source.evidence
        persons = {
            person.key: self.person(person, said) for person in source.persons if "person" in self.kinds
        }
        values = [(value, self.value(value, said)) for value in source.values if self._draws(value)]
        for value, id_ in values:
            whose = persons.get(value.whose)
            if whose:
                self.link(whose, id_, "named_with", said)
        alone = [id_ for value, id_ in values if value.whose not in persons]
        named = list(dict.fromkeys(persons.values()))
        self._together(named, alone, said)
        everyone = [*named, *dict.fromkeys(id_ for _value, id_ in values)]
        self._placed(source, everyone, said)

    def _draws(self, value: Value) -> bool:
        return ("premises" if value.kind == "premises" else "identifier") in self.kinds

    def _together(self, persons: Sequence[str], alone: Sequence[str], said: Evidence) -> None:
        """What one source names together. An identifier of nobody goes with each person, or with what else is alone."""
        self._circle(persons, said)
        if persons:
            for id_ in alone:
                for person in persons[:CIRCLE]:
                    self.link(person, id_, "same_source", said)
        else:
            self._circle(list(dict.fromkeys(alone)), said)

    def _circle(self, ids: Sequence[str], said: Evidence) -> None:
        pairs = combinations(ids, 2) if len(ids) <= CIRCLE else ((ids[0], other) for other in ids[1:])
        for left, right in pairs:
            self.link(left, right, "same_source", said)

    def _placed(self, source: Source, everyone: Sequence[str], said: Evidence) -> None:
        if "city" in self.kinds and source.place:
            city = self.thing(f"c:{source.place}", "city", said)
            city.source = city.source or source
            for id_ in everyone:
                self.link(id_, city.id, "seen_in", said, weak=True)
        if "report" in self.kinds:
            report = self.thing(source.key, "report", said)
            report.source = source
            for id_ in everyone:
                self.link(id_, report.id, "told_in", said)
        if "desk" in self.kinds:
            desk = self.thing(f"k:{source.agency}", "desk", said)
            desk.source = desk.source or source
            for id_ in everyone:
                self.link(id_, desk.id, "held_by", said, weak=True)

    def lead_beyond(self, beyond: Iterable[Beyond]) -> None:
        for each in beyond:
            subject = self.of_row.get(each.subject)
            if subject is None or "beyond" not in self.kinds:
                continue
            made = self.things.setdefault(each.key, Thing(each.key, "beyond"))
            made.beyond.append(each)
            self.link(subject, each.key, "matched", None, weak=True)

    def doubt(self, perhaps: Iterable[Perhaps]) -> None:
        for each in perhaps:
            left, right = self.person_ids.get(each.left), self.person_ids.get(each.right)
            if left and right:
                self.link(left, right, "perhaps_same", None, weak=True)


def _say(said: list[Evidence], evidence: Evidence) -> None:
    """Once a source: its own come one after another, so that the last one tells."""
    if not said or said[-1] is not evidence:
        said.append(evidence)


def weave(
    sources: Sequence[Source],
    partition: Partition,
    *,
    kinds: Iterable[str],
    beyond: Iterable[Beyond] = (),
    perhaps: Iterable[Perhaps] = (),
) -> Woven:
    """One network of what these sources say, with nodes of these kinds alone."""
    loom = _Loom(partition, kinds)
    for source in sorted(sources, key=lambda source: (source.on, source.reference, source.key)):
        loom.weave(source)
    loom.lead_beyond(beyond)
    loom.doubt(perhaps)
    nodes = [Node(thing.id, thing.kind, evidence=tuple(thing.evidence)) for thing in loom.things.values()]
    links = [
        Link(left, right, kind, tuple(said), weak) for (left, right, kind, weak), said in loom.links.items()
    ]
    by_key = {source.key: source for source in sources}
    return Woven(Network.of(nodes, links), loom.things, by_key, loom.of_row)
