"""The real platform for the journeys of this folder, started before the first and stopped after the last of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import DATABASE
from tests.journeys.stack import Stack

if TYPE_CHECKING:
    from tests.journeys.visitor import Visitor
    from tests.world import World

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Stopped with the package: other tests do the worker's jobs themselves."""
    running = Stack(tmp_path_factory.mktemp("stack"), DATABASE.admin_url())
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop running in this thread; it must be gone when other tests start one.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def world(stack: Stack) -> Iterator[World]:
    from tests.world import WIPE, World

    made = World(DATABASE.admin_url())
    try:
        yield made
    finally:
        stack.settle()
        # The worker that runs beside the tests must stay known to its queue.
        keep = "NOT IN ('django_migrations', 'procrastinate_workers')"
        made.admin.execute(WIPE.replace("<> 'django_migrations'", keep))
        made.admin.close()


@pytest.fixture
def visit(stack: Stack, chromium: Browser, world: World) -> Iterator[Callable[..., Visitor]]:
    """``visit(member, language="fr", javascript=False)``: a window, signed in as the member if one is given.

    At the end no window may have seen an error in its console, a breach of the content policy (which the console
    tells), a request to elsewhere, a page that the browser may keep, or a page in another language than its own.
    """
    from tests.journeys.visitor import Visitor

    opened: list[tuple[Any, Visitor]] = []

    def visiting(
        member: Any = None, *, language: str = "en", javascript: bool = True, width: int = 1280
    ) -> Visitor:
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale={"en": "en-CA", "fr": "fr-CA"}[language],
        )
        if member is not None:
            context.add_cookies(
                [{"name": "accord_session", "value": world.session(member), "url": stack.address}]
            )
        visitor = Visitor(context.new_page(), stack.address, language, javascript=javascript)
        opened.append((context, visitor))
        return visitor

    yield visiting
    problems = [problem for _context, visitor in opened for problem in visitor.problems]
    for context, _visitor in opened:
        context.close()
    assert not problems, (
        "\n".join(problems) + f"\n{stack.logs() if os.environ.get('ACCORD_SHOW_LOGS') else ''}"
    )
