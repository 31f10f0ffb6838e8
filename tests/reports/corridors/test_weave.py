"""Counting corridors, against a version that is slow and plain."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.reports.corridors import Sighting, Tie, weave
from accord.reports.corridors.weave import moves

CITIES = ["gatineau-qc", "montreal-qc", "toronto-on", "windsor-on"]
DOSSIER = uuid.UUID(int=1)
START = date(2026, 1, 1)

# A report lies in one city on one day, whichever ties hold it.
PLACES = st.lists(st.tuples(st.sampled_from(CITIES), st.integers(0, 6)), min_size=1, max_size=8)
TIES = st.lists(
    st.tuples(st.sampled_from(["phone", "plate", "name"]), st.sets(st.integers(0, 7), min_size=1)), max_size=6
)


def seen(number, city, day):
    return Sighting(START + timedelta(days=day), city, DOSSIER, uuid.UUID(int=number))


def made(places, groups):
    reports = [seen(number, city, day) for number, (city, day) in enumerate(places)]
    return [
        Tie(kind, "", tuple(sorted(reports[number] for number in members if number < len(reports))))
        for kind, members in groups
    ]


def supporting(ties, first, second):
    """The reports of a corridor, report by report: some tie has it in one city, and another report in the other."""
    return {
        (one.report_id, tie.kind)
        for tie in ties
        for one in tie.sightings
        for other in tie.sightings
        if {one.city, other.city} == {first, second}
    }


@given(PLACES, TIES)
def test_a_corridor_is_what_plain_counting_finds(places, groups):
    ties = made(places, groups)
    found = weave(ties)
    for at, first in enumerate(CITIES):
        for second in CITIES[at + 1 :]:
            expected = supporting(ties, first, second)
            corridor = found.get((first, second))
            assert (corridor is not None) == bool(expected)
            if corridor is None:
                continue
            ids = {report for report, _kind in expected}
            assert corridor.weight == len(ids) and set(corridor.reports) == ids
            days = [START + timedelta(days=places[each.int][1]) for each in ids]
            assert (corridor.since, corridor.last) == (min(days), max(days))
            assert {(report, kind) for kind, of in corridor.by_kind.items() for report in of} == expected


@given(PLACES, TIES)
def test_turned_around_in_time_every_move_goes_the_other_way(places, groups):
    reversed_places = [(city, 6 - day) for city, day in places]
    forwards, backwards = weave(made(places, groups)), weave(made(reversed_places, groups))
    assert {pair: (each.there, each.back) for pair, each in forwards.items()} == {
        pair: (each.back, each.there) for pair, each in backwards.items()
    }


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([("a", 1), ("b", 2)], (1, 0)),
        ([("a", 1), ("a", 2), ("b", 3), ("a", 9)], (1, 1)),
        ([("a", 1), ("b", 1)], (0, 0)),
        ([("a", 1), ("b", 2), ("a", 2), ("b", 3)], (0, 0)),
        ([("b", 4)], (0, 0)),
    ],
)
def test_a_move_is_a_change_of_city_from_one_day_to_a_later_one(days, expected):
    sightings = [seen(number, city, day) for number, (city, day) in enumerate(days)]
    assert moves(sightings, "a") == expected
