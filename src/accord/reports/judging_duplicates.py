"""Pairs within one dossier that may be one person: what an import brought twice, to be answered one after another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from accord.reports import judging
from accord.reports.judging_likeness import Likeness, gathered, likeness
from accord.reports.models.judgement import Key

SCORED = 200  # pairs that one look compares
LOOKS = 5  # in one request; what was not reached is told as a place to go on from
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


@dataclass(frozen=True, slots=True)
class Found:
    """Likely pairs in the order of their records; ``following`` is where to go on, or None at the end."""

    pairs: list[Likeness]
    following: Place | None


def duplicates(dossier_id: uuid.UUID, *, after: Place | None = None) -> Found:
    """The next likely pairs of a dossier that nobody has answered for."""
    found: list[Likeness] = []
    place = after or START
    for _ in range(LOOKS):
        rows = _pairs(dossier_id, place)
        for pair in _scored(dossier_id, rows):
            found.append(pair)
            if len(found) == SHOWN:
                return Found(found, place_of(pair))
        if len(rows) < SCORED:
            return Found(found, None)
        place = rows[-1]
    return Found(found, place)


def place_of(pair: Likeness) -> Place:
    return Place(*pair.one.key[1:], *pair.other.key[1:])


def _scored(dossier_id: uuid.UUID, rows: list[Place]) -> list[Likeness]:
    keys = [(Key(dossier_id, row[0], row[1]), Key(dossier_id, row[2], row[3])) for row in rows]
    persons = judging.persons_at({key for pair in keys for key in pair})
    around = {each.key: each for each in gathered(list(persons.values()))}
    pairs = [likeness(around[one], around[other]) for one, other in keys if one in around and other in around]
    return [pair for pair in pairs if pair.score.band is not None]


def _pairs(dossier_id: uuid.UUID, after: Place) -> list[Place]:
    with connection.cursor() as cursor:
        cursor.execute(
            _PAIRS,
            {
                "dossier": dossier_id,
                "few": FEW,
                "most": SCORED,
                "report": after.report_id,
                "person": after.person_id,
                "other_report": after.other_report_id,
                "other_person": after.other_person_id,
            },
        )
        return [Place(*row) for row in cursor.fetchall()]


# Of the records that share a name, the next few: a common name in a big import would else pair with itself all day.
FEW = 20
# One walk along the persons' own key; beside each, three look-ups that the indexes by name and by form serve.
_PAIRS = """
SELECT a.report_id, a.id, b.report_id, b.id
FROM person a CROSS JOIN LATERAL (
    (SELECT n.report_id, n.id FROM person n
     WHERE n.dossier_id = %(dossier)s AND n.family_folded = a.family_folded AND a.family_folded <> ''
       AND (left(n.given_folded, 1) = left(a.given_folded, 1) OR n.given_folded = '' OR a.given_folded = '')
       AND n.report_id > a.report_id ORDER BY n.report_id, n.id LIMIT %(few)s)
    UNION
    (SELECT n.report_id, n.id FROM person n
     WHERE n.dossier_id = %(dossier)s AND n.family_folded = a.given_folded AND n.given_folded = a.family_folded
       AND a.family_folded <> '' AND a.given_folded <> '' AND n.report_id > a.report_id
     ORDER BY n.report_id, n.id LIMIT %(few)s)
    UNION
    (SELECT theirs.report_id, theirs.person_id FROM identifier mine
     JOIN identifier theirs ON theirs.dossier_id = %(dossier)s AND theirs.kind = mine.kind AND theirs.form = mine.form
     WHERE mine.dossier_id = %(dossier)s AND mine.report_id = a.report_id AND mine.person_id = a.id
       AND theirs.person_id IS NOT NULL AND theirs.report_id > a.report_id
     ORDER BY theirs.report_id, theirs.person_id LIMIT %(few)s)
) AS b
WHERE a.dossier_id = %(dossier)s AND (a.report_id, a.id) >= (%(report)s, %(person)s)
  AND (a.report_id, a.id, b.report_id, b.id) > (%(report)s, %(person)s, %(other_report)s, %(other_person)s)
  AND NOT EXISTS (
    SELECT FROM judgement j
    WHERE j.dossier_id = %(dossier)s AND j.report_id = a.report_id AND j.person_id = a.id
      AND j.other_dossier_id = %(dossier)s AND j.other_report_id = b.report_id AND j.other_person_id = b.id
      AND j.undone_at IS NULL)
ORDER BY a.report_id, a.id, b.report_id, b.id LIMIT %(most)s
"""
