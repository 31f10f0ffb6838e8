"""A request of the police desk to the clinic, and a line of a survivor of Haven's to North."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.bridges import actions
from accord.bridges.models import Bridge, PlaceRequest
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Dossier
from tests.bridges.crossing import FIVE, Sides
from tests.support.files import File
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    from accord.support.models import SupportFile

    world.sql("UPDATE accord.member SET duties = duties || '{intake}' WHERE id = %s", people["lead"].id)
    with world.acting(people["advocate"]):
        row = SupportFile.objects.get(dossier_id=things["file"]["dossier"])
    file = File(world, people["advocate"], people["clinic"], row)
    with world.acting(people["lead"]):
        desk = Dossier.objects.get(pk=things["desk"]["dossier"])
    both = Sides(world, people["lead"], desk, file)
    asked = both.ask()
    line = both.line(both.agree())
    date = both.date(file.lead, line)
    file.agree(purpose=Purpose.MATCHING, facts=[Fact.LEGAL_NAME], recipient=None, recipient_name="Office")
    got, across = both.asked(), both.across()
    assert isinstance(got, PlaceRequest) and isinstance(across, Bridge) and actions
    return {
        "asking": {"dossier": desk.id, "event": asked.event_id},
        "asked": {"dossier": got.dossier_id, "event": got.event_id},
        "line": {"dossier": line.dossier_id, "event": line.event_id},
        "date": {"dossier": across.dossier_id, "event": across.event_id, "date": date.event_id},
    }


__all__ = ["FIVE", "things"]
