"""The network by keyboard alone, in both languages, and without scripts."""

from __future__ import annotations

import json

import pytest

from tests.journeys.stage import Stage
from tests.journeys.test_keyboard import Keys


def labels(page):
    if not page.locator("#network-data").count():
        return set()
    return {node["label"] for node in json.loads(page.locator("#network-data").text_content())["nodes"]}


@pytest.fixture
def opened(world, stack, visit):
    """The case of the stage, in a window of the lead's; ``further``: a report of the desk that shares the plate."""

    def opening(language="en", **more):
        stage = Stage(world, stack)
        stage.play("case")
        visitor = visit(stage.visitors["case"], language=language, **more)
        visitor.open("network:network", *stage.arguments["network:network"])
        return visitor

    return opening


def settled(visitor, act):
    """Do something that fetches the picture anew, and wait until it stands."""
    with visitor.page.expect_response(
        lambda answer: "/network/" in answer.url and answer.request.method == "GET"
    ):
        act()
    visitor.page.wait_for_timeout(300)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_expand_filter_way_save_and_export_by_keyboard_alone(opened, language):
    visitor = opened(language)
    page, keys = visitor.page, Keys(visitor)
    page.locator("#network-canvas canvas").first.wait_for()
    before = labels(page)
    assert before

    # Find, move without dragging
    keys.to("#network-search")
    keys.keyboard.type("CKTR")
    keys.key("Enter")
    page.locator("[data-network-chosen]:visible").wait_for()
    assert "CKTR" in page.locator("[data-network-name]").inner_text()
    keys.to("[data-network-move='40 0']")
    keys.key("Enter")

    # One hop further, from the line of the table
    keys.to("a[data-open]")
    settled(visitor, lambda: keys.key("Enter"))
    assert "open=" in page.url and labels(page) >= before

    # Filter: only what has a grade better than any in the story
    keys.to("[name='g352']")
    keys.key("ArrowDown")
    keys.to("#ask [name='kind'][value='desk']")
    keys.key("Space")
    settled(visitor, lambda: keys.key("Enter"))
    assert "g352=1" in page.url and labels(page) != before
    page.go_back()
    page.wait_for_load_state()
    page.locator("#network-canvas canvas").first.wait_for()

    # The way between two persons
    for name, times in (("start", 1), ("end", 2)):
        keys.to(f"[name='{name}']")
        for _ in range(times):
            keys.key("ArrowDown")
    keys.key("Tab")
    settled(visitor, lambda: keys.key("Enter"))
    assert page.locator("#path").count() == 1

    # Keep the layout
    keys.to("#layouts ~ details summary")
    keys.key("Enter")
    keys.write("name", "Vendredi")
    keys.enter("#keep-layout button[type='submit']")
    assert page.locator("#layouts + ul a").inner_text() == "Vendredi"

    # Take it out
    keys.to("#export ~ details summary")
    keys.key("Enter")
    keys.to("[name='format']")
    for _ in range(2):
        keys.key("ArrowDown")
    keys.write("purpose", "Breffage")
    with page.expect_download() as file:
        keys.key("Enter")
    assert file.value.suggested_filename == "network-nodes.csv"
    print(f"{language}: {keys.pressed} keys")


def test_png_is_drawn_here_and_recorded_there(world, opened):
    visitor = opened()
    page = visitor.page
    page.locator("#network-canvas canvas").first.wait_for()
    page.locator("#export ~ details summary").click()
    visitor.tick("format", "png")
    visitor.write("purpose", "Briefing")
    with page.expect_download() as file:
        visitor.press("Export")
    assert file.value.suggested_filename == "network.png"
    assert file.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert world.sql(
        "SELECT reason FROM accord.audit_entry WHERE 'network.exported.png' = ANY (actions)"
    ) == [("Briefing",)]


def test_without_scripts_the_picture_is_there_and_links_lead_on(opened):
    visitor = opened(javascript=False)
    page = visitor.page
    assert page.locator(".accord-network__svg svg g").count() > 2
    assert page.locator("[data-network-tools]").is_hidden()
    page.locator("a[data-open]").first.click()
    assert "open=" in page.url
    page.locator("[name='since']").select_option(index=1)
    visitor.press("Apply")
    page.get_by_role("button", name="A month earlier").first.click()
    assert "step=since" in page.url and page.locator("h1").count() == 1


def test_only_this_page_loads_the_library(opened):
    visitor = opened()
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    for view in ("home:home", "cases:list", "hits:list"):
        visitor.open(view)
    visitor.page.wait_for_load_state("networkidle")
    assert asked and not [url for url in asked if "cytoscape" in url or "network" in url]
