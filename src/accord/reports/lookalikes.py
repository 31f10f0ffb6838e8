"""Reports in my own seats that look like the one being typed, and the search by prefix.

Both ask the database for equality and prefixes alone: other comparisons are not leakproof, so under row security they
would use no index, or tell hidden rows by their time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from accord.linkage import IdentifierKind, NotUnderstood, normalise_identifier
from accord.linkage.identifiers.handle import PLATFORMS
from accord.reports import places, prefix  # noqa: F401 - registers the look-up by prefix
from accord.reports.draft import ReportDraft
from accord.reports.models import Identifier, Person, Report
from accord.reports.rows import folded
from accord.reports.rules import seem_one_person

MOST = 20
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A report and what it shares: values of identifiers, names of persons."""

    report: Report
    shared: list[str] = field(default_factory=list)


def look_alikes(draft: ReportDraft) -> list[Lookalike]:
    """Reports that share an identifier's form, or a person's full name without an age that tells them apart."""
    shared: dict[tuple[uuid.UUID, uuid.UUID], list[str]] = {}
    for dossier_id, report_id, what in [*_same_identifiers(draft), *_same_persons(draft)]:
        values = shared.setdefault((dossier_id, report_id), [])
        if what not in values:
            values.append(what)
    # The same form sent again is no look-alike of itself: filing gives back what it made.
    return [found for found in _with_reports(shared) if found.report.form_key != draft.form_key]


def _same_identifiers(draft: ReportDraft) -> Iterable[tuple[uuid.UUID, uuid.UUID, str]]:
    drafts = [*draft.identifiers, *[each for person in draft.persons for each in person.identifiers]]
    wanted = Q(pk__in=[])
    for each in drafts:
        try:
            wanted |= Q(kind=each.kind, form=each.normal().form)
        except NotUnderstood:
            continue  # the form says so beside the field
    return [(row.dossier_id, row.report_id, row.value) for row in Identifier.objects.filter(wanted)[:MOST]]


def _same_persons(draft: ReportDraft) -> Iterable[tuple[uuid.UUID, uuid.UUID, str]]:
    for person in draft.persons:
        given, family = folded(person.given_name), folded(person.family_name)
        if given and family:
            for row in Person.objects.filter(family_folded=family, given_folded=given)[:MOST]:
                if seem_one_person(person, row):
                    yield row.dossier_id, row.report_id, row.name


def _with_reports(shared: dict[tuple[uuid.UUID, uuid.UUID], list[str]]) -> list[Lookalike]:
    if not shared:
        return []
    keys = list(shared)[:MOST]
    reports = Report.objects.filter(pk__in=keys, withdrawn_at__isnull=True).order_by("-created_at")
    return [Lookalike(report, shared[report.dossier_id, report.id]) for report in reports]


def search(text: str) -> list[Lookalike]:
    """Reports in my seats whose reference, file number, person or identifier starts with the text.

    An identifier is found by any way of writing it; a name by the beginning of the given or family name. At most
    ``MOST``, the newest first; a text of fewer than two letters or digits finds nothing.
    """
    name, typed = folded(text), text.strip()
    if len(name) < 2:
        return []
    shared: dict[tuple[uuid.UUID, uuid.UUID], list[str]] = {}
    exact = Report.objects.filter(Q(reference=typed.upper()) | Q(file_number=typed))[:MOST]
    for report in exact:
        shared.setdefault((report.dossier_id, report.id), []).append(report.reference)
    for identifier in Identifier.objects.filter(_forms_like(typed))[:MOST]:
        shared.setdefault((identifier.dossier_id, identifier.report_id), []).append(identifier.value)
    for person in _named_like(name):
        shared.setdefault((person.dossier_id, person.report_id), []).append(person.name)
    return _with_reports(shared)


# A plate is asked for without its province, a handle without its platform: they may stand under any of them.
_CONTEXTS = {
    IdentifierKind.PLATE: ("", *places.PROVINCES),
    IdentifierKind.HANDLE: ("", *sorted(set(PLATFORMS.values()))),
    IdentifierKind.PREMISES: ("hotel", "address"),
}


def forms_of(text: str) -> list[tuple[IdentifierKind, str]]:
    """What the text may be as an identifier: each kind and normal form that it can be read as."""
    found = []
    for kind in IdentifierKind:
        forms = {form for context in _CONTEXTS.get(kind, ("",)) if (form := _form(kind, text, context))}
        found += [(kind, form) for form in sorted(forms)]
    return found


def _forms_like(text: str) -> Q:
    wanted = Q(pk__in=[])
    for kind, form in forms_of(text):
        wanted |= Q(kind=kind, form=form)
    return wanted


def _form(kind: IdentifierKind, text: str, context: str) -> str:
    try:
        return normalise_identifier(kind, text, context=context).form
    except NotUnderstood:
        return ""


def _named_like(name: str) -> list[Person]:
    """By the beginning of either name, or one name whole and the beginning of the other, in any order."""
    wanted = Q(family_folded__begins=name) | Q(given_folded__begins=name)
    parts = name.split()[:MOST_WORDS]
    for at in range(1, len(parts)):
        whole, begun = " ".join(parts[:at]), " ".join(parts[at:])
        wanted |= Q(family_folded=whole, given_folded__begins=begun)
        wanted |= Q(given_folded=whole, family_folded__begins=begun)
    return list(Person.objects.filter(wanted)[:MOST])
