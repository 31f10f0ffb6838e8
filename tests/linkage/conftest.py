"""What the linkage tests share: one key, small persons, the labelled files where they exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.linkage import KeyedModel, Model, Person, Score, person_payload

KEY = b"a key for tests, nobody's secret"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "linkage"
MAPS = Path(__file__).parent / "maps"


@pytest.fixture(scope="session")
def keyed() -> KeyedModel:
    return Model.load().keyed(KEY)


@pytest.fixture(scope="session")
def score(keyed: KeyedModel):
    def between(left: Person, right: Person) -> Score:
        return keyed.score(person_payload(left, KEY), person_payload(right, KEY))

    return between


@pytest.fixture(scope="session")
def labelled() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the labelled files are not beside the repository ({SHARED})")
    return SHARED
