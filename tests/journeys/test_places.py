"""A bed tonight: three clicks from the search to the word, with and without scripts, and the door an hour later."""

from __future__ import annotations

import re

import pytest

from tests.places.houses import house

CLICKS, SECONDS = 3, 60


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("javascript", [True, False], ids=["js", "no-js"])
def test_place_is_held_in_three_clicks_and_a_minute(world, visit, language, javascript):
    one = house(world, label="Chambres Lilas", genders=["women"], contact_phone="514 555 0142")
    worker = visit(one.seeker, language=language, javascript=javascript)
    worker.open("places:look")
    with worker.counting() as tally:
        worker.pick("gender", "women")
        worker.pick("language", "es")
        worker.press("See who has a place")
        worker.page.locator("main article button").first.click()
        worker.page.wait_for_load_state()
        tally.clicks += 1
        worker.page.locator("main form button[type=submit]").last.click()
        worker.page.wait_for_load_state()
        tally.clicks += 1
    assert worker.says("This place is held")
    [[word]] = world.sql("SELECT word FROM accord.hold_word")
    assert word in worker.page.locator("main").inner_text()
    assert tally.clicks == CLICKS
    assert tally.seconds <= SECONDS, tally
    if javascript:  # axe is a script itself
        assert not worker.axe() + worker.too_wide()
    _at_the_door(world, visit, one, word, language, javascript)


def _at_the_door(world, visit, one, word, language, javascript):
    """The night worker types what she hears: first wrong, then right."""
    door = visit(one.keeper, language=language, javascript=javascript)
    door.open("places:holds")
    assert word not in door.page.content()
    door.write("word", "lilas 12")
    door.page.locator("main article form button").click()
    door.page.wait_for_load_state()
    assert door.page.locator(".govuk-error-summary").count() == 1
    if javascript:
        assert not door.axe()
    door.write("word", word.upper())
    door.press("They have arrived")
    assert door.page.locator(".govuk-notification-banner--success").count() == 1
    assert one.counts() == (2, 0, 1)


def test_script_counts_down_from_the_servers_end_whatever_the_desks_clock_says(world, visit):
    one = house(world)
    held = one.hold()
    worker = visit(one.seeker)
    worker.page.clock.install(time="2031-05-01T12:00:00Z")  # a desk whose clock is years ahead
    worker.open("places:held", held.id)
    left = worker.page.locator("[data-until]")
    assert re.fullmatch(r"(90|89) minutes left", left.inner_text())
    worker.page.clock.fast_forward("05:00")
    assert re.fullmatch(r"(85|84) minutes left", left.inner_text())


def test_hold_that_runs_out_while_the_page_is_open_says_so(world, visit):
    one = house(world, hold_minutes=15)
    held = one.hold()
    world.sql(
        "UPDATE accord.hold SET made_at = made_at - interval '13 minutes', until = until - interval '13 minutes',"
        " coming_at = least(coming_at, until - interval '13 minutes') WHERE id = %s",
        held.id,
    )
    worker = visit(one.seeker)
    worker.page.clock.install()
    worker.open("places:held", held.id)
    left = worker.page.locator("[data-until]")
    assert "2 minutes left" in left.inner_text() and "soon" in (left.get_attribute("class") or "")
    worker.page.clock.fast_forward("02:05")
    assert left.inner_text() == "Time ran out: load this page again"
