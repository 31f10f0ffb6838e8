"""What partners gave into a case, and what was given from one's own desks, as sources.

A disclosure is a part: a report, a person or an identifier. What one member gave in one act is one source; a report is
given before what it says, so that the next report begins the next act, however soon it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.utils.timezone import localdate

from accord.cases.network.sources import Named, Source, Value
from accord.dossiers.models import Disclosure
from accord.linkage import NotUnderstood, normalise_identifier
from accord.reports import places
from accord.reports.rows import folded
from accord.reports.vocabulary import SOURCE_GRADES, GradingScheme

ONE_ACT = timedelta(seconds=5)


def sources_of(disclosures: Iterable[Disclosure]) -> list[Source]:
    """One source an act. Only what may still be read is to be passed in."""
    acts: list[list[Disclosure]] = []
    for row in sorted(disclosures, key=lambda each: (_act(each), each.created_at, each.id)):
        last = acts[-1][-1] if acts else None
        if last is None or row.subject == "report" or not _of_one_act(last, row):
            acts.append([row])
        else:
            acts[-1].append(row)
    return [_source(act) for act in acts]


def _of_one_act(last: Disclosure, row: Disclosure) -> bool:
    return _act(last) == _act(row) and row.created_at - last.created_at < ONE_ACT


def _act(row: Disclosure) -> tuple[str, ...]:
    parts = (row.dossier_id, row.side, row.giver_id, row.receiver_id, row.given_by, row.purpose, row.caveat)
    return tuple(map(str, parts))


def _source(act: Sequence[Disclosure]) -> Source:
    first = act[0]
    facts: dict[str, str] = {}
    persons, values = [], []
    for row in act:
        fields = {field["name"]: field["value"] for field in row.fields}
        if row.subject == "report":
            facts = fields
        elif row.subject == "person":
            persons.append(_person(row, fields))
        elif value := _value(row, fields):
            values.append(value)
    if len(persons) == 1:  # of several, nobody said whose it is
        values = [replace(value, whose=persons[0].key) for value in values]
    return Source(
        key=f"d:{first.event_id}",
        dossier_id=first.dossier_id,
        row=first.event_id,
        own=False,
        reference=facts.get("reference", ""),
        on=_day(facts.get("occurred_from", "")) or localdate(first.created_at),
        agency=first.giver.short,
        city=_city(facts.get("city", "")),
        city_other=facts.get("city_other", "") or facts.get("city", ""),
        scheme=_scheme(facts.get("source_grade", "")),
        source_grade=facts.get("source_grade", ""),
        information_grade=facts.get("information_grade", ""),
        caveat=first.caveat,
        persons=tuple(persons),
        values=tuple(values),
    )


def _person(row: Disclosure, fields: dict[str, str]) -> Named:
    given, family = fields.get("given_name", ""), fields.get("family_name", "")
    aliases = tuple(filter(None, fields.get("aliases", "").split(" · ")))
    name = f"{given} {family}".strip() or (aliases[0] if aliases else "")
    born = _day(fields.get("date_of_birth", ""))
    return Named(
        f"d:{row.event_id}", row.event_id, name, fields.get("role", ""), (folded(given), folded(family)), aliases, born,
        fields.get("sex", ""),
    )  # fmt: skip


def _value(row: Disclosure, fields: dict[str, str]) -> Value | None:
    kind, value, context = (fields.get(name, "") for name in ("kind", "value", "context"))
    try:
        form = normalise_identifier(kind, value, context=context).form
    except NotUnderstood:
        return None
    return Value(row.event_id, kind, form, value, context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _city(code: str) -> str:
    return code if places.city(code) else ""


def _scheme(grade: str) -> str:
    """The scale that a frozen grade is of: their codes have none in common."""
    return next((str(scheme) for scheme in GradingScheme if grade and grade in SOURCE_GRADES[scheme]), "")


def without_copies(given: Sequence[Source], held: Sequence[Source]) -> list[Source]:
    """Leave out of what we gave the persons and identifiers that the picture has from our own reports already."""
    persons = {
        (source.dossier_id, name)
        for source in held
        for person in source.persons
        for name in (person.name, *person.aliases)
        if name
    }
    values = {(source.dossier_id, value.kind, value.form) for source in held for value in source.values}
    references = {(source.dossier_id, source.reference) for source in held}
    left = []
    for source in given:
        if source.reference and (source.dossier_id, source.reference) in references:
            continue
        mine = replace(
            source,
            persons=tuple(each for each in source.persons if (source.dossier_id, each.name) not in persons),
            values=tuple(
                each for each in source.values if (source.dossier_id, each.kind, each.form) not in values
            ),
        )
        if mine.persons or mine.values:
            left.append(mine)
    return left
