"""Places to stay in the story: what each house has, what is taken, who was turned away. No identity anywhere."""

from __future__ import annotations

from datetime import timedelta

from accord.agencies.models import Agency
from accord.base import clock
from accord.base.clock import now
from accord.places import actions
from accord.places.actions import PreNotice
from accord.places.fit import Kind
from accord.places.models import Place
from accord.places.vocabulary import Why
from accord.reports.places import find_city
from accord.story.cast import story_id
from accord.story.stage import Stage
from accord.story.told import lead_of, member

# agency, kind, what it is called on the board, total, occupied, out of service, hours since it was confirmed
HOMES = (
    ("Havre", Kind.EMERGENCY, "Nuit, femmes", 12, 9, 1, 1, {"genders": ["women", "trans"], "age_min": 18}),
    ("Havre", Kind.SAFE_HOUSE, "Maison", 4, 4, 0, 2, {"genders": ["women"], "age_min": 18, "children": True}),
    ("Étape", Kind.SECOND_STAGE, "Appartements", 8, 7, 0, 3, {"children": True, "most_people": 4}),
    ("Étape", Kind.SUPPORTIVE_LONG_TERM, "Logements avec soutien", 6, 6, 0, 9, {"children": True}),
    ("Lakeside", Kind.TRANSITION, "Lodge", 10, 6, 0, 1, {"genders": ["women", "trans"], "pets": True}),
    ("Lakeside", Kind.HOTEL_VOUCHER, "Voucher, one night", 3, 1, 0, 6, {"age_min": 18}),
    ("Passerelle", Kind.TRANSITION, "House", 7, 7, 0, 2, {"genders": ["women"]}),
    ("Cedar", Kind.INDIGENOUS, "Circle house", 9, 5, 0, 3, {"children": True}),
    ("Jeunes", Kind.YOUTH, "16 à 24 ans", 8, 5, 0, 1, {"age_min": 16, "age_max": 24}),
    ("Clinique", Kind.DETOX, "Detox", 5, 4, 0, 5, {"age_min": 18, "substance_use": "welcome"}),
)
AWAY = (
    ("Havre", Kind.EMERGENCY, Why.FULL, 7), ("Havre", Kind.SAFE_HOUSE, Why.FULL, 6),
    ("Passerelle", Kind.TRANSITION, Why.FULL, 5), ("Étape", Kind.SUPPORTIVE_LONG_TERM, Why.FULL, 8),
    ("Étape", Kind.SECOND_STAGE, Why.CRITERIA, 2), ("Lakeside", Kind.HOTEL_VOUCHER, Why.NO_TRANSPORT, 2),
    ("Clinique", Kind.DETOX, Why.SAFETY, 1),
)  # fmt: skip


def open_homes(stage: Stage) -> None:
    """Each house says what it has; one place is being held; some were turned away."""
    for agency, kind, label, total, occupied, broken, hours, takes in HOMES:
        part = lead_of(agency)
        own = Agency.objects.get(pk=story_id("agency", agency))
        town = find_city(own.city)
        place = Place(
            id=story_id("place", agency, label), kind=kind, label=label, city=own.city, province=own.province,
            latitude=town.latitude if town else None, longitude=town.longitude if town else None,
            contact_phone=own.desk_phone, total=total, occupied=occupied, out_of_service=broken, **takes,
        )  # fmt: skip
        at = now() - timedelta(hours=hours)
        with clock.replaced(now=lambda at=at: at), stage.acting(part, "story.places"):  # type: ignore[misc]
            actions.keep_place(by=member(part), place=place)
    for agency, kind, why, times in AWAY:
        part = lead_of(agency)
        with stage.acting(part, "story.places"):
            for number in range(times):
                key = story_id("away", agency, kind, str(number))
                actions.turn_away(by=member(part), kind=kind, reason=why, facts={"people": 1}, form_key=key)
    _hold(stage)


def _hold(stage: Stage) -> None:
    """The hospital holds a bed at Havre for somebody who leaves now."""
    part = lead_of("Hôpital")
    with stage.acting(part, "story.places"):
        place = Place.objects.get(pk=story_id("place", "Havre", "Nuit, femmes"))
        notice = PreNotice(when=now() + timedelta(minutes=50), gender="women", language="vi")
        actions.hold_place(by=member(part), place=place, notice=notice, form_key=story_id("hold"))
