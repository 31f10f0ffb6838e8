"""Flow 2: somebody comes in at night. Screening, an agreement read aloud, a referral sent and answered, follow-ups.

The worker knows nothing but what the screens say: every step is a link or a button of the page before it.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.deeds import ask_her, describe_her, refer_her

REFERRAL = 2  # clicks from the agreement: open the form, whose fields are filled in, and send
MINUTES = 12  # ux.md, flow 2: in all, for a trained user; typing at three keys a second


@pytest.mark.parametrize(("language", "javascript"), [("en", True), ("fr", False)], ids=["en-js", "fr-no-js"])
def test_walk_in_is_helped_to_a_referral_and_its_answer(world, visit, language, javascript):
    worker, clinic = _havre(world), _clinic(world)
    night = visit(worker, language=language, javascript=javascript)
    with night.counting() as all_of_it:
        _open(night)
        _screen(night)
        _needs(night)
        _agree(night, str(clinic.agency_id))
        with night.counting() as referring:
            refer_her(night)
    print(f"{language}: in all {all_of_it}; the referral {referring}")
    assert referring.clicks <= REFERRAL, str(referring)
    assert all_of_it.seconds <= MINUTES * 60, str(all_of_it)
    assert all_of_it.clicks <= 40, str(all_of_it)

    other = visit(clinic, language=language, javascript=javascript)
    other.open("home:home")
    other.follow_to("/referrals/")
    assert other.page.get_by_text("Luna").count()
    with other.counting() as answering:
        other.write("reply", "Demain, 9 h")
        other.press("Accept")
    assert answering.clicks == 1

    night.open("referrals:board")
    night.follow_to("/referrals/", within=".accord-board")
    assert night.page.get_by_text("Demain, 9 h").count()
    night.open("support:list")
    night.follow("Luna")
    with night.counting() as following:
        night.follow_to("/follow-ups/")
        night.page.locator("main form button").first.click()
    assert following.clicks == 1
    assert night.problems == [] and other.problems == []


def _havre(world: Any) -> Any:
    haven = world.agency("support", short_name="Havre", city="Montréal", province="QC")
    return world.member(haven, name="Yasmine Cherkaoui")


def _clinic(world: Any) -> Any:
    clinic = world.agency("support", short_name="Clinique", city="Montréal", province="QC")
    return world.member(clinic, name="Accueil", duties=["intake"])


def _open(night: Any) -> None:
    night.open("home:home")
    night.follow("Support", within="header")
    night.follow_to("/support/new/")
    describe_her(night)


def _screen(night: Any) -> None:
    night.follow_to("/screening/")
    night.press("Begin the screening")
    asked = night.page.locator("main select:visible")
    assert 1 <= asked.count() <= 10
    for number, answer in ((0, "disclosed"), (2, "observed"), (3, "refused")):
        asked.nth(number).select_option(answer)
        night.tally.fields += 1
    night.press("Save what was said")
    assert night.says("Three tests, side by side")
    night.follow("Back to the file", within="body")


def _needs(night: Any) -> None:
    night.follow_to("/needs/")
    night.tick("categories", "medical")
    night.press("Add")
    night.follow("Back to the file", within="body")


def _agree(night: Any, clinic: str) -> None:
    night.follow_to("/refer/")
    night.follow_to("/consent/new/")
    ask_her(night, "referral", clinic)
