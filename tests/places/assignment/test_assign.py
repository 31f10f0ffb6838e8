"""The plan is the best there is, by every one of its aims in their order, against every plan that could be made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.places.assignment import assign
from accord.places.assignment.matching import EXACT, Edges, matched
from accord.places.fit import Kind, Offer, Seeker, match, why_not
from tests.places.assignment.lots import NOW, offers, plain_offers, plain_seekers, seekers

MONTREAL, TORONTO = {"latitude": 45.50, "longitude": -73.57}, {"latitude": 43.65, "longitude": -79.38}
GIRL, WOMAN = Seeker(age=16, waiting_since=NOW, **MONTREAL), Seeker(age=30, waiting_since=NOW, **MONTREAL)
ANY = Offer(id="any", kind=Kind.EMERGENCY, free=1, age_min=16, reported_at=NOW, **MONTREAL)
ADULTS = replace(ANY, id="adults", age_min=18)


def got(who: list[Seeker], where: list[Offer], **how: Any) -> dict[int, Any]:
    return {pair.seeker: pair.offer.id for pair in assign(who, where, now=NOW, **how).pairs}


def worth(plan: tuple[int | None, ...], who: list[Seeker], where: list[Offer]) -> tuple[Any, ...] | None:
    """How good a plan is, best greatest; None if it breaks a rule. Says the aims anew, without weights or graphs."""
    placed = [(who[at], where[one]) for at, one in enumerate(plan) if one is not None]
    if any(used > where[one].free for one, used in Counter(one for one in plan if one is not None).items()):
        return None
    if any(why_not(seeker, offer) for seeker, offer in placed):
        return None
    waited: dict[bool, list[int]] = {True: [], False: []}
    for seeker, _offer in placed:
        waited[seeker.is_minor].append((NOW - (seeker.waiting_since or NOW)).days)
    way = sum(round(match(seeker, offer, NOW).as_if_km * 10) for seeker, offer in placed)
    return (
        len(waited[True]),
        len(placed),
        *(sorted(waited[minor], reverse=True) for minor in (True, False)),
        -way,
    )


@settings(max_examples=250, deadline=None)
@given(st.lists(plain_seekers(), max_size=5), st.lists(plain_offers(), max_size=4))
def test_no_plan_is_better(who: list[Seeker], where: list[Offer]) -> None:
    plan: list[int | None] = [None] * len(who)
    left = dict(enumerate(where))
    for pair in assign(who, where, now=NOW).pairs:
        plan[pair.seeker] = next(at for at, offer in left.items() if offer is pair.offer)
    ours = worth(tuple(plan), who, where)
    assert ours is not None
    choices = [[None, *(at for at, offer in enumerate(where) if not why_not(one, offer))] for one in who]
    assert ours == max(found for one in product(*choices) if (found := worth(one, who, where)) is not None)


@settings(max_examples=150, deadline=None)
@given(st.lists(seekers(), max_size=20), st.lists(offers(), max_size=12))
def test_everybody_is_told_and_no_rule_is_broken(who: list[Seeker], where: list[Offer]) -> None:
    plan = assign(who, where)
    assert sorted([*(one.seeker for one in plan.pairs), *(one.seeker for one in plan.unmet)]) == [
        *range(len(who))
    ]
    assert not any(why_not(who[pair.seeker], pair.offer) for pair in plan.pairs)
    used = Counter(id(pair.offer) for pair in plan.pairs)
    assert all(used[id(offer)] <= offer.free for offer in where)
    assert all(one.reasons for one in plan.unmet)
    assert plan == assign(who, where)


def test_a_minor_comes_before_an_adult_who_waits_longer_and_lies_nearer() -> None:
    longest = replace(WOMAN, waiting_since=NOW - timedelta(days=90))
    far = replace(GIRL, **TORONTO)
    assert got([longest, far], [ANY]) == {1: "any"}


def test_an_adult_gives_way_where_another_place_takes_her() -> None:
    assert got([WOMAN, GIRL], [ANY, replace(ADULTS, **TORONTO)]) == {0: "adults", 1: "any"}


def test_two_are_placed_rather_than_one_who_waits_longest() -> None:
    choosy = replace(WOMAN, kinds=(Kind.EMERGENCY,))
    longest = replace(WOMAN, waiting_since=NOW - timedelta(days=9))
    assert got([longest, choosy], [ANY, replace(ANY, id="home", kind=Kind.SECOND_STAGE, **TORONTO)]) == {
        0: "home",
        1: "any",
    }


def test_who_waits_longer_by_days_comes_first_and_within_a_day_the_nearer() -> None:
    days, hours = (
        replace(WOMAN, waiting_since=NOW - wait, **TORONTO) for wait in (timedelta(3), timedelta(0, 9e3))
    )
    assert got([WOMAN, days], [ANY]) == {1: "any"}
    assert got([hours, WOMAN], [ANY]) == {1: "any"}


def test_as_many_go_to_a_place_as_it_has_free() -> None:
    assert got([WOMAN] * 4, [replace(ANY, free=3)]) == dict.fromkeys(
        got([WOMAN] * 4, [replace(ANY, free=3)]), "any"
    )
    assert len(got([WOMAN] * 4, [replace(ANY, free=3)])) == 3


def test_nobody_is_sent_farther_than_is_said() -> None:
    assert got([WOMAN], [replace(ANY, **TORONTO)], farthest_km=400) == {}
    assert got([WOMAN], [replace(ANY, **TORONTO)], farthest_km=600) == {0: "any"}


@pytest.mark.parametrize(
    ("who", "where", "how", "codes"),
    [
        ([WOMAN], [], {}, ["nothing"]),
        ([WOMAN], [replace(ANY, free=0), replace(ANY, age_max=20)], {}, ["full"]),
        ([WOMAN], [replace(ANY, **TORONTO)], {"farthest_km": 100}, ["far"]),
        ([WOMAN], [replace(ANY, free=0, **TORONTO)], {"farthest_km": 100}, ["far"]),
        ([GIRL], [replace(ADULTS, kind=Kind.HOTEL_VOUCHER), replace(ADULTS, free=0)], {}, ["minor"]),
    ],
)
def test_who_stays_without_is_told_why(
    who: list[Seeker], where: list[Offer], how: dict[str, Any], codes: list[str]
) -> None:
    assert [reason.code for reason in assign(who, where, **how).unmet[0].reasons] == codes


def test_who_loses_her_place_to_another_is_told_so() -> None:
    plan = assign([WOMAN, GIRL], [ANY])
    assert [(one.seeker, one.reasons[0].code) for one in plan.unmet] == [(0, "taken")]


def test_lists_too_long_to_be_exact_are_refused() -> None:
    import numpy as np

    edges = Edges(np.array([0]), np.array([0]), np.array([EXACT // 2]))
    with pytest.raises(ValueError, match="too long"):
        matched(edges, np.array([1]), np.array([1]))
