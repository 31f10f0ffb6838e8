"""The estimate of a long run."""

from __future__ import annotations

import pytest

from accord.bench.scale.command import COST, Loading

WANTED = {"persons": 1000, "identifiers": 6000}


def test_nothing_is_known_before_two_notes() -> None:
    loading = Loading()
    loading.note("persons", 100, 0.0)
    assert loading.left(WANTED) == 0


def test_what_has_not_begun_is_taken_at_the_known_pace() -> None:
    loading = Loading()
    loading.note("persons", 100, 0.0)
    loading.note("persons", 200, 60.0)
    a_value = 0.6 * COST["identifiers"] / COST["persons"]
    assert loading.left(WANTED) == pytest.approx(800 * 0.6 + 6000 * a_value)


def test_each_kind_goes_on_at_its_own_pace() -> None:
    loading = Loading()
    for kind, done, at in (("persons", 0, 0.0), ("persons", 1000, 50.0), ("identifiers", 0, 60.0)):
        loading.note(kind, done, at)
    loading.note("identifiers", 3000, 120.0)
    assert loading.left(WANTED) == pytest.approx(60.0)
