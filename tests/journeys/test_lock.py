"""The page that locks while somebody types, in the browser: what stood in it comes back, and nothing stays behind."""

from __future__ import annotations

import pytest

from tests.journeys.people import desk, list_at_the_door

WORDS = "She said that the door must stay locked at night.\nNo calls before nine."
LEFT = "[localStorage.length, sessionStorage.length, document.cookie, document.body.innerText].join(' ')"


def hurry(visitor, part, seconds=2):
    """The same pages with a shorter clock."""

    def shorter(route):
        answer = route.fetch(max_redirects=0)
        route.fulfill(response=answer, body=answer.text().replace('"900"', f'"{seconds}"'))

    visitor.page.route(f"**/{part}/", shorter)


def at_notes(world, stack, visit, language):
    """A worker before the empty notes of a new file; the page locks after two seconds."""
    haven = desk(world, "Haven", "Montréal", "Amina Diallo", "Julie Côté", realm="support", province="QC")
    list_at_the_door(stack, haven)
    worker = visit(language=language)
    worker.choose_to_be(haven.lead.name)
    worker.open("support:new")
    worker.write("chosen_name", "Luna")
    worker.press("Open the file")
    hurry(worker, "notes")
    worker.page.goto(worker.page.url.rstrip("/") + "/notes/")
    return haven, worker


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ended", [False, True], ids=["in time", "session ended before"])
def test_words_typed_before_the_lock_come_back_to_their_form(world, stack, visit, language, ended):
    haven, worker = at_notes(world, stack, visit, language)
    there = worker.page.url
    worker.write("words", WORDS)
    if ended:
        world.sql("UPDATE door.session SET active_until = now() - interval '1 second'")
    worker.page.wait_for_url("**/account/lock/**", timeout=20_000)
    worker.page.wait_for_load_state()
    told = worker.page.locator("main").inner_text()
    assert {"en": "kept sealed, for you alone", "fr": "conservé sous scellé, pour vous seulement"}[
        language
    ] in told
    assert worker.page.evaluate(LEFT).startswith("0 0 ") and "locked at night" not in worker.page.evaluate(
        LEFT
    )
    assert b"locked at night" not in b"".join(
        bytes(each[0]) for each in world.sql("SELECT sealed FROM door.kept_form")
    )
    worker.page.unroute_all()
    worker.press("Sign in again")
    worker._click(worker.page.get_by_role("button", name=haven.lead.name))
    assert worker.says("What you typed is still here") and not worker.axe()
    worker.press("Go on with it")
    assert worker.page.url == there and worker.page.locator("[name=words]").input_value() == WORDS
    assert not worker.page.locator(".govuk-error-summary").count()
    worker.write("words", WORDS + " Said twice.")
    save = worker.page.locator("main form:has([name=words]) button[type=submit]").first
    worker._click(save)
    assert "Said twice." in worker.page.locator("main").inner_text()
    assert world.sql("SELECT count(*) FROM accord.case_note") == [(1,)]
    assert world.sql("SELECT count(*) FROM door.kept_form") == [(0,)]


def test_page_on_which_nothing_was_typed_claims_nothing(world, stack, visit):
    _haven, worker = at_notes(world, stack, visit, "en")
    worker.page.wait_for_url("**/account/lock/**", timeout=20_000)
    assert worker.says("Sign in and you will be where you were.") and not worker.says("kept")
    assert world.sql("SELECT count(*) FROM door.kept_form") == [(0,)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_cannot_be_kept_is_said_to_be_lost(world, stack, visit, language):
    _haven, worker = at_notes(world, stack, visit, language)
    worker.page.locator("[name=words]").fill("x" * 300_000)
    worker.page.wait_for_url("**/account/lock/**", timeout=20_000)
    told = worker.page.locator("main").inner_text()
    assert {"en": "could not be kept", "fr": "n’a pas pu être conservé"}[language] in told


def test_answer_with_something_to_mend_is_kept_though_nobody_touched_it(world, stack, visit):
    """What was refused is saved nowhere, and the page that shows it has seen no key."""
    _haven, worker = at_notes(world, stack, visit, "en")
    worker.page.unroute_all()
    worker.page.goto(worker.page.url.replace("/notes/", "/plan/"))
    hurry(worker, "plan", seconds=4)
    too_long = "She wants to learn to swim. " * 5_000
    worker.page.locator("[name=words]").fill(too_long[:120_000])
    worker._click(worker.page.locator("main form:has([name=words]) button[type=submit]").first)
    assert worker.page.locator(".govuk-error-summary").count()
    worker.page.wait_for_url("**/account/lock/**", timeout=20_000)
    assert "kept sealed" in worker.page.locator("main").inner_text()
