"""The ties between reports in different cities, as row security shows them to the member who asks.

One statement over identifiers and persons: the database keeps only what was seen in two cities or more, which is
little of ten thousand reports. All comparisons are equality and order, which are leakproof.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import connection

from accord.base import audit
from accord.dossiers.models import Caveat, Dossier
from accord.linkage import IdentifierKind, Judgement
from accord.reports import judging
from accord.reports.corridors.weave import Sighting, Tie
from accord.reports.models import Report
from accord.reports.models.judgement import Key
from accord.reports.places import CITIES
from accord.reports.vocabulary import Outcome

# Premises stay where they are: a hotel named in a report from another city has not travelled.
MOVES = [str(kind) for kind in IdentifierKind if kind != IdentifierKind.PREMISES]
NAME, JUDGED = "name", "judged"

_COUNTED = """
    r.city = ANY(%(cities)s) AND r.outcome = 'open' AND r.withdrawn_at IS NULL
    AND (%(since)s::date IS NULL OR r.occurred_from >= %(since)s::date)
    AND (%(until)s::date IS NULL OR r.occurred_from <= %(until)s::date)
    AND (NOT %(leaving)s OR r.caveat <> %(red)s)
"""
_SEEN = f"""
SELECT kind, what, shown, person_id, dossier_id, report_id, city, day FROM (
    SELECT i.kind, i.form AS what, i.value AS shown, i.person_id, r.dossier_id, r.id AS report_id, r.city,
           r.occurred_from AS day, min(r.city) OVER of_form AS least_city, max(r.city) OVER of_form AS most_city
    FROM report r JOIN identifier i ON i.dossier_id = r.dossier_id AND i.report_id = r.id
    WHERE {_COUNTED} AND i.kind = ANY(%(moves)s)
      AND NOT EXISTS (SELECT 1 FROM common_value c WHERE c.kind = i.kind AND c.form = i.form)
    WINDOW of_form AS (PARTITION BY i.kind, i.form)
) AS identifiers WHERE least_city <> most_city
UNION ALL
SELECT 'name', dossier_id::text || what, shown, person_id, dossier_id, report_id, city, day FROM (
    SELECT p.family_folded || ' ' || p.given_folded || ' ' || p.date_of_birth AS what,
           p.given_name || ' ' || p.family_name AS shown, p.id AS person_id, r.dossier_id, r.id AS report_id, r.city,
           r.occurred_from AS day, min(r.city) OVER of_name AS least_city, max(r.city) OVER of_name AS most_city
    FROM report r JOIN person p ON p.dossier_id = r.dossier_id AND p.report_id = r.id
    WHERE {_COUNTED} AND p.family_folded <> '' AND p.given_folded <> '' AND p.date_of_birth IS NOT NULL
    WINDOW of_name AS (PARTITION BY r.dossier_id, p.family_folded, p.given_folded, p.date_of_birth)
) AS persons WHERE least_city <> most_city
"""


def bounds() -> tuple[date, date] | None:
    """The first and the last day of the reports that may count."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT min(r.occurred_from), max(r.occurred_from) FROM report r WHERE {_COUNTED}",
            _values(None, None, leaving=False),
        )
        first, last = cursor.fetchone()
    return (first, last) if first else None


def ties(
    *, since: date | None = None, until: date | None = None, cities: Iterable[str] = (), leaving: bool = False
) -> list[Tie]:
    """Ties of reports from ``since`` to ``until``, both included, that were seen in two cities or more.

    ``cities``: only what was seen in these. ``leaving``: without reports marked TLP:RED, which stay where they are.
    """
    values = _values(since, until, leaving=leaving, cities=cities)
    standing = judging.judgements(list(Dossier.objects.values_list("id", flat=True)))
    apart = [each for each in standing if each.verdict == Judgement.DIFFERENT]
    same = [each for each in standing if each.verdict == Judgement.SAME]
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        found = list(_grouped(cursor.fetchall(), apart))
    found += _judged(same, values)
    for tie in found:
        for each in tie.sightings:
            audit.touched(each.dossier_id, None)
    return found


def _values(
    since: date | None, until: date | None, *, leaving: bool, cities: Iterable[str] = ()
) -> dict[str, Any]:
    return {
        "cities": list(cities) or list(CITIES), "since": since, "until": until, "moves": MOVES,
        "leaving": leaving, "red": str(Caveat.RED),
    }  # fmt: skip


def _grouped(rows: Iterable[tuple[Any, ...]], apart: Iterable[judging.Judged]) -> Iterator[Tie]:
    """One tie a form or name. A name whose records were judged different ties nothing: the members know better."""
    groups: dict[tuple[str, str], set[Sighting]] = defaultdict(set)
    shown: dict[tuple[str, str], str] = {}
    persons: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for kind, what, written, person_id, dossier_id, report_id, city, day in rows:
        groups[kind, what].add(Sighting(day, city, dossier_id, report_id))
        shown[kind, what] = min(shown.get((kind, what), written), written)
        if kind == NAME:
            persons[kind, what].add(Key(dossier_id, report_id, person_id))
    for group, sightings in groups.items():
        if not any(each.one in persons[group] and each.other in persons[group] for each in apart):
            yield Tie(group[0], shown[group], tuple(sorted(sightings)))


def _judged(same: Iterable[judging.Judged], values: dict[str, Any]) -> Iterator[Tie]:
    """One tie for all records that "same" joins, whether directly or through others."""
    leader: dict[Key, Key] = {}

    def lead(key: Key) -> Key:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for each in same:
        leader[lead(each.one)] = lead(each.other)
    if not leader:
        return
    seen = _reports({(key.dossier_id, key.report_id) for key in leader}, values)
    groups: dict[Key, dict[Key, Sighting]] = defaultdict(dict)
    for key in leader:
        if key.report_id in seen:
            groups[lead(key)][key] = seen[key.report_id]
    groups = {top: group for top, group in groups.items() if len({each.city for each in group.values()}) > 1}
    names = judging.persons_at([key for group in groups.values() for key in group])
    for group in groups.values():
        named = sorted(names[key].name for key in group if key in names)
        yield Tie(JUDGED, next(filter(None, named), ""), tuple(sorted(set(group.values()))))


def _reports(keys: set[tuple[uuid.UUID, uuid.UUID]], values: dict[str, Any]) -> dict[uuid.UUID, Sighting]:
    found = Report.objects.filter(
        pk__in=list(keys), city__in=values["cities"], outcome=Outcome.OPEN, withdrawn_at__isnull=True
    )
    if values["since"]:
        found = found.filter(occurred_from__gte=values["since"])
    if values["until"]:
        found = found.filter(occurred_from__lte=values["until"])
    if values["leaving"]:
        found = found.exclude(caveat=Caveat.RED)
    return {
        row_id: Sighting(day, city, dossier_id, row_id)
        for day, city, dossier_id, row_id in found.values_list("occurred_from", "city", "dossier_id", "id")
    }
