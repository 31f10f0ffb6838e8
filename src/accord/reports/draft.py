"""A report before it is one: what the page, an import or the command line hands to ``actions.file_report``."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, fields
from datetime import date, time

from accord.base.clock import new_id
from accord.dossiers.models import Caveat
from accord.linkage import Normal, normalise_identifier
from accord.reports.vocabulary import (
    Exploitation,
    GradingScheme,
    Handling,
    Outcome,
    PersonRole,
    PlaceKind,
    Prong,
    SourceKind,
)

MOST_NARRATIVE = 20_000  # characters; a long statement is an exhibit of a case, not a report
MOST_LINE = 200
MOST_PERSONS = 30
MOST_IDENTIFIERS = 50


@dataclass(frozen=True, slots=True)
class IdentifierDraft:
    """``kind`` is one of linkage.IdentifierKind; ``value`` stays as typed; ``context`` as normalise_identifier asks."""

    kind: str
    value: str
    context: str = ""
    note: str = ""

    def normal(self) -> Normal:
        """Its comparable form. Raises ``linkage.NotUnderstood``."""
        return normalise_identifier(self.kind, self.value, context=self.context)


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Text as typed; ages in full years, both ends or neither. Identifiers listed here are linked to this person."""

    role: str = PersonRole.OTHER
    given_name: str = ""
    family_name: str = ""
    aliases: tuple[str, ...] = ()
    date_of_birth: date | None = None
    age_from: int | None = None
    age_to: int | None = None
    sex: str = ""  # vocabulary.Sex, or empty
    city: str = ""
    street_number: str = ""
    street: str = ""
    postal_code: str = ""
    birth_place: str = ""
    occupation: str = ""
    open_wanted: bool = False
    identifiers: tuple[IdentifierDraft, ...] = ()

    def facts(self) -> dict[str, object]:
        """The person's own fields, without the identifiers."""
        return {
            each.name: list(value) if isinstance(value := getattr(self, each.name), tuple) else value
            for each in fields(self)
            if each.name != "identifiers"
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """``identifiers`` stand alone. ``form_key`` makes filing repeatable: the same key on a dossier is one report."""

    occurred_from: date
    lawful_reference: str
    filing_reason: str
    form_key: uuid.UUID = field(default_factory=new_id)
    file_number: str = ""
    occurred_to: date | None = None
    occurred_time: time | None = None
    city: str = ""
    city_other: str = ""
    place: str = ""
    place_kind: str = PlaceKind.UNKNOWN
    narrative: str = ""
    danger_now: bool = False
    minor_missing: bool = False
    exploitation: str = Exploitation.UNKNOWN
    prong: str = Prong.UNKNOWN
    source_kind: str = SourceKind.OBSERVED
    grading_scheme: str = GradingScheme.THREE_FIVE_TWO
    source_grade: str = "2"
    information_grade: str = "D"
    handling: str = Handling.PERMITTED  # empty under the Admiralty scheme
    caveat: str = Caveat.AMBER
    third_party_rule: bool = True
    contact_allowed: bool = True
    outcome: str = Outcome.OPEN
    persons: tuple[PersonDraft, ...] = ()
    identifiers: tuple[IdentifierDraft, ...] = ()

    def facts(self) -> dict[str, object]:
        """The report's own fields, without persons and identifiers."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in ("persons", "identifiers")
        }
