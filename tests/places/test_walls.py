"""Who sees places: services alone. Police, authorities, the office and border agents see no byte and no count."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection

from accord.base.row_security.call import call
from accord.places import actions, queries
from accord.places.models import Hold, Place, PlaceChange, TurnAway
from accord.places.vocabulary import Why
from tests.places.houses import House, a_place, house


def outsiders(world):
    human = uuid.uuid4()
    world.member(world.agency("enforcement", immigration=True), human_id=human)
    yield from (world.member(world.agency(realm)) for realm in ("enforcement", "authority", "coordination"))
    yield world.member(world.agency("coordination"), duties=["broker"])
    yield world.member(world.agency("support"), human_id=human)  # a service's account of who removes people


def counted(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def test_nobody_else_sees_a_row_a_count_or_a_word(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        actions.turn_away(by=one.keeper, kind="emergency", reason=Why.FULL)
    for who in outsiders(world):
        with world.acting(who):
            for model in (Place, Hold, PlaceChange, TurnAway):
                assert not model.objects.exists(), (who, model)
            assert queries.board() == [] and queries.words_of([held]) == {} and not queries.may_look()
            assert counted("SELECT count(*) FROM accord.held_places()") == 0


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("keep_place", [uuid.uuid4(), "{}", None]),
        ("confirm_places", [None, None]),
        ("come_or_leave", ["place", 1, uuid.uuid4(), None]),
        ("hold_place", ["place", uuid.uuid4(), uuid.uuid4(), "{}", "x", None]),
        ("release_hold", ["hold", None]),
        ("arrive_on_hold", ["hold", "piano 47", None]),
        ("refuse_hold", ["hold", "full", None]),
        ("turned_away_elsewhere", ["2026-01-01", "2027-01-01", 0, 0]),
    ],
)
def test_nobody_else_acts(world, function, arguments):
    one = house(world)
    known = {"place": one.place.id, "hold": one.hold().id}
    for who in outsiders(world):
        with world.acting(who), pytest.raises(PermissionDenied):
            call(function, *[known.get(each, each) if isinstance(each, str) else each for each in arguments])


def test_a_third_service_sees_how_many_are_held_and_not_by_whom(world):
    one = house(world)
    held = one.hold()
    third = world.member(world.agency("support"))
    with world.acting(third):
        assert queries.board()[0].held == 1
        assert not Hold.objects.exists() and not PlaceChange.objects.exists()
        for act in (
            lambda: call("release_hold", held.id, None),
            lambda: call("arrive_on_hold", held.id, one.word(held), None),
            lambda: call("refuse_hold", held.id, "full", None),
            lambda: call("come_or_leave", one.place.id, 1, uuid.uuid4(), None),
            lambda: call("confirm_places", one.place.id, None),
            lambda: call("keep_place", one.place.id, "{}", None),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert one.counts() == (2, 0, 0)


def test_word_is_shown_to_who_holds_and_not_to_who_provides(world):
    one = house(world)
    held = one.hold()
    colleague = world.member(one.seeker.agency)
    seen = {held.id: one.word(held)}
    for who, told in ((one.seeker, seen), (colleague, seen), (one.keeper, {})):
        with world.acting(who):
            assert queries.words_of([held]) == told


def test_app_writes_no_place_and_no_hold_itself(world):
    one = house(world)
    held = one.hold()
    for statement in (
        "UPDATE accord.place SET occupied = 0",
        "UPDATE accord.hold SET until = now() + interval '1 day'",
        "DELETE FROM accord.hold",
        "SELECT * FROM accord.hold_word",
        "SELECT accord.expire_holds()",
        f"SELECT accord.take_hold('{held.id}')",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), world.acting(one.keeper):
            counted(statement)


def test_turn_away_is_recorded_for_ones_own_agency_alone(world):
    one = house(world)
    with pytest.raises(DatabaseError, match="row-level security"), world.acting(one.keeper):
        TurnAway.objects.create(agency=one.seeker.agency, kind="emergency", reason="full")


def test_notices_go_to_intake_where_there_is_one_and_never_to_who_removes_people(world):
    agency, human = world.agency("support"), uuid.uuid4()
    world.member(world.agency("enforcement", immigration=True), human_id=human)
    world.member(agency, duties=["intake"], human_id=human)
    intake = world.member(agency, duties=["intake"])
    one: House = house(world, keeper=world.member(agency))
    one.hold()
    assert world.sql("SELECT recipient_id FROM accord.notice WHERE kind = 'hold_coming'") == [(intake.id,)]


def test_closed_place_is_on_no_board(world):
    one = house(world)
    with world.acting(one.keeper):
        actions.keep_place(by=one.keeper, place=one.place, seen_occupied=0, closed=True)
        assert queries.board() == []
    with pytest.raises(PermissionDenied):
        one.hold()


def test_place_of_another_agency_is_not_kept(world):
    one = house(world)
    with world.acting(one.seeker), pytest.raises(PermissionDenied):
        actions.keep_place(by=one.seeker, place=a_place(one.seeker, id=one.place.id), seen_occupied=0)
