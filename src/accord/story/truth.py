"""The ground truth of the story, written beside the database: what is really the same, wherever it was written down."""

from __future__ import annotations

import json
import os
import uuid
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from accord.base.postgres.databases import data_dir
from accord.story.fragments import Fragment

FILE = "story-truth.json"


@dataclass(frozen=True)
class FiledFragment:
    """Where a fragment ended up."""

    agency: str
    dossier: uuid.UUID
    report: uuid.UUID
    reference: str


def write(filed: dict[str, FiledFragment], fragments: list[Fragment], done: dict[str, Any]) -> None:
    """Write ``story-truth.json`` into the data directory: entities, their places, links, duplicates, what was done.

    ``done``: the joint case, the answer that was taken back, the standing searches, as far as the story came to them.
    """
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    kinds: dict[str, str] = {}
    for fragment in fragments:
        at = filed[fragment.key]
        for written in fragment.written:
            kinds[written.entity] = written.kind
            words = written.value or f"{written.given_name} {written.family_name}".strip()
            places[written.entity].append(
                {
                    "agency": at.agency,
                    "dossier": str(at.dossier),
                    "report": str(at.report),
                    "reference": at.reference,
                    "city": fragment.city_code,
                    "written": words,
                }
            )
    truth = {
        "reports": len(filed),
        "entities": [
            {"entity": entity, "kind": kinds[entity], "seen": seen} for entity, seen in sorted(places.items())
        ],
        "links": _links(places),
        "duplicates": _duplicates(places, kinds),
        "done": done,
    }
    file = data_dir() / FILE
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(truth, out, ensure_ascii=False, indent=1)


def _links(places: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """One link an entity and pair of agencies: what the platform should let meet, class by class."""
    links = []
    for entity, seen in sorted(places.items()):
        agencies = sorted({place["agency"] for place in seen})
        links += [{"entity": entity, "agencies": list(pair)} for pair in combinations(agencies, 2)]
    return links


def _duplicates(places: dict[str, list[dict[str, Any]]], kinds: dict[str, str]) -> list[dict[str, Any]]:
    """Persons of whom one desk holds several records: what its page of duplicates should suggest."""
    found = []
    for entity, seen in sorted(places.items()):
        for agency in sorted({place["agency"] for place in seen}):
            reports = [place["report"] for place in seen if place["agency"] == agency]
            if kinds[entity] == "person" and len(reports) > 1:
                found.append({"entity": entity, "agency": agency, "reports": reports})
    return found
