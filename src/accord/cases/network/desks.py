"""Reports as sources: all of a dossier, some by their ids, or those of other dossiers that share something.

Read as plain values in three queries, because ten thousand model instances cost more than the picture itself; what is
shown of them is noted for the audit entry by ``picture.draw``.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from accord.cases.network.sources import Named, Source, Value
from accord.dossiers.models import Dossier
from accord.reports.models import Identifier, Person, Report

MOST_REPORTS = 10_000  # of a dossier, the newest first
MOST_SHARING = 2_000  # reports of other dossiers that one hop brings in
MOST_ASKED = 5_000  # values or names that one hop looks for

Key = tuple[uuid.UUID, uuid.UUID]
REPORT = (
    "dossier_id", "id", "reference", "occurred_from", "city", "city_other", "grading_scheme", "source_grade",
    "information_grade", "caveat",
)  # fmt: skip
FIELDS = (
    "dossier_id", "row", "reference", "on", "city", "city_other", "scheme", "source_grade", "information_grade",
    "caveat",
)  # fmt: skip
PERSON = (
    "dossier_id", "report_id", "id", "role", "given_name", "family_name", "given_folded", "family_folded",
    "aliases", "date_of_birth", "sex",
)  # fmt: skip
IDENTIFIER = ("dossier_id", "report_id", "id", "person_id", "kind", "form", "value", "context")


def person_key(row: uuid.UUID) -> str:
    return f"p:{row}"


def standing() -> QuerySet[Report]:
    """Reports that still speak: neither withdrawn nor closed without indicators."""
    return Report.objects.filter(outcome="open", withdrawn_at__isnull=True)


def all_of(dossier: Dossier) -> list[Source]:
    """The newest reports of a dossier, at most ``MOST_REPORTS``."""
    newest = standing().filter(dossier_id=dossier.id).order_by("-created_at", "-id")
    rows = list(newest.values_list(*REPORT)[:MOST_REPORTS])
    within = Q(dossier_id=dossier.id)
    if len(rows) == MOST_REPORTS:  # the list is the database's to make: ten thousand ids are slow to send
        within &= Q(report_id__in=newest.values("id")[:MOST_REPORTS])
    return _sources(rows, within, {dossier.id: dossier})


def by_key(keys: Iterable[Key], dossiers: dict[uuid.UUID, Dossier]) -> list[Source]:
    """These reports, as far as they stand and may be seen."""
    wanted: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for dossier_id, report_id in keys:
        if dossier_id in dossiers:
            wanted[dossier_id].append(report_id)
    if not wanted:
        return []
    reports, within = Q(), Q()
    for dossier_id, ids in wanted.items():
        reports |= Q(dossier_id=dossier_id, id__in=ids)
        within |= Q(dossier_id=dossier_id, report_id__in=ids)
    rows = list(standing().filter(reports).order_by("-created_at", "-id").values_list(*REPORT)[:MOST_SHARING])
    return _sources(rows, within, dossiers)


def by_reference(references: Iterable[tuple[uuid.UUID, str]]) -> list[Key]:
    """The reports that these references of a dossier name."""
    wanted = Q()
    for dossier_id, reference in references:
        wanted |= Q(dossier_id=dossier_id, reference=reference)
    return list(standing().filter(wanted).values_list("dossier_id", "id")) if wanted else []


def sharing(
    dossiers: Collection[uuid.UUID], values: Collection[tuple[str, str]], names: Collection[tuple[str, str]]
) -> list[Key]:
    """Reports of these dossiers with one of these identifiers (kind, form) or full names (given, family, folded)."""
    if not dossiers:
        return []
    found: dict[Key, None] = {}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, form in sorted(values)[:MOST_ASKED]:
        by_kind[kind].append(form)
    for kind, forms in by_kind.items():
        rows = Identifier.objects.filter(dossier_id__in=dossiers, kind=kind, form__in=forms)
        found |= dict.fromkeys(rows.values_list("dossier_id", "report_id")[:MOST_SHARING])
    full = sorted(name for name in names if all(name))[:MOST_ASKED]
    if full:
        named = Person.objects.filter(dossier_id__in=dossiers, family_folded__in={each[1] for each in full})
        matching = named.filter(given_folded__in={each[0] for each in full})
        asked = set(full)
        for *key, given, family in matching.values_list(
            "dossier_id", "report_id", "given_folded", "family_folded"
        )[:MOST_SHARING]:
            if (given, family) in asked:
                found[key[0], key[1]] = None
    return list(found)[:MOST_SHARING]


def _sources(rows: list[tuple[Any, ...]], within: Q, dossiers: dict[uuid.UUID, Dossier]) -> list[Source]:
    if not rows:
        return []
    persons: dict[Key, list[Named]] = defaultdict(list)
    for person in Person.objects.filter(within).order_by("created_at", "id").values_list(*PERSON):
        persons[person[0], person[1]].append(_named(person))
    values: dict[Key, list[Value]] = defaultdict(list)
    for identifier in Identifier.objects.filter(within).order_by("created_at", "id").values_list(*IDENTIFIER):
        values[identifier[0], identifier[1]].append(_value(identifier))
    return [
        Source(
            key=f"r:{row[0]}/{row[1]}",
            own=True,
            agency=dossiers[row[0]].title,
            persons=tuple(persons[row[0], row[1]]),
            values=tuple(values[row[0], row[1]]),
            **dict(zip(FIELDS, row, strict=True)),
        )
        for row in rows
    ]


def _named(row: tuple[Any, ...]) -> Named:
    _dossier, _report, id_, role, given, family, given_folded, family_folded, aliases, born, sex = row
    name = f"{given} {family}".strip() or (aliases[0] if aliases else "")
    return Named(person_key(id_), id_, name, role, (given_folded, family_folded), tuple(aliases), born, sex)


def _value(row: tuple[Any, ...]) -> Value:
    _dossier, _report, id_, person_id, kind, form, value, context = row
    return Value(id_, kind, form, value, context, person_key(person_id) if person_id else "")
