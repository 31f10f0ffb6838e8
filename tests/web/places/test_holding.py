"""The pages of holding, of the door and of one's own counts, and what they say when it is too late."""

from __future__ import annotations

import re
import uuid

import pytest

from accord.places import actions
from tests.places.houses import a_place, house, notice
from tests.web.places.test_board import words

FACTS = {"coming_in": "30", "people": "2", "gender": "women", "language": "es"}


def sent(**more: str) -> dict[str, str]:
    return FACTS | {"form_key": str(uuid.uuid4())} | more


def test_holding_shows_the_word_the_end_and_five_facts(world):
    one = house(world)
    answer = world.browser(one.seeker).post(f"/en/places/{one.place.id}/hold/", sent(minor="on"), follow=True)
    page, [[word]] = words(answer), world.sql("SELECT word FROM accord.hold_word")
    for said in (
        "This place is held",
        word,
        "90 minutes left",
        "2 people",
        "Women",
        "Spanish",
        "A minor is among them",
    ):
        assert said in page


def test_provider_sees_the_five_facts_and_never_the_word(world):
    one = house(world)
    held = one.hold()
    browser = world.browser(one.keeper)
    for address in ("/en/places/holds/", f"/en/places/holds/{held.id}/"):
        page = browser.get(address).content.decode()
        assert "2 people" in words(browser.get(address)) and one.word(held) not in page


def test_facts_come_along_from_the_search(world):
    one = house(world)
    facts = {"step": "facts", "people": "3", "gender": "women", "language": "es", "minor": "on"}
    page = world.browser(one.seeker).post(f"/en/places/{one.place.id}/hold/", facts).content.decode()
    assert 'value="3"' in page and re.search(r'<option value="es" selected', page)
    assert re.search(r'name="minor"[^>]*checked', page)
    assert "govuk-error-summary" not in page
    assert world.sql("SELECT count(*) FROM accord.hold") == [(0,)]


def test_sending_twice_is_one_hold(world):
    one = house(world)
    browser, data = world.browser(one.seeker), sent()
    first, second = (browser.post(f"/en/places/{one.place.id}/hold/", data) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert world.sql("SELECT count(*) FROM accord.hold") == [(1,)]


def test_losing_the_last_place_says_so_keeps_what_was_typed_and_shows_the_nearest(world):
    one = house(world, total=1)
    with world.acting(one.keeper):
        for more in ({"label": "Next door"}, {"label": "Men only", "genders": ["men"]}):
            actions.keep_place(by=one.keeper, place=a_place(one.keeper, **more))
    one.hold(by=one.keeper)
    answer = world.browser(one.seeker).post(f"/en/places/{one.place.id}/hold/", sent())
    page = words(answer)
    assert "Somebody else was first" in page and "Next door" in page and "Men only" not in page
    assert re.search(r'<option value="es" selected', answer.content.decode())


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"people": "9"}, "This place takes 4 people at most"),
        ({"people": "0"}, "people"),
        ({"coming_in": "999"}, "among those that are offered"),
        ({"form_key": "x"}, "This page could not be recognised"),
        ({"language": "Luna"}, "among those that are offered"),
    ],
)
def test_wrong_facts_hold_nothing(world, wrong, said):
    one = house(world, most_people=4)
    answer = world.browser(one.seeker).post(f"/en/places/{one.place.id}/hold/", sent(**wrong))
    assert answer.status_code == 200 and said in words(answer)
    assert world.sql("SELECT count(*) FROM accord.hold") == [(0,)]


def test_wrong_word_says_what_to_do_and_keeps_it(world):
    one = house(world)
    held = one.hold()
    answer = world.browser(one.keeper).post(f"/en/places/holds/{held.id}/arrive/", {"word": "lilas 12"})
    assert (
        "This is not the word of this hold" in words(answer) and 'value="lilas 12"' in answer.content.decode()
    )
    assert one.word(held) not in answer.content.decode()


def test_right_word_counts_one_in(world):
    one = house(world)
    held = one.hold()
    answer = world.browser(one.keeper).post(
        f"/en/places/holds/{held.id}/arrive/", {"word": one.word(held).upper()}, follow=True
    )
    assert "They have arrived" in words(answer)
    assert one.counts() == (2, 0, 1)


def test_word_after_the_end_says_so_and_offers_to_count_them_in_once(world):
    one = house(world)
    held = one.hold()
    one.ran_out(held)
    browser = world.browser(one.keeper)
    answer = browser.post(f"/en/places/holds/{held.id}/arrive/", {"word": one.word(held)}, follow=True)
    page = answer.content.decode()
    assert "The time of this hold has run out" in page and "They came all the same" in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    for _ in range(2):
        browser.post(f"/en/places/own/{one.place.id}/count/", {"step": "came", "form_key": key[1]})
    assert one.counts() == (2, 0, 1)


@pytest.mark.parametrize(("total", "offer"), [(1, "Look for another place"), (2, "Hold one there again")])
def test_holder_of_an_ended_hold_is_offered_what_there_is(world, total, offer):
    one = house(world, total=total)
    held = one.hold()
    one.ran_out(held)
    one.hold(by=one.keeper)
    page = words(world.browser(one.seeker).get(f"/en/places/holds/{held.id}/"))
    assert offer in page and one.word(held) not in page


def test_release_and_refusal_are_said_on_both_sides(world):
    one = house(world)
    first, second = one.hold(), one.hold()
    seeker, keeper = world.browser(one.seeker), world.browser(one.keeper)
    assert "The hold was released" in words(seeker.post(f"/en/places/holds/{first.id}/release/", follow=True))
    refused = keeper.post(f"/en/places/holds/{second.id}/refuse/", {"reason": "safety"}, follow=True)
    assert "The hold was refused" in words(refused)
    assert "Hold one there again" in words(seeker.get(f"/en/places/holds/{second.id}/"))
    assert world.sql("SELECT reason FROM accord.turn_away") == [("safety",)]


def test_refusing_without_a_reason_refuses_nothing(world):
    one = house(world)
    held = one.hold()
    answer = world.browser(one.keeper).post(f"/en/places/holds/{held.id}/refuse/", {})
    assert "Choose an answer" in words(answer)
    assert world.sql("SELECT state FROM accord.hold") == [("held",)]


def test_minors_stand_first_among_those_who_come(world):
    one = house(world, total=3)
    one.hold(notice=notice(people=4))
    one.hold(notice=notice(people=1, minor=True))
    page = words(world.browser(one.keeper).get("/en/places/holds/"))
    assert page.index("1 person") < page.index("4 people")


PLACE = {
    "form_key": "0c9a8a3e-3f0f-4d7d-9a53-4b1f2f0a7c11",
    "kind": "youth", "label": "Attic", "town": "quebec-qc", "province": "ON", "total": "3", "out_of_service": "1",
    "occupied": "1", "hold_minutes": "45", "children": "no", "languages": ["fr", "so"], "age_max": "17",
}  # fmt: skip


def test_place_is_added_with_its_town_and_not_more(world):
    keeper = world.member(world.agency("support"))
    world.browser(keeper).post("/en/places/own/new/", PLACE)
    columns = (
        "kind, label, city, province, total, hold_minutes, children, pets, languages, latitude IS NOT NULL"
    )
    assert world.sql(f"SELECT {columns} FROM accord.place") == [
        ("youth", "Attic", "Quebec City", "QC", 3, 45, False, None, ["fr", "so"], True)
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"occupied": "3"}, "There are fewer places than are occupied and out of service together"),
        ({"age_min": "20"}, "The oldest age is below the youngest"),
        ({"hold_minutes": "14"}, "15"),
        ({"hold_minutes": "241"}, "240"),
        ({"total": "0"}, "1"),
        ({"label": ""}, "Fill in “What you call it”"),
    ],
)
def test_wrong_place_is_not_kept(world, wrong, said):
    keeper = world.member(world.agency("support"))
    answer = world.browser(keeper).post("/en/places/own/new/", PLACE | wrong)
    assert "govuk-error-summary" in answer.content.decode() and said in words(answer)
    assert world.sql("SELECT count(*) FROM accord.place") == [(0,)]


def test_counts_from_an_old_page_are_asked_again(world):
    one = house(world, total=3)
    with world.acting(one.keeper):
        actions.walk_in(by=one.keeper, place=one.place)
    old = PLACE | {"out_of_service": "0", "occupied": "2", "seen_occupied": "0", "label": "Rooms, painted"}
    browser = world.browser(one.keeper)
    answer = browser.post(f"/en/places/own/{one.place.id}/", old)
    page = answer.content.decode()
    assert "Somebody came or left meanwhile" in words(answer) and "Rooms, painted" in page
    assert 'name="seen_occupied" value="1"' in page and one.counts() == (3, 0, 1)
    browser.post(f"/en/places/own/{one.place.id}/", old | {"seen_occupied": "1"})
    assert one.counts() == (3, 0, 2)


def test_own_page_confirms_counts_and_closes(world):
    one = house(world)
    browser = world.browser(one.keeper)
    world.sql("UPDATE accord.place SET confirmed_at = now() - interval '9 hours'")
    assert "Not sure" in words(browser.get("/en/places/own/"))
    answer = browser.post("/en/places/own/confirm/", follow=True)
    assert "1 entry is still right" in words(answer) and "Not sure" not in words(answer)
    changed = PLACE | {"seen_occupied": "0", "closed": "on"}
    assert "Closed" in words(browser.post(f"/en/places/own/{one.place.id}/", changed, follow=True))
    assert "Attic" not in words(browser.get("/en/places/"))


@pytest.mark.parametrize(("step", "said"), [("came", "No place is free here"), ("left", "nobody can leave")])
def test_impossible_counts_are_refused_in_words(world, step, said):
    one = house(world, total=1, out_of_service=1)
    data = {"step": step, "form_key": str(uuid.uuid4())}
    answer = world.browser(one.keeper).post(f"/en/places/own/{one.place.id}/count/", data, follow=True)
    assert said in words(answer)


@pytest.mark.parametrize("data", [{}, {"step": "came"}, {"step": "fly", "form_key": str(uuid.uuid4())}])
def test_counts_without_a_step_or_key_are_a_bad_request(world, data):
    one = house(world)
    assert world.browser(one.keeper).post(f"/en/places/own/{one.place.id}/count/", data).status_code == 400


def test_turned_away_is_recorded_once_and_shows_in_the_ladder(world):
    member = world.member(world.agency("support"))
    browser = world.browser(member)
    data = {"kind": "second_stage", "reason": "full", "people": "2", "form_key": str(uuid.uuid4())}
    for _ in range(2):
        answer = browser.post("/en/places/turned-away/", data, follow=True)
    assert "Recorded." in words(answer)
    assert re.search(r"Second-stage home 1 0 0 0 0 1 ", words(answer))
    assert world.sql("SELECT kind, reason, people FROM accord.turn_away") == [("second_stage", "full", 2)]


def test_menu_shows_places_to_services_alone(world):
    for realm, shown in (
        ("support", True),
        ("enforcement", False),
        ("authority", False),
        ("coordination", False),
    ):
        page = world.browser(world.member(world.agency(realm))).get("/en/home/").content.decode()
        assert ('href="/en/places/"' in page) is shown, realm
