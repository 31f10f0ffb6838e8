"""Judging without a mouse: the duplicates of a desk one after another, and one answer taken back."""

from __future__ import annotations

import pytest

from accord.linkage import Judgement
from tests.journeys.people import montreal
from tests.journeys.test_keyboard import Keys
from tests.reports.drafts import suspect

TAKEN_BACK = "SELECT verdict FROM accord.judgement WHERE undone_at IS NOT NULL"
STANDING = "SELECT verdict FROM accord.judgement WHERE undone_at IS NULL ORDER BY created_at"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_duplicates_are_answered_by_single_keys(world, stack, visit, language):
    north = montreal(world)
    for _ in range(3):
        north.file(suspect())
    visitor = visit(north.lead, language=language)
    visitor.open("judging:duplicates", north.dossier.id)
    for key, verdict in (("1", Judgement.SAME), ("2", Judgement.DIFFERENT), ("3", Judgement.UNSURE)):
        with visitor.page.expect_navigation():
            visitor.page.keyboard.press(key)
        visitor.page.wait_for_load_state()
        assert world.sql(STANDING)[-1] == (verdict,)
    assert visitor.page.locator("[name='verdict']").count() == 0  # all three pairs are answered
    assert not visitor.axe() + visitor.too_wide()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_skipping_answers_nothing_and_leads_on(world, stack, visit, language):
    north = montreal(world)
    for _ in range(2):
        north.file(suspect())
    visitor = visit(north.lead, language=language)
    visitor.open("judging:duplicates", north.dossier.id)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("4")
    assert visitor.page.locator("[name='verdict']").count() == 0 and world.sql(STANDING) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_judging_and_taking_back_by_tab_and_enter_alone(world, stack, visit, language):
    north = montreal(world)
    report, _twin = north.file(suspect()), north.file(suspect())
    visitor = visit(north.lead, language=language)
    visitor.open("reports:report", north.dossier.id, report.id)
    keys = Keys(visitor)
    keys.enter("main a[href*='/judgements/']")
    keys.enter("main table a[href*='/judgements/']")
    keys.write("reason", "tatouage")
    keys.enter("button[name='verdict'][value='same']")
    assert world.sql(STANDING) == [("same",)]
    keys.enter("main table a[href*='/judgements/']")
    keys.enter("button[name='verdict'][value='take_back']")
    assert world.sql(STANDING) == [] and world.sql(TAKEN_BACK) == [("same",)]
    visitor.page.locator("main table a[href*='/judgements/']").wait_for()  # suggested again
    print(f"{language}: {keys.pressed} keys for judging and taking back")
