"""What a browser without scripts sends from page 8, and what it reads."""

from __future__ import annotations

import html
import re
import uuid

NEW = "/{}/reports/new/"


def blocks(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def form(desk, *, persons=(), identifiers=(), **more):
    return {
        "form_key": str(uuid.uuid4()),
        "dossier": str(desk.id),
        "narrative": "Two girls in a rented car.",
        "occurred_from_day": "27",
        "occurred_from_month": "3",
        "occurred_from_year": "2026",
        "city": "Montréal",
        "place_kind": "hotel",
        "exploitation": "sexual",
        "prong": "both",
        "source_kind": "observed",
        "grading_scheme": "3x5x2",
        "three_source": "1",
        "three_information": "A",
        "three_handling": "P",
        "nato_source": "F",
        "nato_information": "6",
        "caveat": "amber",
        "third_party_rule": "on",
        "lawful_reference": "CC s. 279.01",
        "filing_reason": "Stop on the 401",
        "contact_allowed": "on",
        "outcome": "open",
        **blocks("persons", *persons),
        **blocks("identifiers", *identifiers),
        **more,
    }


GIRL = {
    "role": "possible_victim",
    "given_name": "Maëlle",
    "family_name": "Côté-Roy",
    "date_of_birth_day": "1",
    "date_of_birth_month": "mai",
    "date_of_birth_year": "2009",
    "aliases": "Candy, Bébé",
    **{"identifiers-0-kind": "phone", "identifiers-0-value": "514 555-0123"},
}
CAR = {"kind": "plate", "value": "A1B 2C3", "context": "QC"}


def text_of(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))
