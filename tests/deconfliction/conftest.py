"""The partnership that each test peoples; its means are in ``partnership.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.deconfliction.partnership import Partnership


@pytest.fixture
def partnership(world: Any) -> Partnership:
    from tests.deconfliction.partnership import Partnership

    return Partnership(world)


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """``setting("REPORTS_A_DAY", 2)`` for the length of the test."""
    from django.conf import settings

    return lambda name, value: monkeypatch.setattr(settings, name, value)
