"""Haven's file applied for a permit, and the authority's intake received it.

The officer was told the summary and the legal name; a chosen name was not agreed to.
"""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Dossier
from accord.permits import actions
from accord.permits.loading import load
from accord.permits.models import Application, Right
from accord.support.models import SupportFile
from tests.matrix.stages import support
from tests.support.files import asked
from tests.world import World

support.SIGHT["authority"] = {"Held at the quarry"}
SECRET = "Held at the quarry"
support.SECRETS = (*support.SECRETS, SECRET)
for _name in ("advocate", "night", "trainee"):
    support.SIGHT[_name] = support.SIGHT[_name] | {SECRET}


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    load()
    advocate, authority = people["advocate"], people["authority"]
    dossier = things["file"]["dossier"]
    with world.acting(advocate):
        file, found = SupportFile.objects.get(dossier_id=dossier), Dossier.objects.get(pk=dossier)
        names = [Fact.SUMMARY, Fact.HEALTH]
        told = {"recipient": authority.agency, "purpose": Purpose.PERMIT, "facts": names}
        first, second = (consents.record_consent(by=advocate, dossier=found, asked=asked(**told, days=days))
                         for days in (30, 60))  # fmt: skip
        right = Right.objects.get(code="trp-vtip")
        sent = actions.apply_for_right(
            by=advocate,
            file=file,
            right=right,
            consent=first,
            typed={Fact.SUMMARY: SECRET},
            stages=["ask-after"],
        )
    clock = world.sql("SELECT id FROM accord.right_clock WHERE dossier_id = %s", dossier)[0][0]
    with world.acting(authority):
        received = Application.objects.get()
        actions.ask_fact(by=authority, application=received, fact=Fact.HEALTH, why="The form asks")
    at = {"dossier": dossier, "code": "trp-vtip"}
    return {
        "right": {"code": "trp-vtip"},
        "optional right": {"code": "referral-mechanism"},
        "right of file": at,
        "sent": {"dossier": dossier, "id": sent.id},
        "received application": {"dossier": received.dossier_id, "id": received.id},
        "clock": {"dossier": dossier, "id": clock},
        "second consent": {"dossier": dossier, "id": second.id},
        "permit consent": {"dossier": dossier, "id": first.id},
    }
