"""Survivors' files: for seats of support agencies, and nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.row import KEY, NO, Row
from tests.matrix.stage import Stage

FILE = "200 advocate night trainee; 404 *"
WORK = "302 advocate night; 403 trainee; 404 *"
LEADS = "302 advocate; 403 night trainee; 404 *"
HOUSES = "advocate night trainee haven clinic support"
DAY = {"day_day": "1", "day_month": "6", "day_year": str(date.today().year + 1), "hour": "14:00"}
FACTS = {"coming_in": "30", "people": "1", "form_key": KEY}
WORDS = {"words": "So it was.", "form_key": KEY}


def shift(stage: Stage) -> dict[str, Any]:
    """For the advocate, on Haven's roster: for other agencies a stranger, who is not on their list."""
    return {"member": str(stage.people["advocate"].id), **DAY, "hours": "8", "form_key": KEY}


def cover(stage: Stage) -> dict[str, Any]:
    away, colleague = (str(stage.people[name].id) for name in ("advocate", "haven"))
    today = date.today()
    days = {
        f"{end}_{part}": str(getattr(today, part))
        for end in ("starts", "until")
        for part in ("day", "month", "year")
    }
    return {"away": away, "colleague": colleague, "form_key": KEY, **days}


def paper(stage: Stage) -> dict[str, Any]:
    return {"paper": SimpleUploadedFile("a.txt", b"A letter."), "form_key": KEY}


ROWS: dict[str, Row] = {
    "support:list": Row("nothing", f"200 {HOUSES}; 403 *", NO),
    "support:new": Row("nothing", f"200 {HOUSES}; 403 *", f"302 {HOUSES}; 403 *", {"form_key": KEY}),
    "support:urgent": Row("nothing", f"200 {HOUSES}; 403 *", NO),
    # A colleague at Haven without a seat keeps the roster too
    "support:roster": Row(
        "nothing",
        f"200 {HOUSES}; 403 *",
        "302 advocate night trainee haven; 200 clinic support; 403 *",
        shift,
    ),
    "support:shift": Row("shift", NO, "302 advocate night trainee haven; 404 clinic support; 403 *"),
    "support:file": Row("file", FILE, NO),
    "support:state": Row("file", NO, WORK, {"contact": "out_of_reach"}),
    # Whoever may read the file may open a field; the trail says who
    "support:reveal": Row("file", NO, "200 advocate night trainee; 404 *", {"code": "legal_name"}),
    "support:change": Row("file", "200 advocate night; 403 trainee; 404 *", WORK, {"chosen_name": "Luna"}),
    "support:close": Row("file", "200 advocate; 403 night trainee; 404 *", LEADS, {"closing": "reached"}),
    "support:screening": Row(
        "file", FILE, WORK, {"instrument": "walk-in", "about": "sexual", "form_key": KEY}
    ),
    "support:duty": Row("file", NO, WORK, {"outcome": "called", **WORDS}),
    "support:screen": Row("file_screening", FILE, WORK, {"W.02": "observed"}),
    "support:prompts": Row("file_screening", FILE, NO),
    "support:needs": Row("file", FILE, WORK, {"categories": ["food"], "urgency": "today"}),
    "support:need": Row("file_need", NO, WORK, {"state": "met"}),
    "support:plan": Row("file", FILE, WORK, WORDS),
    "support:goal": Row("file_goal", NO, WORK, {"state": "reached"}),
    "support:safety": Row("file", FILE, WORK, {"phone": "514 555 0101"}),
    "support:notes": Row("file", FILE, WORK, WORDS),
    "support:summary": Row("file", FILE, WORK, {"words": "So it was."}),
    "support:summary_step": Row("file_summary", NO, WORK, {"step": "read", "language": "es"}),
    "support:family": Row("file", FILE, WORK, {"whereabouts": "with_her", "form_key": KEY}),
    "support:child": Row("file_child", NO, WORK),
    "support:book": Row("file", NO, WORK, {"language": "es", **DAY, "gender": "woman", "form_key": KEY}),
    "support:booking": Row("file_booking", NO, WORK, {"comes": "yes"}),
    "support:attachments": Row("file", FILE, WORK, paper),
    "support:attachment": Row("file_attachment", FILE, WORK),
    "support:place": Row("file", FILE, FILE, {"gender": "women"}),
    "support:hold": Row("file_hold", "200 advocate night; 403 trainee; 404 *", WORK, FACTS),
    "support:arrived": Row("file", NO, WORK),
    "support:follow_ups": Row("file", FILE, WORK, {**DAY, **WORDS}),
    "support:follow_up": Row("file_follow_up", NO, WORK, {"outcome": "spoken"}),
    "support:team": Row("file", FILE, LEADS, cover),
    "support:cover": Row("file_cover", "200 advocate; 403 night trainee; 404 *", LEADS, cover),
    "support:call_off": Row("file_cover", NO, LEADS),
    # Handed over to a service only once it has seats; here it has none yet
    "support:hand_over": Row("file_team", NO, "403 advocate night trainee; 404 *"),
    "support:alert": Row("file", FILE, WORK, {"kind": "danger", "words": "Call her sister."}),
    "support:end_alert": Row("file_alert", NO, WORK),
}
