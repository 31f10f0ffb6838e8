"""One database a test process, emptied after each test; `world` makes agencies, members and dossiers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django
import pytest

if TYPE_CHECKING:
    from tests.world import World

from tests.database import TestDatabase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.web.settings")
# Browser tests drive Django's synchronous server from Playwright's event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

DATABASE = TestDatabase()


def pytest_configure(config: pytest.Config) -> None:
    # The controller of pytest-xdist runs no test and needs no database.
    if hasattr(config, "workerinput") or not getattr(config.option, "numprocesses", None):
        DATABASE.open()
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()


def pytest_unconfigure(config: pytest.Config) -> None:
    from django.db import connections

    connections.close_all()
    if "ACCORD_APP_URL" in os.environ:
        DATABASE.drop()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A request leaves its language behind on the thread; each test begins in English."""
    from django.utils import translation

    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def world() -> Iterator[World]:
    """An empty partnership, and the means to people it. Everything is removed afterwards."""
    from tests.world import World

    made = World(DATABASE.admin_url())
    try:
        yield made
    finally:
        made.clear()
