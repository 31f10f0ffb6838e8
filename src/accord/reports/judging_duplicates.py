"""Pairs within one dossier that may be one person: what an import brought twice, to be answered one after another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from accord.reports import judging
from accord.reports.judging_likeness import Comparison, Likeness, gathered
from accord.reports.models import Identifier, Judgement, Person
from accord.reports.models.judgement import Key

Record = tuple[uuid.UUID, uuid.UUID]  # report and person, within the dossier

SCORED = 200  # pairs that one look compares
LOOKS = 10  # in one request; what was not reached is told as a place to go on from
SHOWN = 20


class Place(NamedTuple):
    """How far a look has come: the ids of the last pair compared."""

    report_id: uuid.UUID
    person_id: uuid.UUID
    other_report_id: uuid.UUID
    other_person_id: uuid.UUID

    def __str__(self) -> str:
        return "~".join(map(str, self))

    @classmethod
    def read(cls, text: str) -> Place | None:
        """The place that an address carries; None for whatever else somebody typed there."""
        try:
            return cls(*map(uuid.UUID, text.split("~")))
        except (TypeError, ValueError):
            return None


START = Place(*[uuid.UUID(int=0)] * 4)
LAST = uuid.UUID(int=(1 << 128) - 1)


@dataclass(frozen=True, slots=True)
class Found:
    """Likely pairs in the order of their records; ``following`` is where to go on, or None at the end."""

    pairs: list[Likeness]
    following: Place | None


def duplicates(dossier_id: uuid.UUID, *, after: Place | None = None) -> Found:
    """The next likely pairs of a dossier that nobody has answered for."""
    found: list[Likeness] = []
    place, compare = after or START, Comparison()
    for _ in range(LOOKS):
        walked = _walk(dossier_id, place)
        if not walked:
            return Found(found, None)
        rows = [row for row in _pairs(dossier_id, walked) if row > place][:SCORED]
        for pair in _scored(dossier_id, rows, compare):
            found.append(pair)
            if len(found) == SHOWN:
                return Found(found, place_of(pair))
        place = rows[-1] if len(rows) == SCORED else Place(walked[-1].report_id, walked[-1].id, LAST, LAST)
    return Found(found, place)


def place_of(pair: Likeness) -> Place:
    return Place(*pair.one.key[1:], *pair.other.key[1:])


def _scored(dossier_id: uuid.UUID, rows: list[Place], compare: Comparison) -> list[Likeness]:
    keys = [(Key(dossier_id, row[0], row[1]), Key(dossier_id, row[2], row[3])) for row in rows]
    persons = judging.persons_at({key for pair in keys for key in pair})
    around = {each.key: each for each in gathered(list(persons.values()))}
    pairs = [compare(around[one], around[other]) for one, other in keys if one in around and other in around]
    return [pair for pair in pairs if pair.score.band is not None]


def _walk(dossier_id: uuid.UUID, after: Place) -> list[Person]:
    """The next records, in the order of their key; one whose pairs were not all looked at comes again."""
    persons = Person.objects.filter(dossier_id=dossier_id)
    ahead = Q(report_id__gt=after.report_id) | Q(report_id=after.report_id, id__gt=after.person_id)
    if after.other_person_id != LAST:
        ahead |= Q(report_id=after.report_id, id=after.person_id)
    return list(
        persons.filter(report_id__gte=after.report_id).filter(ahead).order_by("report_id", "id")[:WALKED]
    )


def _pairs(dossier_id: uuid.UUID, walked: list[Person]) -> list[Place]:
    """What may be one of the walked, in order. Each of the three look-ups is one pass at most: the planner knows not
    how full a dossier is, and would join record by record through whichever index comes first."""
    beside: dict[Record, set[Record]] = defaultdict(set)
    namesakes = _namesakes(dossier_id, walked)
    for one in walked:
        for family, given in ((one.family_folded, one.given_folded), (one.given_folded, one.family_folded)):
            swapped = family != one.family_folded
            beside[one.report_id, one.id] |= {
                record
                for record, name in namesakes.get(family, ())
                if family and _begin_alike(name, given, swapped)
            }
    for one_record, other in _sharing(dossier_id, walked):
        beside[one_record].add(other)
    answered = _answered(dossier_id, walked)
    return sorted(
        Place(*one, *other)
        for one, others in beside.items()
        for other in sorted(each for each in others if each[0] > one[0] and (one, each) not in answered)[:FEW]
    )


def _begin_alike(name: str, given: str, swapped: bool) -> bool:
    if swapped:
        return bool(given) and name == given
    return not name or not given or name[0] == given[0]


def _namesakes(dossier_id: uuid.UUID, walked: list[Person]) -> dict[str, list[tuple[Record, str]]]:
    families = {name for one in walked for name in (one.family_folded, one.given_folded) if name}
    found: dict[str, list[tuple[Record, str]]] = defaultdict(list)
    rows = Person.objects.filter(dossier_id=dossier_id, family_folded__in=families)
    for report, person, family, given in rows.values_list("report_id", "id", "family_folded", "given_folded"):
        found[family].append(((report, person), given))
    return found


def _sharing(dossier_id: uuid.UUID, walked: list[Person]) -> Iterator[tuple[Record, Record]]:
    """Records that share an identifier's form, whoever of the two was walked."""
    linked = Identifier.objects.filter(dossier_id=dossier_id, person_id__isnull=False)
    own = linked.filter(report_id__in={one.report_id for one in walked}).values_list(*_LINK)
    mine: dict[tuple[str, str], list[Record]] = defaultdict(list)
    ours = {(one.report_id, one.id) for one in walked}
    for kind, form, report, person in own:
        if person is not None and (report, person) in ours:
            mine[kind, form].append((report, person))
    theirs = linked.filter(form__in={form for _kind, form in mine}).values_list(*_LINK) if mine else []
    for kind, form, report, person in theirs:
        if person is not None:
            yield from ((one, (report, person)) for one in mine.get((kind, form), ()))


def _answered(dossier_id: uuid.UUID, walked: list[Person]) -> set[tuple[Record, Record]]:
    standing = Judgement.objects.filter(
        dossier_id=dossier_id,
        other_dossier_id=dossier_id,
        undone_at__isnull=True,
        report_id__in={one.report_id for one in walked},
    )
    rows = standing.values_list("report_id", "person_id", "other_report_id", "other_person_id")
    return {((row[0], row[1]), (row[2], row[3])) for row in rows}


# Records that one look walks along, and how many of those that share a name with one are taken: a common name in a
# big import would else pair with itself all day.
WALKED = 1000
FEW = 20
_LINK = ("kind", "form", "report_id", "person_id")
