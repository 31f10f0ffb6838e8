"""`accord matcher rebuild` on the tests' own database."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner

from accord.cli import main
from tests.deconfliction.partnership import Partnership, person, plate


@pytest.fixture
def partnership(world: Any) -> Partnership:
    return Partnership(world)


def test_rebuilding_fills_an_emptied_index_again(partnership: Partnership, world: Any) -> None:
    left, right = partnership.desk(), partnership.desk()
    left.file(plate(), person())
    world.sql("DELETE FROM matching.holding")
    done = CliRunner().invoke(main, ["matcher", "rebuild"])
    assert done.exit_code == 0 and done.output.endswith("Filings read: 1\n")
    right.file(plate())
    assert left.hit() and right.hit()
