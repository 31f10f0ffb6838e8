"""The coordination office keeps the list."""

from __future__ import annotations

from typing import Any

from accord.permits.loading import load

PART = "permits_office"
PAGES = ["permits:edit", "permits:right"]
NO_PAGES: set[str] = set()
SENT_EMPTY: list[tuple[str, str]] = []


def play(stage: Any) -> None:
    load()
    office = stage.world.agency("coordination", short_name="Office")
    stage.visitors[PART] = stage.world.member(office, name="Geneviève", duties=["broker"])
    stage.arguments |= {"permits:edit": ["trp-vtip"], "permits:right": ["trp-vtip"]}
