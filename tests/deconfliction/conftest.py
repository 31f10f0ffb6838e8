"""The partnership that each test peoples; its means are in ``partnership.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.deconfliction.partnership import Partnership


@pytest.fixture
def partnership(world: Any) -> Partnership:
    from tests.deconfliction.partnership import Partnership

    return Partnership(world)
