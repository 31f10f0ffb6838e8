"""A town with places of several kinds, one on hold each way, one stale, and a few people turned away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accord.base import clock
from accord.places import actions
from accord.places.vocabulary import Why
from tests.places.houses import a_place, house

PART = "places"
PAGES = [
    "places:board", "places:look", "places:hold", "places:holds", "places:held", "places:own", "places:new",
    "places:change", "places:turned_away",
]  # fmt: skip
NO_PAGES = {
    "places:ladder_csv",
    "places:release",
    "places:arrive",
    "places:refuse",
    "places:confirm",
    "places:count",
}
SENT_EMPTY = [
    ("places:held", "They have arrived"), ("places:new", "Save the place"), ("places:turned_away", "Record it"),
]  # fmt: skip
TAKES: dict[str, Any] = {
    "genders": ["women", "trans"], "languages": ["en", "fr"], "children": True, "pets": False, "most_people": 4,
    "age_min": 18, "accessibility": ["mobility"], "substance_use": "not_on_site", "contact_phone": "514 555 0142",
}  # fmt: skip
OURS = (
    ("emergency", "Chambres Lilas", {"total": 6, "occupied": 3, "out_of_service": 1, **TAKES}),
    ("second_stage", "Logements Érable", {"total": 30, "occupied": 28, **TAKES}),
)
THEIRS = (
    (
        "safe_house",
        "Maison Aube",
        {"total": 4, "occupied": 2, "languages": ["es", "fr"], "genders": ["women"]},
    ),
    ("youth", "Halte Jeunesse", {"total": 8, "occupied": 8, "age_max": 17}),
    ("hotel_voucher", "Bons", {"total": 5, "city": "", "province": ""}),
    ("detox", "Palier", {"total": 3, "occupied": 1, "city": "Gatineau", "substance_use": "abstinence"}),
    ("supportive_long_term", "Résidence Tilleul", {"total": 12, "occupied": 12, "city": "Québec City"}),
)


def play(stage: Any) -> None:
    world = stage.world
    one = house(world, kind="transition", label="Maison Lanterne", total=3, **TAKES)
    other = house(
        world, one.seeker, one.keeper, **{"kind": THEIRS[0][0], "label": THEIRS[0][1], **THEIRS[0][2]}
    )
    for keeper, places in ((one.keeper, OURS), (one.seeker, THEIRS[1:])):
        with world.acting(keeper):
            for kind, label, more in places:
                actions.keep_place(by=keeper, place=a_place(keeper, kind=kind, label=label, **more))
    world.sql(
        "UPDATE accord.place SET confirmed_at = confirmed_at - interval '5 hours' WHERE label = 'Palier'"
    )
    coming, gone = one.hold(), one.hold()
    other.hold()
    one.ran_out(gone)
    last_month = clock.now().replace(day=1) - timedelta(days=3)
    with clock.replaced(now=lambda: last_month), world.acting(one.keeper):
        for kind, reason in (
            ("emergency", Why.FULL),
            ("youth", Why.NO_TRANSPORT),
            ("second_stage", Why.FULL),
        ):
            actions.turn_away(by=one.keeper, kind=kind, reason=reason)
    stage.visitors[PART] = one.keeper
    stage.arguments |= {
        "places:hold": [other.place.id], "places:held": [coming.id], "places:change": [one.place.id],
    }  # fmt: skip
