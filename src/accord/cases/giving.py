"""What of a report may be given into a joint case, part by part, and what a member has picked of it."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from accord.cases import rules, words
from accord.reports.models import Identifier, Person, Report

# What is ticked together, in the order of the page. The database has its own list (functions.sql): both must agree.
REPORT_FIELDS = {
    "reference": ("reference",),
    "file_number": ("file_number",),
    "occurred_from": ("occurred_from", "occurred_to", "occurred_time"),
    "city": ("city", "city_other"),
    "place_kind": ("place_kind",),
    "place": ("place",),
    "exploitation": ("exploitation",),
    "prong": ("prong",),
    "source_grade": ("source_grade", "information_grade", "handling"),
    "narrative": ("narrative",),
}
PERSON_FIELDS = {
    "given_name": ("given_name", "family_name"),
    "aliases": ("aliases",),
    "role": ("role",),
    "date_of_birth": ("date_of_birth",),
    "age_from": ("age_from", "age_to"),
    "sex": ("sex",),
    "city": ("city",),
    "street": ("street_number", "street", "postal_code"),
    "birth_place": ("birth_place",),
    "occupation": ("occupation",),
}
IDENTIFIER_FIELDS = {"value": ("kind", "value", "context")}


@dataclass(frozen=True)
class Offer:
    """One box to tick: the columns that go together, and how each reads."""

    code: str
    columns: tuple[str, ...]
    values: tuple[tuple[str, str], ...]  # (column, frozen text), the empty ones left out

    def lines(self, subject: str) -> list[tuple[str, str]]:
        return [(words.label(name), words.shown(subject, name, value)) for name, value in self.values]


@dataclass(frozen=True)
class Part:
    """A report, or a person or identifier of it. ``kept_because`` says why it must stay, or is empty."""

    subject: str
    subject_id: uuid.UUID
    title: str
    kept_because: str
    offers: tuple[Offer, ...]
    words_kept_because: str = ""  # of a report: why its narrative or its place is not among the offers

    @property
    def key(self) -> str:
        """Of the part on a form."""
        return f"{self.subject}-{self.subject_id}"


@dataclass(frozen=True)
class Picked:
    """The ticked offers of one part."""

    part: Part
    offers: tuple[Offer, ...]

    @property
    def columns(self) -> list[str]:
        return [column for offer in self.offers for column in offer.columns]

    @property
    def lines(self) -> list[tuple[str, str]]:
        return [line for offer in self.offers for line in offer.lines(self.part.subject)]


def parts_of(report: Report) -> list[Part]:
    """The report, its persons and its identifiers, in this order."""
    of_report = {"dossier_id": report.dossier_id, "report_id": report.id}
    persons = list(Person.objects.filter(**of_report))
    shielded = {person.id for person in persons if rules.is_shielded(person, report)}
    named = {person.id: person.name for person in persons}
    parts = [_report_part(report, bool(shielded))]
    parts += [_person_part(person, person.id in shielded) for person in persons]
    for identifier in Identifier.objects.filter(**of_report):
        kept = rules.why_identifier_stays(identifier)
        values = [("kind", identifier.kind), ("value", identifier.value), ("context", identifier.context)]
        whose = named.get(identifier.person_id, "") if identifier.person_id else ""
        kind = words.shown("identifier", "kind", identifier.kind)
        title = words.pair(kind, f"{identifier.value} ({whose})" if whose else identifier.value)
        parts.append(_part("identifier", identifier.id, title, kept, dict(values), IDENTIFIER_FIELDS))
    return parts


def _report_part(report: Report, has_shielded: bool) -> Part:
    values = {name: _frozen(getattr(report, name)) for columns in REPORT_FIELDS.values() for name in columns}
    fields = {
        code: columns
        for code, columns in REPORT_FIELDS.items()
        if code not in rules.FREE_TEXT or not rules.why_words_stay(report, code, has_shielded=has_shielded)
    }
    part = _part("report", report.id, report.reference, "", values, fields)
    kept = [name for name in rules.FREE_TEXT if values[name] and name not in fields]
    return replace(part, words_kept_because=str(rules.SPEAKS_OF_SHIELDED) if kept else "")


def _person_part(person: Person, shielded: bool) -> Part:
    values = {name: _frozen(getattr(person, name)) for columns in PERSON_FIELDS.values() for name in columns}
    title = person.name or words.shown("person", "role", person.role)
    return _part("person", person.id, title, rules.SHIELDED if shielded else "", values, PERSON_FIELDS)


def _part(
    subject: str,
    subject_id: uuid.UUID,
    title: str,
    kept: Any,
    values: Mapping[str, str],
    fields: Mapping[str, tuple[str, ...]],
) -> Part:
    offers = [
        Offer(code, columns, tuple((name, values[name]) for name in columns if values[name]))
        for code, columns in fields.items()
        if any(values[name] for name in columns)
    ]
    return Part(subject, subject_id, title, str(kept), () if kept else tuple(offers))


def _frozen(value: Any) -> str:
    """As the database freezes it: arrays joined, dates in ISO form, nothing for nothing."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list):
        return " · ".join(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def pick(parts: Sequence[Part], ticked: Mapping[str, Sequence[str]]) -> list[Picked]:
    """The parts of which something was ticked: ``{"person-<id>": ["given_name", …]}``. Unknown codes are ignored."""
    found = [
        Picked(part, tuple(offer for offer in part.offers if offer.code in ticked.get(part.key, ())))
        for part in parts
    ]
    return [picked for picked in found if picked.offers]


def digest(picked: Sequence[Picked]) -> str:
    """A fingerprint of what was shown before sending: if the report has changed since, it is shown again."""

    def told() -> Iterator[Any]:
        for each in picked:
            yield [each.part.key, [list(value) for offer in each.offers for value in offer.values]]

    return hashlib.sha256(json.dumps(list(told())).encode()).hexdigest()
