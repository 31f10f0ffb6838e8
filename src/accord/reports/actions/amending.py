"""Amending: the report shows the present value, the history every earlier one. What is watched follows at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.agencies.models import Member
from accord.base import audit
from accord.dossiers.models import Dossier
from accord.reports import queries, watching
from accord.reports.actions.history import as_text, note_change
from accord.reports.actions.standing import meet_reports
from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft
from accord.reports.models import Identifier, Person, Report
from accord.reports.rows import fold_names, new_identifiers, new_person, same_words
from accord.reports.rules import Refused, check_sides, may_amend

# What an owner may amend. The rest is fixed by the act of filing.
REPORT_FIELDS = frozenset(ReportDraft.__dataclass_fields__) - {
    "form_key",
    "outcome",
    "persons",
    "identifiers",
}
PERSON_FIELDS = frozenset(PersonDraft.__dataclass_fields__) - {"identifiers"}


def amend_report(*, by: Member, report: Report, changes: Mapping[str, Any], reason: str) -> Report:
    """Set fields of the report to new values of their own types. Unchanged ones leave no trace."""
    if not may_amend(by, report):
        raise Refused("owner")
    changed = _set(report, changes, REPORT_FIELDS)
    if not changed:
        return report
    report.save(update_fields=list(changed))
    for field, before in changed.items():
        note_change(
            by=by, report=report, field=field, before=before, after=getattr(report, field), reason=reason
        )
    _watch_again(by=by, report=report)
    audit.record("report.amended", dossier_id=report.dossier_id, row_id=report.id, reason=reason)
    return report


def amend_person(
    *, by: Member, report: Report, person: Person, changes: Mapping[str, Any], reason: str
) -> Person:
    """Set fields of a person. Raises ``BothSides`` where a possible victim would become somebody accusable."""
    if not may_amend(by, report):
        raise Refused("owner")
    changed = _set(person, changes, PERSON_FIELDS)
    if not changed:
        return person
    fold_names(person)
    _check_roles(report, person, role_before=changed.get("role"))
    person.save(update_fields=[*changed, "given_folded", "family_folded"])
    for field, before in changed.items():
        after = getattr(person, field)
        note_change(by=by, report=report, row=person, field=field, before=before, after=after, reason=reason)
    _watch_again(by=by, report=report)
    audit.record("person.amended", dossier_id=report.dossier_id, row_id=person.id, reason=reason)
    return person


def add_person(*, by: Member, report: Report, draft: PersonDraft, reason: str) -> Person:
    """Add a person, with the identifiers linked to it, to a report that stands."""
    if not may_amend(by, report):
        raise Refused("owner")
    person = new_person(report, draft)
    check_sides([*queries.persons_of(report), person])
    identifiers = list(new_identifiers(report, draft.identifiers, person.id))
    Person.objects.bulk_create([person])
    Identifier.objects.bulk_create(identifiers)
    note_change(by=by, report=report, row=person, field="added", before="", after=person.name, reason=reason)
    for each in identifiers:
        note_change(by=by, report=report, row=each, field="added", before="", after=each.value, reason=reason)
    _watch_again(by=by, report=report)
    audit.record("person.added", dossier_id=report.dossier_id, row_id=person.id, reason=reason)
    return person


def add_alias(*, by: Member, report: Report, person: Person, alias: str, reason: str) -> Person:
    """Add a name that a person goes by. One already there, letters alone, is not added twice."""
    if any(same_words(alias, known) for known in person.aliases):
        return person
    return amend_person(
        by=by, report=report, person=person, changes={"aliases": [*person.aliases, alias]}, reason=reason
    )


def add_identifier(
    *, by: Member, report: Report, draft: IdentifierDraft, reason: str, person: Person | None = None
) -> Identifier:
    """Add an identifier, linked to a person of the report or alone. Raises ``linkage.NotUnderstood``."""
    if not may_amend(by, report):
        raise Refused("owner")
    [identifier] = new_identifiers(report, [draft], person.id if person else None)
    Identifier.objects.bulk_create([identifier])
    note_change(
        by=by, report=report, row=identifier, field="added", before="", after=identifier.value, reason=reason
    )
    _watch_again(by=by, report=report)
    audit.record("identifier.added", dossier_id=report.dossier_id, row_id=identifier.id, reason=reason)
    return identifier


def _set(row: Report | Person, changes: Mapping[str, Any], allowed: frozenset[str]) -> dict[str, Any]:
    """Set what differs; the earlier values by field. Raises ``ValueError`` for a field that is not for amending."""
    if unknown := set(changes) - allowed:
        raise ValueError(f"not for amending: {', '.join(sorted(unknown))}")
    before = {field: getattr(row, field) for field in changes}
    changed = {field: old for field, old in before.items() if as_text(old) != as_text(changes[field])}
    for field in changed:
        setattr(row, field, changes[field])
    return changed


def _check_roles(report: Report, person: Person, role_before: str | None) -> None:
    others = [other for other in queries.persons_of(report) if other.id != person.id]
    if role_before is not None:  # as it stood: the person must not change sides
        others.append(
            Person(
                role=role_before,
                given_name=person.given_name,
                family_name=person.family_name,
                aliases=person.aliases,
            )
        )
    check_sides([person, *others])


def _watch_again(*, by: Member, report: Report) -> None:
    sheet = queries.sheet_of(report)
    watching.watch_anew(by=by, dossier=Dossier.objects.get(pk=report.dossier_id), sheet=sheet)
    meet_reports(dossier_id=report.dossier_id, sheets=[sheet])
