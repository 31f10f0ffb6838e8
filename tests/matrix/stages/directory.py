"""A published service."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Place, Provider
from tests.directory.lists import offer, reading
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    lantern = Provider("o1", "Lantern House", "Maison Lanterne")
    load(reading(offer(provider=lantern, places=[Place("p1", street="3 Main", city="Gatineau")])))
    return {"service": {"id": Service.objects.get().id}}
