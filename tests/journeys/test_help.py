"""Somebody who looks for a place tonight finds one, in either language, with and without JavaScript."""

from __future__ import annotations

import pytest

from accord.story import services


@pytest.mark.browser
@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_place_is_found_without_an_account(world, visit, language, javascript):
    services.publish()
    visitor = visit(None, language=language, javascript=javascript)
    visitor.open("start:start")
    visitor.follow("Find a service near you")
    visitor.pick("need", "shelter")
    visitor.write("place", "gatineau")
    visitor.press("Find services")
    found = visitor.page.locator("article")
    assert found.count() == 1
    assert {"en": "Beds for youth", "fr": "Lits pour jeunes"}[language] in found.inner_text()
    assert "gatineau" not in visitor.page.url
    assert visitor.page.locator(".govuk-exit-this-page, .accord-exit").count()
    visitor.write("place", "")
    visitor.press("Find services")
    assert visitor.says("The address is not published. Call first.")
    if javascript:
        assert visitor.axe() + visitor.too_wide() + visitor.problems == []
    visitor.write("place", "Iqaluit")
    visitor.press("Find services")
    assert found.count() == 0 and "1-833-900-1010" in visitor.page.locator("main").inner_text()
