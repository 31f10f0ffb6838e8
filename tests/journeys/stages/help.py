"""The page of one service, for whoever has kept its address."""

from __future__ import annotations

from typing import Any

from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Hours
from tests.directory.lists import offer, reading

PART = "help"
PAGES = ["help:service"]
NO_PAGES: set[str] = set()
SENT_EMPTY: list[tuple[str, str]] = []


def play(stage: Any) -> None:
    stage.visitors[PART] = None
    load(reading(offer(hours=[Hours(words_en="Open 24/7", words_fr="Ouvert 24 h sur 24")])))
    stage.arguments["help:service"] = [Service.objects.get().id]
