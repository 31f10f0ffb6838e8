"""Haven's rooms, one of which the clinic holds."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from tests.places.houses import house
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    rooms = house(world, people["haven"], people["clinic"], total=4)
    return {"place": {"id": rooms.place.id}, "hold": {"id": rooms.hold().id}}
