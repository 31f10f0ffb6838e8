"""A worker applies with a survivor, an officer grants, and the worker is told before it expires."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accord.permits import clocks
from accord.permits.tasks import warn_of_permits
from tests.journeys.test_keyboard import Keys
from tests.permits.applying import FACTS, office
from tests.support.files import LEGAL

MOST_CLICKS = 5


def date_parts(visitor, name, day):
    for part in ("day", "month", "year"):
        visitor.write(f"{name}_{part}", str(getattr(day, part)))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("javascript", [True, False])
def test_worker_applies_officer_grants_worker_is_reminded(world, stack, visit, language, javascript):
    desk = office(world)
    desk.agree(facts=FACTS)
    worker = visit(desk.file.lead, language=language, javascript=javascript)
    officer = visit(desk.officer, language=language, javascript=javascript)

    worker.open("permits:file", desk.file.row.dossier_id)
    with worker.counting() as tally:
        worker.follow_to(f"/support/{desk.file.row.dossier_id}/rights/trp-vtip/")
        worker.write("fact_summary", "Got away in June.")
        worker.press("Make the application")
    assert tally.clicks <= MOST_CLICKS and worker.says("The application is made.")

    officer.open("permits:list")
    officer.page.locator("main table a.accord-number").first.click()
    told = officer.page.locator("main").inner_text()
    assert LEGAL in told and "Got away in June." in told and "Luna" not in told
    officer.follow_to("as=issued")
    today = clocks.today()
    date_parts(officer, "first", today)
    date_parts(officer, "last", today + timedelta(days=59))
    officer.write("number", "V-2026-1")
    officer.press("Save the decision")
    assert officer.says("The decision is noted.")

    warn_of_permits(timestamp=0)
    worker.open("notices:list")
    assert worker.says("A permit expires soon")
    worker.page.locator("main").get_by_role("link", name=worker.word("A permit expires soon")).first.click()
    assert "V-2026-1" in worker.page.locator("main").inner_text()
    worker.open("permits:list")
    assert "59" in worker.page.locator("main table").first.inner_text()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_whole_way_by_keyboard_alone(world, visit, language):
    desk = office(world)
    desk.agree(facts=FACTS)
    worker, officer = visit(desk.file.lead, language=language), visit(desk.officer, language=language)

    worker.open("permits:apply", desk.file.row.dossier_id, "trp-vtip")
    keys = Keys(worker)
    keys.write("fact_summary", "Got away in June.")
    keys.enter("main form button[type=submit]")
    assert worker.says("The application is made.")

    officer.open("permits:list")
    keys = Keys(officer)
    keys.enter("main table a.accord-number")
    keys.enter("main a[href*='as=refused']")
    keys.write("reason", "Not shown")
    keys.enter("main form button[type=submit]")
    assert officer.says("The decision is noted.")
