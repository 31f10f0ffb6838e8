"""Drafts for tests: a short report, and a full one whose every field could leak."""

from __future__ import annotations

from datetime import date, time

from accord.reports.draft import IdentifierDraft, PersonDraft, ReportDraft


def short(**more) -> ReportDraft:
    facts = {
        "occurred_from": date(2026, 3, 27),
        "lawful_reference": "CC s. 279.01",
        "filing_reason": "Stop on the 401",
        "narrative": "Two girls in a rented car.",
        **more,
    }
    return ReportDraft(**facts)


def victim(**more) -> PersonDraft:
    facts = {
        "role": "possible_victim",
        "given_name": "Maëlle",
        "family_name": "Côté-Roy",
        "aliases": ("Candy",),
        "date_of_birth": date(2009, 5, 1),
        "identifiers": (IdentifierDraft("phone", "(514) 555-0123"),),
        **more,
    }
    return PersonDraft(**facts)


def suspect(**more) -> PersonDraft:
    facts = {
        "role": "suspect",
        "given_name": "Marc",
        "family_name": "Exemple",
        "age_from": 30,
        "age_to": 35,
        **more,
    }
    return PersonDraft(**facts)


def full(**more) -> ReportDraft:
    facts = {
        "occurred_time": time(2, 15),
        "city": "montreal-qc",
        "place": "Motel Exemple, room 12",
        "place_kind": "hotel",
        "danger_now": True,
        "exploitation": "sexual",
        "prong": "both",
        "file_number": "MTL-2026-17",
        "persons": (victim(), suspect()),
        "identifiers": (
            IdentifierDraft("plate", "A1B 2C3", "QC"),
            IdentifierDraft("premises", "Motel Exemple", "hotel"),
        ),
        **more,
    }
    return short(**facts)
