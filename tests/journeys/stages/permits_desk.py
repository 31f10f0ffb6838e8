"""The officer's pages of applications."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accord.permits import actions, clocks
from accord.permits.models import Application
from tests.permits.applying import office

PART = "permits_desk"
PAGES = [
    "permits:list",
    "permits:application",
    "permits:decide",
    "permits:ask",
    "home:home",
    "permits:rights",
]
NO_PAGES: set[str] = set()
SENT_EMPTY = [("permits:decide", "Save the decision"), ("permits:ask", "Ask for it")]


def play(stage: Any) -> None:
    desk = office(stage.world)
    waiting, granted = desk.apply(), desk.apply(right=desk.right("open-work-permit"), typed={}, stages=[])
    today = clocks.today()
    with stage.world.acting(desk.officer):
        row = Application.objects.get(number=granted.number)
        actions.grant(
            by=desk.officer,
            application=row,
            first=today,
            last=today + timedelta(days=80),
            span="short",
            number="V-1",
        )
        mine = Application.objects.get(number=waiting.number)
    stage.visitors[PART] = desk.officer
    at = [mine.dossier_id, mine.id]
    stage.arguments |= {f"permits:{name}": at for name in ("application", "decide", "ask")}
