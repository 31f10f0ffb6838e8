"""One of everything in Haven's file: answers, needs, notes, papers, alerts; and a shift on Haven's roster."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accord.agencies.models import Member
from accord.base.clock import now
from accord.support.actions import arrange_cover
from accord.support.models import SupportFile
from tests.support.files import File
from tests.support.record import fill, team_consent
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    dossier = things["file"]["dossier"]
    with world.acting(people["advocate"]):
        row = SupportFile.objects.get(dossier_id=dossier)
    file = File(world, people["advocate"], people["clinic"], row)
    made, team = fill(file), team_consent(file)
    names = ("screening", "need", "goal", "summary", "child", "booking", "attachment", "follow_up", "alert")
    starts = now() + timedelta(days=20)
    with world.acting(people["advocate"]):
        cover = arrange_cover(
            by=people["advocate"],
            file=row,
            away=people["advocate"],
            colleague=people["haven"],
            days=3,
            starts=starts,
        )
    return {
        "file_cover": {"dossier": dossier, "id": cover.id},
        **{f"file_{name}": {"dossier": dossier, "id": getattr(made, name).id} for name in names},
        "file_hold": {"dossier": dossier, "id": things["place"]["id"]},
        "file_team": {"dossier": dossier, "id": team.id},
        "shift": {"id": made.shift.id},
    }
