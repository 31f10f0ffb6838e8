"""A shelter's intake worker keeps two services, one of them with a sealed address."""

from __future__ import annotations

from typing import Any

from accord.directory import addresses
from accord.directory.addresses import Address
from accord.directory.loading import load
from accord.directory.models import Service
from tests.directory.lists import offer, reading

PART = "directory"
PAGES = ["directory:list", "directory:new", "directory:service", "directory:address"]
NO_PAGES = {"directory:keepers"}
SENT_EMPTY = [("directory:new", "List the service")]


def play(stage: Any) -> None:
    world = stage.world
    worker = world.member(
        world.agency("support", city="Gatineau"), name="Rosalie Minville", duties=["intake"]
    )
    stage.visitors[PART] = worker
    load(
        reading(offer("s1"), offer("s2", name_en="Abri", name_fr="Abri", confidential=True, verified_on=None))
    )
    for row in Service.objects.all():
        world.sql(
            "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
            worker.agency_id,
            row.id,
        )
    open_one, hidden = Service.objects.order_by("confidential")
    with world.acting(worker):
        addresses.enter_address(by=worker, service=hidden, address=Address("17 Canary Lane"))
    stage.arguments |= {"directory:service": [open_one.id], "directory:address": [hidden.id]}
