"""From a report's rows to what deconfliction watches. The only way out of this app, and it is one way."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from accord.agencies.models import Member
from accord.deconfliction import actions as deconfliction
from accord.deconfliction.subjects import Filing, Subject
from accord.dossiers.models import Dossier
from accord.linkage import Person as Described
from accord.reports.models import Identifier, Person, Report
from accord.reports.rows import Sheet
from accord.reports.rules import may_be_matched
from accord.reports.vocabulary import PersonRole


def watch(*, by: Member, dossier: Dossier, sheet: Sheet) -> None:
    """File the pointers of a report."""
    if subjects := subjects_of(sheet, by.agency.realm):
        deconfliction.file_pointers(by=by, dossier=dossier, filing=filing_of(sheet.report), subjects=subjects)


def watch_anew(*, by: Member, dossier: Dossier, sheet: Sheet) -> None:
    """After a change: what may no longer be watched is withdrawn, the rest filed again."""
    watched = {subject.subject_id for subject in subjects_of(sheet, by.agency.realm)}
    unwatched = {row.id for row in [*sheet.persons, *sheet.identifiers]} - watched
    if unwatched:
        deconfliction.withdraw_pointers(
            by=by, dossier=dossier, record_id=sheet.report.id, subject_ids=sorted(unwatched)
        )
    watch(by=by, dossier=dossier, sheet=sheet)


def watch_many(*, by: Member, dossier: Dossier, sheets: Sequence[Sheet]) -> None:
    """The same for a batch of an import."""
    filings = [(filing_of(sheet.report), subjects_of(sheet, by.agency.realm)) for sheet in sheets]
    if filings := [(filing, subjects) for filing, subjects in filings if subjects]:
        deconfliction.file_many_pointers(by=by, dossier=dossier, filings=filings)


def stop_watching(*, by: Member, dossier: Dossier, report: Report, forget: bool = False) -> None:
    """Withdraw every pointer of a report; ``forget`` also erases their tokens."""
    deconfliction.withdraw_pointers(by=by, dossier=dossier, record_id=report.id, forget=forget)


def filing_of(report: Report) -> Filing:
    return Filing(
        record_id=report.id,
        reference=report.reference,
        lawful_reference=report.lawful_reference,
        reason=report.filing_reason,
        contact_allowed=report.contact_allowed,
        filed_at=report.filed_at,
    )


def subjects_of(sheet: Sheet, realm: str) -> list[Subject]:
    """What is watched of a report filed in this realm; nothing of one that is closed."""
    if not sheet.report.is_open:
        return []
    links = _Links(sheet)
    persons = [
        _person_subject(person, sheet) for person in sheet.persons if may_be_matched(realm, person.role)
    ]
    identifiers = [
        links.subject(each)
        for each in sheet.identifiers
        if all(may_be_matched(realm, role) for role in links.roles(each))
    ]
    return persons + identifiers


def _person_subject(person: Person, sheet: Sheet) -> Subject:
    return Subject(
        subject_id=person.id,
        kind="person",
        person=described(person, sheet),
        value="",
        context="",
        role=person.role,
        linked_roles=frozenset({person.role}),
        minor=person.is_minor_at(sheet.report.occurred_from),
        open_wanted=person.open_wanted,
    )


def described(person: Person, sheet: Sheet) -> Described:
    """The person in the words of linkage. An age counts from the day of the report, to the year."""
    year = sheet.report.occurred_from.year
    years = None
    if person.age_from is not None and person.age_to is not None:
        years = (year - person.age_to - 1, year - person.age_from)
    return Described(
        given_name=person.given_name,
        family_name=person.family_name,
        aliases=tuple(person.aliases),
        date_of_birth=person.date_of_birth,
        year_of_birth=years,
        sex=person.sex,
        street_number=person.street_number,
        street=person.street,
        city=person.city,
        postal_code=person.postal_code,
        birth_place=person.birth_place,
        occupation=person.occupation,
        identifiers=tuple((each.kind, each.value) for each in sheet.of(person)),
    )


class _Links:
    """Who in this report is linked to a value. One phone written under two persons is linked to both."""

    def __init__(self, sheet: Sheet) -> None:
        self._day = sheet.report.occurred_from
        persons = {person.id: person for person in sheet.persons}
        self._of: dict[tuple[str, str], dict[uuid.UUID, Person]] = {}
        for each in sheet.identifiers:
            linked = self._of.setdefault((each.kind, each.form), {})
            if each.person_id is not None:
                linked[each.person_id] = persons[each.person_id]

    def _persons(self, identifier: Identifier) -> dict[uuid.UUID, Person]:
        return self._of[identifier.kind, identifier.form]

    def roles(self, identifier: Identifier) -> frozenset[str]:
        return frozenset(PersonRole(person.role).value for person in self._persons(identifier).values())

    def subject(self, identifier: Identifier) -> Subject:
        linked = self._persons(identifier)
        own = linked.get(identifier.person_id) if identifier.person_id else None
        return Subject(
            subject_id=identifier.id,
            kind=identifier.kind,
            person=None,
            value=identifier.value,
            context=identifier.context,
            role=own.role if own else "",
            linked_roles=self.roles(identifier),
            minor=any(person.is_minor_at(self._day) for person in linked.values()),
        )
