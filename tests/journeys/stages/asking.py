"""The police side of the same: questions asked, and a date to answer."""

from __future__ import annotations

from typing import Any

from accord.bridges import actions
from accord.bridges.vocabulary import Asking
from tests.bridges.crossing import sides

PART = "asking"
PAGES = ["bridges:list", "bridges:ask", "bridges:crossing"]
NO_PAGES = {"arrivals:arrival"}
SENT_EMPTY = [("bridges:ask", "Ask")]


def play(stage: Any) -> None:
    both = sides(stage.world)
    both.ask()
    asked = both.asked()
    with stage.world.acting(both.file.clinic):
        actions.answer_place(by=both.file.clinic, request=asked, answer=Asking.DECLINED)
    waiting = both.ask()
    both.date(both.file.lead, both.line(both.agree()))
    stage.visitors[PART] = both.officer
    stage.arguments |= {"bridges:crossing": [waiting.dossier_id, waiting.event_id]}
