"""Those that fit come first, near before far; doubt counts as a way, and the rest say why and what else there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accord.places.distance import kilometres, kilometres_between
from accord.places.fit import Kind, Offer, Seeker, alternatives, ranked

NOW = datetime(2026, 3, 4, 21, tzinfo=UTC)
MONTREAL, LAVAL, TORONTO = (45.50, -73.57), (45.61, -73.71), (43.65, -79.38)
MISSISSAUGA = (43.59, -79.64)
HER = Seeker(
    age=30, gender="women", languages=("fr",), province="QC", latitude=MONTREAL[0], longitude=MONTREAL[1]
)
HERE = Offer("here", Kind.EMERGENCY, 1, 18, 99, ("women",), ("fr",), province="QC",
             latitude=MONTREAL[0], longitude=MONTREAL[1], reported_at=NOW)  # fmt: skip


def at(place: tuple[float, float], id: str, **changed: object) -> Offer:
    return replace(HERE, id=id, latitude=place[0], longitude=place[1], **changed)  # type: ignore[arg-type]


def order(*offers: Offer) -> list[str]:
    return [one.offer.id for one in ranked(HER, offers, now=NOW)]


def test_near_comes_before_far_and_distance_refuses_nobody() -> None:
    found = ranked(HER, [at(TORONTO, "toronto"), at(LAVAL, "laval"), HERE])
    assert [one.offer.id for one in found] == ["here", "laval", "toronto"]
    assert all(one.fits for one in found)
    assert found[2].distance_km == pytest.approx(504, abs=5)


def test_what_does_not_fit_comes_last_however_near() -> None:
    assert order(replace(HERE, id="full", free=0), at(TORONTO, "toronto")) == ["toronto", "full"]
    assert order(replace(HERE, id="two", free=0, genders=("men",)), at(TORONTO, "one", free=0)) == [
        "one",
        "two",
    ]


def test_a_shared_language_is_worth_a_way() -> None:
    assert order(replace(HERE, id="english", languages=("en",)), at(LAVAL, "laval")) == ["laval", "english"]
    assert order(replace(HERE, id="english", languages=("en",)), at(TORONTO, "toronto"))[0] == "english"


def test_a_caution_lowers_the_rank() -> None:
    assert order(replace(HERE, id="unsaid", genders=()), HERE) == ["here", "unsaid"]


def test_a_fresh_report_comes_before_a_stale_one() -> None:
    stale = replace(HERE, id="stale", reported_at=NOW - timedelta(hours=9))
    assert order(replace(HERE, id="never", reported_at=None), stale, HERE) == ["here", "stale", "never"]


def test_a_place_without_a_point_ranks_by_its_province() -> None:
    nowhere = replace(HERE, id="nowhere", latitude=None, longitude=None)
    found = ranked(HER, [replace(nowhere, id="other", province="BC"), nowhere, at(TORONTO, "toronto")])
    assert [one.offer.id for one in found] == ["nowhere", "toronto", "other"]
    assert found[0].distance_km is None


def test_ties_stay_in_the_order_given() -> None:
    assert order(replace(HERE, id="b"), replace(HERE, id="a")) == ["b", "a"]


def test_alternatives_fit_and_lie_near_the_place_that_refused() -> None:
    full, men = at(TORONTO, "full", free=0), at(TORONTO, "men", genders=("men",))
    found = ranked(HER, [full, men, HERE, at(LAVAL, "laval"), at(MISSISSAUGA, "mississauga")])
    refused = next(one for one in found if one.offer.id == "full")
    assert [one.offer.id for one in alternatives(refused, found, most=2)] == ["mississauga", "laval"]


def test_the_way_is_the_same_one_by_one_and_over_arrays() -> None:
    assert kilometres(*MONTREAL, *TORONTO) == pytest.approx(float(kilometres_between(*MONTREAL, *TORONTO)))
    assert kilometres(0, 0, 0, 180) == pytest.approx(20_015.1, abs=0.1)
