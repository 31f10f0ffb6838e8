"""Two closed files of Haven that the advocate still leads: of one, somebody is proposed to read it."""

from __future__ import annotations

from typing import Any

from accord.agencies.models import Member
from accord.base.clock import new_id
from accord.base.row_security.call import call
from accord.support import actions as support
from accord.support.vocabulary import Closing
from tests.support.files import open_file
from tests.world import World


def things(world: World, people: dict[str, Member], things: dict[str, Any]) -> dict[str, Any]:
    made = {}
    for name in ("shut", "shut_waiting"):
        file = open_file(world, people["advocate"], people["clinic"])
        with world.acting(file.lead):
            support.close_file(by=file.lead, file=file.row, closing=Closing.REACHED)
        made[name] = {"dossier": file.row.dossier_id}
    with world.acting(people["advocate"]):
        call(
            "propose_consultation",
            made["shut_waiting"]["dossier"],
            new_id(),
            people["trainee"].id,
            "copy",
            "Asked",
            5,
        )
    return made
