"""A survivor's file with one of everything in it, and a caseload with a minor and somebody who is overdue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accord.base import clock
from accord.support import actions
from accord.support.vocabulary import AgeGroup, Identity
from tests.places.houses import house
from tests.support.files import open_file
from tests.support.record import fill, team_consent

PART = "support_file"
FILE = ("file", "change", "close", "screening", "needs", "plan", "safety", "notes", "summary", "family",
        "attachments", "follow_ups", "team", "alert", "place")  # fmt: skip
PAGES = [
    "support:list", "support:new", "support:urgent", "support:roster", *[f"support:{name}" for name in FILE],
    "support:screen", "support:prompts", "support:hold", "support:cover",
]  # fmt: skip
NO_PAGES = {
    f"support:{name}"
    for name in ("shift", "state", "reveal", "duty", "need", "goal", "summary_step", "child", "book", "booking",
                 "attachment", "follow_up", "hand_over", "call_off", "end_alert", "arrived")
}  # fmt: skip
SENT_EMPTY = [
    ("support:roster", "Add the shift"), ("support:close", "Close the file"), ("support:needs", "Add"),
    ("support:plan", "Add the goal"), ("support:notes", "Add the note"), ("support:attachments", "Add the paper"),
    ("support:follow_ups", "Add"), ("support:alert", "Mark it"),
]  # fmt: skip


def play(stage: Any) -> None:
    with clock.replaced(now=lambda: _days_ago(3)):
        late = open_file(stage.world, identity={Identity.CHOSEN_NAME: "Inès"})
    file = open_file(stage.world, late.lead, late.clinic, age=16, age_group=AgeGroup.MINOR, interpreter="es")
    made = fill(file)
    team_consent(file)
    rooms = house(stage.world, seeker=file.lead, genders=["women"], age_min=16)
    held = rooms.hold()
    with stage.world.acting(file.lead):
        actions.keep_hold(by=file.lead, file=file.row, hold=held)
    colleague = stage.world.member(file.lead.agency, name="Noor Haddad")
    with stage.world.acting(file.lead):
        cover = actions.arrange_cover(
            by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=4,
            starts=clock.now() + timedelta(days=9),
        )  # fmt: skip
    stage.arguments["support:cover"] = [file.row.dossier_id, cover.id]
    stage.visitors[PART] = file.lead
    stage.arguments |= {f"support:{name}": [file.row.dossier_id] for name in FILE}
    of_screening = [file.row.dossier_id, made.screening.id]
    stage.arguments |= {"support:screen": of_screening, "support:prompts": of_screening}
    stage.arguments |= {"support:hold": [file.row.dossier_id, rooms.place.id]}


def _days_ago(days: int) -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC) - timedelta(days=days)
