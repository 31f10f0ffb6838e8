"""Which sources a picture has: the dossier's own, what was given into it, and, when asked, one hop further."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.agencies.models import Member
from accord.cases import actions, queries
from accord.cases.network import desks, disclosed, judged
from accord.cases.network.asked import Asked
from accord.cases.network.sources import Source, Value, public_id
from accord.cases.network.weave import Thing, Woven, weave
from accord.dossiers.disclosed import is_readable
from accord.dossiers.models import Dossier, Kind
from accord.dossiers.queries import dossiers_of, seats_of
from accord.linkage.network import Partition
from accord.reports.judging import Judged, judgements

OPENABLE = ("person", "identifier", "premises")
NETWORKED = (Kind.DESK, Kind.CASE)


@dataclass
class Held:
    """What was read. ``base``: keys of the sources that were there before any hop. ``capped``: older reports remain."""

    sources: list[Source] = field(default_factory=list)
    base: frozenset[str] = frozenset()
    partition: Partition = field(default_factory=Partition)
    perhaps: list[judged.Perhaps] = field(default_factory=list)
    capped: bool = False

    def add(self, more: Sequence[Source]) -> bool:
        known = {source.key for source in self.sources}
        new = [source for source in more if source.key not in known]
        self.sources += new
        return bool(new)


def read(member: Member, dossier: Dossier, asked: Asked) -> Held:
    """Everything that the member may see for this picture, before dates and grades are looked at."""
    others = {
        each.id: each
        for each in dossiers_of(seats_of(member)).values()
        if each.kind in NETWORKED and each.id != dossier.id
    }
    held = Held(desks.all_of(dossier))
    held.capped = len(held.sources) >= desks.MOST_REPORTS
    if dossier.kind == Kind.CASE:
        _add_what_was_given(held, member, dossier, others)
    held.base = frozenset(source.key for source in held.sources)
    judged.take_in(held.partition, standing := judgements([dossier.id, *others]))
    if asked.desks:
        held.add(_one_hop(held.sources, others, standing))
    if asked.opened:
        _open(held, dossier, asked, others, standing)
    return held


def _add_what_was_given(held: Held, member: Member, case: Dossier, others: dict[uuid.UUID, Dossier]) -> None:
    """Disclosures both ways, and the reports of our own whose hits became the case."""
    rows = [row for row in queries.received_in(case.id) if is_readable(row)]
    actions.read_disclosures(by=member, received=rows)
    received = disclosed.sources_of(rows)
    given = disclosed.sources_of(row for row in queries.given_into(case.id) if is_readable(row))
    hits = judged.hits_of_case(case.id, others)
    keys = [
        *judged.records_of(hits),
        *desks.by_reference((each.dossier_id, each.reference) for each in given if each.reference),
    ]
    held.add(received)
    held.add(desks.by_key(keys, others))
    held.add(disclosed.without_copies(given, held.sources))
    held.perhaps = judged.judge(held.partition, hits, received)


def _one_hop(
    sources: Sequence[Source], others: dict[uuid.UUID, Dossier], standing: Sequence[Judged]
) -> list[Source]:
    """Reports of one's other dossiers that share an identifier or a name, or whose person was judged the same."""
    values = {(value.kind, value.form) for source in sources for value in source.values}
    names = {person.folded for source in sources for person in source.persons}
    rows = {person.row for source in sources for person in source.persons}
    keys = [*desks.sharing(list(others), values, names), *judged.partners(rows, standing)]
    return desks.by_key(keys, others)


def _open(
    held: Held, dossier: Dossier, asked: Asked, others: dict[uuid.UUID, Dossier], standing: Sequence[Judged]
) -> None:
    """One hop from each opened node, as often as a hop brings in another that is to be opened."""
    waiting = set(asked.opened)
    while waiting:
        woven = weave(held.sources, held.partition, kinds=OPENABLE)
        found = {
            name: thing
            for thing in woven.things.values()
            if (name := public_id(dossier.id, thing.id)) in waiting
        }
        waiting -= found.keys()
        values = {
            (value.kind, value.form) for thing in found.values() for value in _values(thing, held.sources)
        }
        names = {person.folded for thing in found.values() for person in thing.persons}
        rows = {person.row for thing in found.values() for person in thing.persons}
        keys = desks.sharing(list(others), values, names) if found else []
        keys += judged.partners(rows, standing)
        if not keys or not held.add(desks.by_key(keys, others)):
            return


def _values(thing: Thing, sources: Sequence[Source]) -> list[Value]:
    """The identifiers to look for: its own, or those that are a person's."""
    if thing.kind != "person":
        return thing.values
    keys = {person.key for person in thing.persons}
    return [value for source in sources for value in source.values if value.whose in keys]


def woven_of(held: Held, dossier: Dossier, asked: Asked) -> Woven:
    """The network of what the dates and grades let through."""
    sources = [source for source in held.sources if asked.admits(source)]
    kinds = asked.kinds
    found = judged.beyond(dossier.id, sources) if "beyond" in kinds else []
    return weave(sources, held.partition, kinds=kinds, beyond=found, perhaps=held.perhaps)
