"""A small invented list, and where the real ones are kept beside the project."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

import accord.directory
from accord.directory.records import Hours, Number, Offer, Place, Provider, Reading, Whom

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
MAPS = Path(accord.directory.__file__).parent / "maps"
STREET = "17 Canary Lane"

needs_real_lists = pytest.mark.skipif(
    not (REAL / "directories").is_dir(), reason="the real directories do not travel with the project"
)
needs_standard = pytest.mark.skipif(
    not (REAL / "standards" / "hsds").is_dir(), reason="the schemas of HSDS do not travel with the project"
)


def offer(identity: str = "s1", **more) -> Offer:
    """A service with every field filled, in both languages."""
    facts = {
        "external_id": identity,
        "name_en": "Night shelter",
        "name_fr": "Refuge de nuit",
        "provider": Provider(
            "o1",
            "Harbour House",
            "Maison du Port",
            "We help.",
            "Nous aidons.",
            "https://example.org",
            "a@example.org",
        ),
        "description_en": "Beds, day and night.",
        "description_fr": "Des lits, jour et nuit.",
        "url": "https://example.org/beds",
        "email": "beds@example.org",
        "needs": ["crisis", "shelter"],
        "languages": ["en", "fr"],
        "areas": ["Gatineau", "Ottawa"],
        "application_en": "Call first.",
        "application_fr": "Appelez d’abord.",
        "fees_en": "Free.",
        "fees_fr": "Gratuit.",
        "known_as": "The Wharf",
        "documents_en": "Nothing.",
        "documents_fr": "Rien.",
        "wait_en": "None.",
        "wait_fr": "Aucune.",
        "interpretation_en": "By telephone.",
        "interpretation_fr": "Par téléphone.",
        "alert_en": "Open over the holidays.",
        "alert_fr": "Ouvert pendant les fêtes.",
        "verified_on": date(2026, 5, 1),
        "whom": Whom(
            16, 99, ["women"], ["ramp"], ["claimant", "none"], True, False, "welcome", "Women.", "Femmes."
        ),
        "places": [
            Place(
                "p1",
                "Harbour House",
                STREET,
                "Gatineau",
                "QC",
                "J8X 1A1",
                "CA",
                45.4,
                -75.7,
                ["ramp"],
                "Bus 4",
            ),
        ],
        "hours": [
            Hours(["MO", "TU"], time(9), time(17, 30)),
            Hours(words_en="At night too", words_fr="La nuit aussi"),
        ],
        "numbers": [Number("819 555-0101", "12", "voice", "Intake"), Number("+1 819 555 0102", kind="tty")],
    }
    return Offer(**(facts | more))


def reading(*offers: Offer, source: str = "invented") -> Reading:
    return Reading(source, list(offers or [offer()]))
