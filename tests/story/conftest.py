"""The whole story told once, for the tests that look at what stands in the database afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.conftest import DATABASE

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    from accord.permits.loading import load
    from accord.story import seed, truth
    from tests.world import World

    made = World(DATABASE.admin_url())
    where = tmp_path_factory.mktemp("truth")
    patch = pytest.MonkeyPatch()
    patch.setattr(truth, "data_dir", lambda: where)
    try:
        load()
        seed.seed()
        yield made
    finally:
        patch.undo()
        made.clear()
