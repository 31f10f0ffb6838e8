"""Places to stay: for services, and not there for anybody else.

The place is Haven's (advocate, night, trainee, haven); the clinic holds one of its rooms. Support is a third service.
"""

from __future__ import annotations

from tests.matrix.row import KEY, NO, Row

HAVEN = "advocate night trainee haven"
SERVICES = f"support clinic {HAVEN}"
SEEN = f"200 {SERVICES}; 404 *"
FACTS = {"coming_in": "30", "people": "1", "form_key": KEY}
PLACE = {
    "kind": "youth", "label": "Attic", "total": "2", "out_of_service": "0", "occupied": "0", "hold_minutes": "60",
    "seen_occupied": "0", "form_key": "5f0c1c5e-2f55-4a56-9f3b-3d0a9a6c6d11",
}  # fmt: skip

ROWS: dict[str, Row] = {
    "places:board": Row("nothing", SEEN, SEEN),
    "places:look": Row("nothing", SEEN, SEEN, {"gender": "women"}),
    "places:hold": Row("place", SEEN, f"302 {SERVICES}; 404 *", FACTS),
    # A hold: the two sides of it. Whoever provides says that somebody has come; whoever holds releases.
    "places:holds": Row("nothing", SEEN, SEEN),
    "places:held": Row("hold", f"200 clinic {HAVEN}; 404 *", f"200 clinic {HAVEN}; 404 *"),
    "places:release": Row("hold", NO, f"302 clinic; 403 {HAVEN}; 404 *"),
    "places:arrive": Row("hold", NO, f"200 {HAVEN}; 403 clinic; 404 *", {"word": "no such word"}),
    "places:refuse": Row("hold", NO, f"302 {HAVEN}; 403 clinic; 404 *", {"reason": "safety"}),
    # One's own places: every member of the agency keeps them, and nobody else does
    "places:own": Row("nothing", SEEN, SEEN),
    "places:new": Row("nothing", SEEN, f"302 {SERVICES}; 404 *", PLACE),
    "places:confirm": Row("nothing", NO, f"302 {SERVICES}; 404 *"),
    "places:change": Row("place", f"200 {HAVEN}; 404 *", f"302 {HAVEN}; 404 *", PLACE),
    "places:count": Row("place", NO, f"302 {HAVEN}; 404 *", {"step": "came", "form_key": KEY}),
    "places:ladder_csv": Row("nothing", SEEN, NO),
    "places:turned_away": Row(
        "nothing",
        SEEN,
        f"302 {SERVICES}; 404 *",
        {"kind": "emergency", "reason": "full", "people": "1", "form_key": KEY},
    ),
}
