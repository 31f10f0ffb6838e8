"""A survivor's file with lines to police, and a police desk that asked for a place."""

from __future__ import annotations

from typing import Any

from accord.bridges import actions
from accord.bridges.models import BridgeDate
from accord.bridges.vocabulary import Asking, Errand, Occasion
from accord.consent.vocabulary import Fact, Purpose
from tests.bridges.crossing import sides

PART = "bridges"
PAGES = ["bridges:list", "bridges:crossing", "bridges:police"]
NO_PAGES = {"bridges:propose", "bridges:date"}
SENT_EMPTY = [
    ("bridges:crossing", "Propose the date")
]  # a line to police is filled in with what the file knows


def play(stage: Any) -> None:
    both = sides(stage.world)
    both.ask()
    line = both.line(both.agree())
    for by, bridge in ((both.officer, both.across()), (both.file.lead, line)):
        both.date(by, bridge, occasion=Occasion.STATEMENT, city="Laval", interpreter=True, childcare=True)
    both.agree(Errand.COURT)
    both.file.agree(
        purpose=Purpose.MATCHING, facts=[Fact.LEGAL_NAME], recipient=None, recipient_name="Bureau"
    )
    asked = both.asked()
    with stage.world.acting(both.file.clinic):
        actions.answer_place(by=both.file.clinic, request=asked, answer=Asking.ACCEPTED)
    with stage.world.acting(both.file.lead):
        assert BridgeDate.objects.count() == 2
    stage.visitors[PART] = both.file.lead
    stage.arguments |= {
        "bridges:crossing": [line.dossier_id, line.event_id],
        "bridges:police": [both.file.row.dossier_id],
    }
