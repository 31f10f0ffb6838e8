"""A published service that North keeps, and a shelter whose sealed address is its own people's."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.directory import addresses
from accord.directory.addresses import Address
from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Place, Provider
from tests.directory.lists import offer, reading
from tests.world import World

CANARY = "4821 Goldfinch Crescent"


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    lantern = Provider("o1", "Lantern House", "Maison Lanterne")
    load(
        reading(
            offer("open", provider=lantern, places=[Place("p1", street="3 Main", city="Gatineau")]),
            offer("hidden", provider=Provider("o2", "The Lantern House"), confidential=True, places=[]),
        )
    )
    rows = {row.external_id: row for row in Service.objects.all()}
    for row, keeper in ((rows["open"], people["lead"]), (rows["hidden"], people["support"])):
        world.sql(
            "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
            keeper.agency_id,
            row.id,
        )
    intake = world.member(people["support"].agency, name="Shelter intake", duties=["intake"])
    with world.acting(intake):
        addresses.enter_address(by=intake, service=rows["hidden"], address=Address(CANARY, "Gatineau"))
    return {
        "help_line": {"code": "suicide"},
        "service": {"id": rows["open"].id},
        "shelter": {"id": rows["hidden"].id, "intake": intake},
    }
