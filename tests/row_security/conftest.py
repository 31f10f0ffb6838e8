"""What the attacks share: the catalogue as the administrator sees it, and connections of the roles under attack."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture
def admin() -> Iterator[psycopg.Connection]:
    """The administrator, in one transaction that is rolled back: what a test plants is gone afterwards."""
    from tests.conftest import DATABASE

    with psycopg.connect(DATABASE.admin_url()) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def app() -> Iterator[psycopg.Connection]:
    """A bare connection of the app's role: what an injected statement would have in its hands."""
    with psycopg.connect(
        os.environ["ACCORD_APP_URL"], options="-c search_path=accord", autocommit=True
    ) as connection:
        yield connection


@pytest.fixture
def attack(world, app):
    """The attacker, within one transaction in her own name."""
    from tests.row_security.attacker import SECRET, Attack, wear

    me, victim = world.member(), world.member()
    mine, hidden = world.desk(me), world.desk(victim, title=SECRET)
    with app.transaction(force_rollback=True):
        wear(app, world.session(me))
        yield Attack(app, me, mine, hidden, victim, world)
