"""The board and looking for a place: what is free, what fits, what does not and why."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accord.places import actions, queries
from tests.places.houses import a_place, house

BOARD, LOOK = "/en/places/", "/en/places/looking/"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_board_says_free_held_occupied_and_out_of_service(world):
    one = house(world, total=6, occupied=2, out_of_service=1)
    one.hold()
    page = words(world.browser(one.seeker).get(BOARD))
    for said in ("2 free", "1 held", "2 occupied", "1 out of service", "free of 6", "Montreal (QC)"):
        assert said in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Rooms", "Beds", "Full house"}),
        ("?kind=detox", {"Beds"}),
        ("?province=ON", {"Beds"}),
        ("?city=montréal", {"Rooms", "Full house"}),
        ("?free=on", {"Rooms", "Beds"}),
        ("?kind=nonsense", {"Rooms", "Beds", "Full house"}),
    ],
)
def test_filters(world, query, shown):
    one = house(world)
    with world.acting(one.keeper):
        for more in (
            {"kind": "detox", "label": "Beds", "city": "Ottawa", "province": "ON"},
            {"label": "Full house", "total": 1, "occupied": 1},
        ):
            actions.keep_place(by=one.keeper, place=a_place(one.keeper, **more))
    page = words(world.browser(one.seeker).get(BOARD + query))
    assert {label for label in ("Rooms", "Beds", "Full house") if label in page} == shown


def test_stale_counts_are_marked_after_four_hours(world):
    one = house(world)
    browser = world.browser(one.seeker)
    world.sql("UPDATE accord.place SET confirmed_at = now() - interval '239 minutes'")
    assert "Not sure" not in words(browser.get(BOARD))
    world.sql("UPDATE accord.place SET confirmed_at = now() - interval '241 minutes'")
    page = words(browser.get(BOARD))
    assert "Not sure Confirmed 4 hours ago. Call first." in page
    assert "1 entry was not confirmed for 4 hours or more" in page


def test_empty_board_says_what_to_do(world):
    page = words(world.browser(world.member(world.agency("support"))).get(BOARD))
    assert "No service has put a place on the board yet" in page


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"gender": "women"}, "1 entry fits"),
        ({"gender": "men"}, "It takes people of other genders."),
        ({"minor": "on"}, "It takes adults only."),
        ({"children": "5"}, "The place is too small for everybody who comes."),
        ({"pets": "on"}, "It does not take pets."),
        ({"kinds": "detox"}, "It is another kind of place than the one asked for."),
    ],
)
def test_looking_says_who_fits_and_why_not(world, facts, answer):
    one = house(world, genders=["women"], age_min=18, most_people=3, pets=False)
    assert answer in words(world.browser(one.seeker).post(LOOK, facts))


def test_looking_says_what_speaks_against_a_full_place_and_offers_to_record_it(world):
    one = house(world, total=1)
    one.hold()
    answer = world.browser(one.seeker).post(LOOK, {"kinds": "emergency"})
    assert "No place fits" in words(answer) and "No place is free." in words(answer)
    assert "/en/places/turned-away/?reason=full&amp;kind=emergency" in answer.content.decode()


def test_looking_tells_how_far_and_puts_the_nearest_first(world):
    one = house(world, label="Far", city="Quebec City", latitude=46.81, longitude=-71.21)
    with world.acting(one.keeper):
        near = a_place(one.keeper, label="Near", latitude=45.5, longitude=-73.57)
        actions.keep_place(by=one.keeper, place=near)
    page = words(world.browser(one.seeker).post(LOOK, {"town": "montreal-qc"}))
    assert page.index("Near") < page.index("Far")
    assert "About 0 km away" in page and re.search(r"About 23\d km away", page)


def test_what_is_sought_stands_in_no_address_and_is_not_kept(world):
    one = house(world)
    answer = world.browser(one.seeker).post(LOOK, {"gender": "women", "language": "so", "minor": "on"})
    links = re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())
    assert not [link for link in links if "gender" in link or "language=" in link or "minor" in link]
    found = world.sql("SELECT to_jsonb(e)::text FROM accord.audit_entry e WHERE route = 'places:look'")
    assert found and not [row for row in found if "women" in row[0] or "minor" in row[0]]


def test_bad_input_is_said_and_kept(world):
    one = house(world)
    answer = world.browser(one.seeker).post(LOOK, {"children": "many", "language": "so", "town": "atlantis"})
    assert answer.status_code == 200
    assert 'value="many"' in answer.content.decode() and "govuk-error-summary" in answer.content.decode()


def test_five_thousand_places_take_two_queries(world):
    one = house(world)
    world.sql(
        "INSERT INTO accord.place SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),"
        " 'label', 'Room ' || n))).* FROM accord.place p, generate_series(1, 4999) n"
    )
    with world.acting(one.seeker), CaptureQueriesContext(connection) as asked:
        assert len(queries.board()) == 5000
    assert len(asked) == 2
    with CaptureQueriesContext(connection) as asked:
        answer = world.browser(one.seeker).get(BOARD)
    assert "5,000" in words(answer) or "10,000" in words(answer)
    assert len([each for each in asked if "place" in each["sql"]]) <= 4, (
        "the page's frame adds none for each place"
    )
