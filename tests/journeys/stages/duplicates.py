"""A broker before two listings of one organization."""

from __future__ import annotations

from typing import Any

from accord.directory.loading import load
from accord.directory.records import Provider
from tests.directory.lists import offer, reading

PART = "duplicates"
PAGES = ["directory:list", "directory:duplicates"]
NO_PAGES: set[str] = set()
SENT_EMPTY: list[tuple[str, str]] = []


def play(stage: Any) -> None:
    office = stage.world.agency("coordination", short_name="Office")
    stage.visitors[PART] = stage.world.member(office, name="Geneviève", duties=["broker"])
    for source, name in (("one", "Lantern Lodge"), ("two", "Lantern Lodge Inc.")):
        load(reading(offer(source, provider=Provider("o", name)), source=source))
