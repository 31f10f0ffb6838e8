"""Something changes while a page is open: she takes everything back, she turns 18, an instrument gets a new version."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accord.base import clock
from accord.consent.actions import make_card
from accord.support import actions, queries
from accord.support.models import DutyRecord, ScreeningAnswer
from accord.support.screening import Kind, latest, library
from accord.support.screening.library import seeded
from accord.support.vocabulary import AgeGroup, DutyOutcome, Identity
from tests.matrix.row import KEY
from tests.permits.applying import office
from tests.places.houses import house
from tests.support.files import NAME, File, open_file


def of(file: File, part: str = "") -> str:
    return f"/en/support/{file.row.dossier_id}/{part}"


def takes_back(file: File) -> None:
    """With her card, from any telephone."""
    with file.world.acting(file.lead):
        code = make_card(by=file.lead, dossier=file.dossier)
    answer = file.world.browser().post("/en/withdraw/", {"code": code, "step": "confirmed"})
    assert "has been taken back" in answer.content.decode()


def test_referral_form_that_was_open_sends_nothing_and_keeps_what_was_typed(world):
    file = open_file(world)
    where = f"/en/support/{file.row.dossier_id}/refer/{file.agree().id}/"
    browser = world.browser(file.lead)
    assert NAME in browser.get(where).content.decode()
    takes_back(file)
    sent = {"need": "health", "facts": ["chosen_name"], "caller": "Yasmine", "caller_phone": "514 555 0101",
            "form_key": KEY}  # fmt: skip
    answer = browser.post(where, sent)
    assert answer.status_code == 409 and 'value="514 555 0101"' in answer.content.decode()
    assert world.sql("SELECT 1 FROM accord.referral") == [] == world.sql("SELECT 1 FROM accord.disclosure")


def test_application_form_that_was_open_sends_nothing_and_keeps_what_was_typed(world):
    desk = office(world)
    consent = desk.agree()
    where = of(desk.file, "rights/trp-vtip/")
    browser = world.browser(desk.file.lead)
    key = re.search(r'name="form_key" value="([^"]+)"', browser.get(where).content.decode())
    assert key
    takes_back(desk.file)
    sent = {"to": str(consent.id), "fact_summary": "Got away in June.", "form_key": key[1]}
    page = browser.post(where, sent).content.decode()
    assert "Got away in June." in page and "error" in page
    assert world.sql("SELECT 1 FROM accord.application") == []


def test_hold_asks_no_agreement_and_is_made_though_she_took_everything_back(world):
    """A place names nobody: no agreement carries it, and none that ends takes her bed away."""
    file = open_file(world)
    file.agree()
    rooms = house(world, seeker=file.lead)
    browser = world.browser(file.lead)
    browser.get(of(file, f"place/{rooms.place.id}/"))
    takes_back(file)
    answer = browser.post(
        of(file, f"place/{rooms.place.id}/"), {"coming_in": "30", "people": "1", "form_key": KEY}
    )
    assert answer["Location"] == of(file, "place/")
    assert world.sql("SELECT outcome FROM accord.held_place") == [("held",)]
    takes_back(file)
    assert world.sql("SELECT state FROM accord.hold") == [("held",)]


def test_hold_that_somebody_else_was_faster_for_leads_to_the_next_within_the_file(world):
    file = open_file(world)
    rooms = house(world, seeker=file.lead, total=1)
    other = house(world, rooms.keeper, label="Attic")
    browser = world.browser(file.lead)
    rooms.hold(rooms.keeper)
    sent = {"coming_in": "30", "people": "1", "form_key": KEY}
    page = browser.post(of(file, f"place/{rooms.place.id}/"), sent).content.decode()
    assert "Nothing was held" in page and of(file, f"place/{other.place.id}/") in page
    assert world.sql("SELECT 1 FROM accord.held_place") == []


def test_minor_who_turns_18_keeps_what_was_weighed_and_how_she_was_asked(world):
    born = datetime(2008, 6, 1, tzinfo=UTC)
    met, of_age = datetime(2026, 3, 10, 12, tzinfo=UTC), datetime(2026, 6, 1, 16, tzinfo=UTC)
    with clock.replaced(now=lambda: met):
        file = open_file(
            world, age=17, age_group=AgeGroup.MINOR,
            identity={Identity.CHOSEN_NAME: NAME, Identity.DATE_OF_BIRTH: f"{born:%Y-%m-%d}"},
        )  # fmt: skip
        with world.acting(file.lead):
            begun = actions.start_screening(
                by=file.lead, file=file.row, instrument="walk-in", about=Kind.SEXUAL
            )
            actions.record_duty(by=file.lead, file=file.row, outcome=DutyOutcome.CALLED, words="Line 2")
        before = _seen(world, file, begun)
    with clock.replaced(now=lambda: of_age):
        after = _seen(world, file, begun)
    assert "the law may ask you to call" in before[0] and "the law may ask you to call" not in after[0]
    called = "The child-protection line was called"
    assert called in before[0] and called in after[0] and "This person is 18 now" in after[0]
    assert before[1] == after[1], "what was done to a child was done to a child: the questions stay"
    with world.acting(file.lead):
        assert DutyRecord.objects.count() == 1
        assert queries.minority(file.row).when_met


def _seen(world: Any, file: File, begun: Any) -> tuple[str, list[str]]:
    """The screening's page, and the questions of the one that is open."""
    browser = world.browser(file.lead)
    asked = browser.get(of(file, f"screening/{begun.id}/")).content.decode()
    return browser.get(of(file, "screening/")).content.decode(), re.findall(r'name="([WDC][\w.]+)"', asked)


@pytest.mark.parametrize("dropped", [0, 2])
def test_screening_form_that_was_open_is_saved_though_the_instrument_was_upgraded(
    world, monkeypatch, dropped
):
    file = open_file(world)
    browser = world.browser(file.lead)
    start = {"instrument": "walk-in", "about": "sexual", "form_key": KEY}
    where = browser.post(of(file, "screening/"), start)["Location"]
    page = browser.get(where).content.decode()
    old = latest("walk-in")
    items = tuple(item for at, item in enumerate(old.items) if at != dropped)
    newer = replace(old, version="3", items=items, fingerprint="newer")
    monkeypatch.setattr(library, "seeded", lambda: (*seeded(), newer))
    answered = {old.items[0].id: "disclosed", old.items[2].id: "observed"}
    assert all(f'name="{item}"' in page for item in answered)
    assert browser.post(where, answered).status_code == 302
    with world.acting(file.lead):
        assert {row.item: row.state for row in ScreeningAnswer.objects.all()} == answered
    again = browser.get(where).content.decode()
    assert (
        again.count("selected") >= 2
        and f"version {old.version}" in browser.get(of(file, "screening/")).content.decode()
    )


@pytest.mark.parametrize(
    ("met", "hour"),
    [
        (datetime(2026, 11, 1, 2, tzinfo=UTC), "21:00"),  # 22:00 EDT, and 24 hours later 21:00 EST
        (datetime(2027, 3, 14, 3, tzinfo=UTC), "23:00"),  # 22:00 EST, and 24 hours later 23:00 EDT
    ],
)
def test_follow_up_after_24_hours_is_due_after_24_hours_in_the_night_in_which_clocks_change(world, met, hour):
    with clock.replaced(now=lambda: met):
        file = open_file(world)
        page = world.browser(file.lead).get(of(file, "follow-ups/")).content.decode()
    assert hour in page
    assert world.sql("SELECT due_at FROM accord.follow_up WHERE kind = 'day'") == [
        (met + timedelta(hours=24),)
    ]
