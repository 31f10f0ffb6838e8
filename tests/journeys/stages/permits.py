"""A file with applications in every state and running clocks, seen by who helps; officers and brokers have theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accord.consent.vocabulary import Fact, Purpose
from accord.permits import actions, clocks
from accord.permits.models import Application, Right
from tests.permits.applying import FACTS, Office, office

PART = "permits"
PAGES = [
    "permits:list", "permits:rights", "permits:right", "permits:file", "permits:apply", "permits:clock",
    "permits:application", "permits:fact", "permits:withdraw", "home:home", "notices:list",
]  # fmt: skip
NO_PAGES = {"permits:done", "permits:carry_on", "permits:switch"}
SENT_EMPTY = [("permits:fact", "Send it")]


def play(stage: Any) -> None:
    desk = office(stage.world)
    lead, file = desk.file.lead, desk.file
    asked_row = _asked(desk)
    first = clocks.today()
    with stage.world.acting(lead):
        noted = actions.note_application(
            by=lead, file=file.row, right=Right.objects.get(code="vqrp"), authority_name="PIRV+",
            requested_on=first - timedelta(days=9), stages=["immediate", "counselling"],
        )  # fmt: skip
        actions.start_clock(
            by=lead, dossier=file.dossier, right=Right.objects.get(code="ivac"), code="ask-after", on=first
        )
    granted = desk.apply(right=desk.right("study-permit"), typed={}, stages=[])
    with stage.world.acting(desk.officer):
        row = Application.objects.get(number=granted.number)
        actions.grant(by=desk.officer, application=row, first=first, last=first + timedelta(days=50))
    dossier = file.row.dossier_id
    stage.visitors[PART] = lead
    stage.arguments |= {
        "permits:right": ["trp-vtip"],
        "permits:file": [dossier],
        "permits:apply": [dossier, "trp-vtip"],
        "permits:clock": [dossier, "ivac"],
        "permits:application": [dossier, asked_row.id],
        "permits:fact": [dossier, asked_row.id],
        "permits:withdraw": [dossier, noted.id],
    }


def _asked(desk: Office) -> Application:
    """An application on an agreement that ends soon, a fact asked for, and a newer agreement that names it."""
    made = desk.apply(desk.agree(days=7))
    with desk.world.acting(desk.officer):
        row = Application.objects.get(number=made.number)
        actions.ask_fact(by=desk.officer, application=row, fact=Fact.IMMIGRATION_STATUS, why="Visa 2024")
    desk.agree(facts=[*FACTS, Fact.IMMIGRATION_STATUS], purpose=Purpose.PERMIT, days=80)
    return made
