"""From a draft to rows that are ready to be saved. Nothing here touches the database but the check of references."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accord.base.clock import new_id, now
from accord.base.reference import reference_of
from accord.linkage.folding import fold, words
from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft
from accord.reports.models import Identifier, Person, Report
from accord.reports.vocabulary import Outcome


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report with its persons and identifiers."""

    report: Report
    persons: list[Person] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)

    def of(self, person: Person) -> list[Identifier]:
        """The identifiers linked to a person."""
        return [each for each in self.identifiers if each.person_id == person.id]

    @property
    def alone(self) -> list[Identifier]:
        return [each for each in self.identifiers if each.person_id is None]


def new_sheets(dossier_id: uuid.UUID, filed_by: uuid.UUID, drafts: Sequence[ReportDraft]) -> list[Sheet]:
    """One sheet a draft, unsaved. Raises ``linkage.NotUnderstood`` for an identifier without a form."""
    ids = _fresh_ids(dossier_id, len(drafts))
    return [_sheet(dossier_id, filed_by, draft, row_id) for draft, row_id in zip(drafts, ids, strict=True)]


def _sheet(dossier_id: uuid.UUID, filed_by: uuid.UUID, draft: ReportDraft, row_id: uuid.UUID) -> Sheet:
    moment = now()
    report = Report(
        dossier_id=dossier_id,
        id=row_id,
        reference=reference_of(row_id),
        filed_by=filed_by,
        filed_at=moment,
        created_at=moment,
        **draft.facts(),
    )
    if draft.outcome == Outcome.NO_INDICATORS:
        report.narrative = report.place = ""
        return Sheet(report)
    sheet = Sheet(report)
    for person_draft in draft.persons:
        person = new_person(report, person_draft)
        sheet.persons.append(person)
        sheet.identifiers.extend(new_identifiers(report, person_draft.identifiers, person.id))
    sheet.identifiers.extend(new_identifiers(report, draft.identifiers))
    return sheet


def new_person(report: Report, draft: PersonDraft) -> Person:
    person = Person(dossier_id=report.dossier_id, report_id=report.id, **draft.facts())
    fold_names(person)
    return person


def fold_names(person: Person) -> None:
    """Keep the folded names in step with the names: the words, run together by single spaces."""
    person.given_folded, person.family_folded = folded(person.given_name), folded(person.family_name)


def folded(name: str) -> str:
    """``"Côté-Roy"`` → ``"cote roy"``; what has no letters of any script stays empty."""
    return " ".join(words(name))


def new_identifiers(
    report: Report, drafts: Sequence[IdentifierDraft], person_id: uuid.UUID | None = None
) -> Iterator[Identifier]:
    for draft in drafts:
        yield Identifier(
            dossier_id=report.dossier_id,
            report_id=report.id,
            person_id=person_id,
            kind=draft.kind,
            value=draft.value,
            context=draft.context,
            form=draft.normal().form,
            note=draft.note,
        )


def _fresh_ids(dossier_id: uuid.UUID, count: int) -> list[uuid.UUID]:
    """Ids whose references are not taken in the dossier: at 40 bits a clash is rare, and must not lose a batch."""
    ids = [new_id() for _ in range(count)]
    references = [reference_of(each) for each in ids]
    taken = Report.objects.filter(dossier_id=dossier_id, reference__in=references)
    seen = set(taken.values_list("reference", flat=True))
    fresh: list[uuid.UUID] = []
    for proposed in ids:
        row_id = proposed
        while reference_of(row_id) in seen:
            row_id = new_id()
        seen.add(reference_of(row_id))
        fresh.append(row_id)
    return fresh


def same_words(one: str, other: str) -> bool:
    """Whether two aliases are one, letters alone."""
    return fold(one) == fold(other) and bool(fold(one))
