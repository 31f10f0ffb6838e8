"""A survivor's file: Haven keeps it, a colleague there holds no seat, and a clinic was sent something.

People this adds: advocate (leads the file), night (works on it), trainee (reads it), haven (a custodian of Haven's,
without a seat), clinic (intake of another support agency, which received a referral). Of the others on the stage,
authority receives applications.
"""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.base.row_security.call import call
from tests.support.files import open_file
from tests.world import World

# Planted in the file: seen by its seats, and by nobody else. The clinic was told the name that she chose.
SECRETS = ("Luna", "Marisol", "555-0177", "555 0177")
SIGHT = {"advocate": set(SECRETS), "night": set(SECRETS), "trainee": set(SECRETS), "clinic": {"Luna"}}
DUTIES = {"night": ["intake"], "haven": ["custodian"]}


def people(world: World, people: dict[str, Member]) -> None:
    """Who joins the cast; runs before anything is put on the stage."""
    haven = world.agency("support", short_name="Haven", city="Montréal", province="QC")
    clinic = world.agency("support", short_name="Clinic", city="Montréal", province="QC")
    for name in ("advocate", "night", "trainee", "haven"):
        people[name] = world.member(haven, name=f"Haven {name}", duties=DUTIES.get(name, []))
    people["clinic"] = world.member(clinic, name="Clinic intake", duties=["intake"])
    for name in ("authority", "support"):
        world.sql("UPDATE accord.member SET duties = duties || '{intake}' WHERE id = %s", people[name].id)


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    file = open_file(world, people["advocate"], people["clinic"])
    with world.acting(file.lead):
        for name, role in (("night", "worker"), ("trainee", "reader")):
            call("grant_seat", file.row.dossier_id, people[name].id, role, 60)
    consent = file.agree()
    return {
        "file": {"dossier": file.row.dossier_id},
        "consent": {"dossier": file.row.dossier_id, "id": consent.id},
    }
