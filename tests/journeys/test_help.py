"""Somebody who looks for a place tonight finds one, in either language, with and without JavaScript."""

from __future__ import annotations

import pytest

from accord.directory.loading import load
from accord.story import services
from tests.directory.lists import offer, reading

EVERYWHERE = (
    "Nothing is listed in the place that you gave, nor in its province or territory. These are everywhere."
)


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
    assert visitor.says(EVERYWHERE) and found.count() > 1
    assert "1-833-900-1010" in visitor.page.locator("main").inner_text()
    visitor.page.locator("main details summary").click()
    visitor.write("age", "12")
    visitor.write("words", "xyzzy")
    visitor.press("Find services")
    assert found.count() == 0 and "1-833-900-1010" in visitor.page.locator("main").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "fr"])
def test_pages_are_turned_without_javascript_and_without_an_address(world, visit, language):
    load(reading(*[offer(f"s{n}", name_en=f"House {n:02}", name_fr=f"Maison {n:02}") for n in range(30)]))
    visitor = visit(None, language=language, javascript=False)
    visitor.open("help:help")
    visitor.pick("need", "shelter")
    visitor.press("Find services")
    visitor.press("Next page")
    assert visitor.page.locator("article").count() == 10 and "?" not in visitor.page.url
    assert visitor.page.locator("[name=need]").first.input_value() == "shelter"
    visitor.press("Previous page")
    visitor.page.locator("article a").first.click()
    assert visitor.says("Whom it takes") and visitor.page.locator("h1").count() == 1
