"""Reports on a desk, as the rows that filing leaves behind."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from accord.agencies.models import Member
from accord.base.reference import reference_of
from accord.dossiers.models import Dossier
from accord.reports.models import Identifier, Person, Report
from tests.world import World


def report(world: World, desk: Dossier, by: Member, **more: Any) -> Report:
    facts = {
        "occurred_from": date(2026, 3, 1),
        "city": "montreal-qc",
        "place": "Room 12",
        "narrative": "Two men carried the bags.",
        "source_grade": "1",
        "information_grade": "A",
        "handling": "P",
        "lawful_reference": "C-46 s. 279.01",
        "filing_reason": "Duty",
        "filed_by": by.id,
        "filed_at": timezone.now(),
        "place_kind": "hotel",
        "caveat": "amber",
        "third_party_rule": True,
    }
    made = Report(dossier_id=desk.id, **{**facts, **more})
    made.form_key, made.reference = made.id, reference_of(made.id)
    world._insert("report", made)
    return made


def person(world: World, of: Report, **more: Any) -> Person:
    made = Person(dossier_id=of.dossier_id, report_id=of.id, **{"role": "suspect", **more})
    world._insert("person", made)
    return made


def identifier(
    world: World, of: Report, value: str, whose: Person | None = None, kind: str = "phone"
) -> Identifier:
    made = Identifier(
        dossier_id=of.dossier_id,
        report_id=of.id,
        person_id=whose.id if whose else None,
        kind=kind,
        value=value,
        form=value,
    )
    world._insert("identifier", made)
    return made
