"""The arrays say what `places.fit` says, one by one: every reason, every caution, every way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.places.assignment import Prepared
from accord.places.fit import Kind, Offer, Seeker, cautions, match, ranked, why_not
from tests.places.assignment.lots import NOW, offers, seekers

MANY = st.lists(offers(), min_size=1, max_size=25)
ROWS = ["full", "kind", "minor", "guardian", "age", "gender", "children", "people", "pets", "accessibility",
        "substance_use", "substance_use"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(seekers(), MANY)
def test_arrays_and_words_agree(seeker: Seeker, given_offers: list[Offer]) -> None:
    prepared, everywhere = Prepared(given_offers), np.arange(len(given_offers))
    refused, asked = prepared.refusals(seeker), prepared.questions(seeker, everywhere)
    ways = prepared.as_if_km(seeker, everywhere)
    for at, offer in enumerate(given_offers):
        assert [ROWS[row] for row in np.flatnonzero(refused[:, at])] == [
            r.code for r in why_not(seeker, offer)
        ]
        if not refused[:, at].any():
            assert asked[at] == len(cautions(seeker, offer))
            assert ways[at] == pytest.approx(match(seeker, offer, prepared.now).as_if_km)


@settings(max_examples=200, deadline=None)
@given(seekers(), MANY, st.integers(1, 8))
def test_the_best_are_the_first_of_the_ranked_that_fit(
    seeker: Seeker, given_offers: list[Offer], most: int
) -> None:
    prepared = Prepared(given_offers, now=NOW)
    ours = [round(one.as_if_km, 6) for one in prepared.best(seeker, most)]
    assert (
        ours == [round(one.as_if_km, 6) for one in ranked(seeker, given_offers, now=NOW) if one.fits][:most]
    )


def test_ties_stay_in_the_order_given() -> None:
    twins = [Offer(id=at, kind=Kind.EMERGENCY, free=1) for at in range(9)]
    assert [one.offer.id for one in Prepared(twins).best(Seeker(), 3)] == [0, 1, 2]


def test_more_words_than_a_machine_word_holds() -> None:
    tongues = [f"l{at}" for at in range(150)]
    spoken = [Offer(id=tongue, kind=Kind.EMERGENCY, free=1, languages=(tongue,)) for tongue in tongues]
    for tongue in ("l0", "l63", "l64", "l149"):
        assert Prepared(spoken).best(Seeker(languages=(tongue,)), 1)[0].offer.id == tongue


def test_nothing_is_found_where_nothing_is_offered_or_free() -> None:
    assert Prepared([]).best(Seeker()) == []
    full = replace(Offer(id=1, kind=Kind.EMERGENCY, free=1), free=0)
    assert Prepared([full]).best(Seeker()) == []
