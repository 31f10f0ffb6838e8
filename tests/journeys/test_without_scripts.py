"""The pages of permits as a browser without scripts is given them: readable by everybody all the same.

Axe is a script. So the page is fetched without scripts, and what came is shown in a second window that runs axe alone.
"""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests.journeys.pages import PAGES
from tests.journeys.stage import Stage

PARTS = ("permits", "permits_desk")
SCRIPTS = re.compile(r"<script\b.*?</script>", re.DOTALL)


def answer(came, route):
    kept = {"cache-control": "no-store"}
    route.fulfill(body=came, content_type="text/html; charset=utf-8", headers=kept)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("part", PARTS)
def test_pages_of_permits_are_accessible_without_scripts(world, stack, visit, part, language):
    stage = Stage(world, stack)
    stage.play(part)
    plain = visit(stage.visitors[part], language=language, javascript=False)
    reader = visit(stage.visitors[part], language=language)
    problems: list[str] = []
    for view in PAGES[part]:
        plain.open(view, *stage.arguments.get(view, []))
        came = SCRIPTS.sub("", plain.page.content())
        address = plain.page.url
        reader.page.route(address, partial(answer, came))
        reader.page.goto(address)
        assert reader.page.locator("script").count() == 0
        problems += reader.axe() + reader.too_wide()
        reader.page.unroute(address)
    assert not problems, "\n".join(problems)
