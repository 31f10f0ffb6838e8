"""How weights of fields add up, and where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.linkage import KeyedModel, Model
from accord.linkage.weigh import place_weight, with_household

RULES = replace(Model.load().rules, household=15.0, lesser_place=0.5)
BITS = st.floats(-40, 60)


@pytest.mark.parametrize(
    ("town", "postcode", "total"),
    [(4, 10, 12), (10, 4, 12), (-4, -3, -5.5), (4, -3, 1), (0, 7, 7), (0, 0, 0)],
)
def test_town_and_postal_code_count_once_and_a_part(town: float, postcode: float, total: float) -> None:
    assert place_weight(town, postcode, RULES) == total


def test_little_shared_evidence_adds_as_usual() -> None:
    assert with_household(10.0, 3.0, RULES) == pytest.approx(13.0, abs=0.01)


def test_much_shared_evidence_counts_up_to_the_odds_of_a_household() -> None:
    assert with_household(10.0, 60.0, RULES) == pytest.approx(25.0, abs=0.01)
    assert with_household(-5.0, 60.0, RULES) == pytest.approx(10.0, abs=0.01)


def test_half_way_it_is_one_bit_less() -> None:
    assert with_household(5.0, 15.0, RULES) == pytest.approx(19.0)


@given(BITS, BITS, st.floats(0, 10))
def test_more_evidence_never_weighs_less(own: float, shared: float, more: float) -> None:
    assert with_household(own, shared + more, RULES) >= with_household(own, shared, RULES) - 0.01
    assert with_household(own, shared, RULES) <= own + min(shared, RULES.household) + 1e-9


def test_the_model_in_use_is_versioned_and_tells_how_it_was_trained(keyed: KeyedModel) -> None:
    model = Model.load()
    assert model.version == "persons-2"
    assert {"how", "learnt_alone", "data"} <= set(model.report)
    assert Model.load() is model


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        Model.of({"format": 99})
