"""Holding a place: once, for a while, for nobody by name, and the last one for one alone."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from accord.base import clock
from accord.base.row_security.session import acting
from accord.places import actions, queries
from accord.places.models import Hold, Place
from accord.places.tasks import expire_holds
from accord.places.vocabulary import MOST_HOLDS, HoldState
from tests.at_once import at_once
from tests.places.houses import a_place, house, notice

KEY = uuid.UUID(int=7)


def test_hold_takes_one_place_for_ninety_minutes(world):
    one = house(world, total=2)
    held = one.hold()
    assert held.until - held.made_at == timedelta(minutes=90)
    with world.acting(one.seeker):
        [row] = queries.board()
    assert (row.held, row.free) == (1, 1)


@pytest.mark.parametrize("minutes", [15, 240])
def test_hold_lasts_as_long_as_the_place_says(world, minutes):
    held = house(world, hold_minutes=minutes).hold()
    assert held.until - held.made_at == timedelta(minutes=minutes)


def test_hold_is_refused_when_none_is_free(world):
    one = house(world, total=1)
    one.hold()
    with pytest.raises(actions.NoPlaceLeft):
        one.hold()


def test_places_out_of_service_are_not_held(world):
    one = house(world, total=2, out_of_service=1, occupied=1)
    with pytest.raises(actions.NoPlaceLeft):
        one.hold()


def test_last_place_goes_to_exactly_one_of_twenty(world):
    """Each on a connection of its own, all let go at once."""
    one = house(world, total=1)
    members = [world.member(one.seeker.agency) for _ in range(10)]
    members += [world.member(world.agency("support")) for _ in range(10)]
    sessions = [(member, world.session(member)) for member in members]
    start, got, lost, broken = threading.Barrier(20), [], [], []

    def try_to_hold(member, session):
        try:
            connection.ensure_connection()
            start.wait(30)
            with acting(door="web", route="test", session=session):
                got.append(actions.hold_place(by=member, place=one.place, notice=notice()).id)
        except actions.NoPlaceLeft:
            lost.append(member.id)
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_to_hold, args=pair) for pair in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(got), len(lost), broken) == (1, 19, [])
    assert world.sql("SELECT count(*) FROM accord.hold") == [(1,)]


def test_same_form_sent_twice_is_one_hold(world):
    one = house(world)
    assert one.hold(form_key=KEY).id == one.hold(form_key=KEY).id
    assert world.sql("SELECT count(*) FROM accord.hold") == [(1,)]


def test_same_key_of_another_member_is_another_hold(world):
    one = house(world)
    other = world.member(one.seeker.agency)
    assert one.hold(form_key=KEY).id != one.hold(by=other, form_key=KEY).id


def test_nobody_holds_a_towns_places_alone(world):
    one = house(world, total=MOST_HOLDS + 1)
    for _ in range(MOST_HOLDS):
        one.hold()
    with pytest.raises(PermissionDenied):
        one.hold()
    one.hold(by=world.member(one.seeker.agency))


def test_place_is_free_again_when_time_runs_out_though_no_job_has_run(world):
    one = house(world, total=1)
    held = one.hold()
    one.ran_out(held)
    with world.acting(one.seeker):
        assert queries.board()[0].free == 1
    assert one.hold().id != held.id


def test_job_writes_down_what_ran_out_and_tells_who_held(world):
    one = house(world, total=2)
    gone, alive = one.hold(), one.hold()
    one.ran_out(gone)
    expire_holds()
    expire_holds()
    states = dict(world.sql("SELECT id, state FROM accord.hold"))
    assert states == {gone.id: "expired", alive.id: "held"}
    told = world.sql("SELECT recipient_id, subject_id FROM accord.notice WHERE kind = 'hold_expired'")
    assert told == [(one.seeker.id, gone.id)]


def test_releasing_frees_the_place_and_tells_the_provider(world):
    one = house(world, total=1)
    held = one.hold()
    with world.acting(one.seeker):
        assert actions.release_hold(by=one.seeker, hold=held) == HoldState.RELEASED
        assert queries.board()[0].free == 1
    assert world.sql("SELECT recipient_id FROM accord.notice WHERE kind = 'hold_released'") == [
        (one.keeper.id,)
    ]


def test_released_hold_stays_released(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.seeker):
        actions.release_hold(by=one.seeker, hold=held)
        assert actions.release_hold(by=one.seeker, hold=held) == HoldState.RELEASED
    with world.acting(one.keeper):
        assert actions.refuse_hold(by=one.keeper, hold=held) == HoldState.RELEASED


def test_hold_of_last_year_can_be_told_and_lasts_no_longer_now(world):
    """The story acts under another clock; what it tells of the past holds no place today."""
    one = house(world, total=1)
    then = clock.now() - timedelta(days=300)
    with clock.replaced(now=lambda: then):
        past = one.hold(notice=notice(when=then + timedelta(minutes=20)))
        assert (past.made_at, past.until) == (then, then + timedelta(minutes=90))
        with world.acting(one.keeper):
            assert actions.arrive(by=one.keeper, hold=past, word=one.word(past)) == "arrived"
            actions.leave(by=one.keeper, place=one.place)
    assert one.hold().is_live(clock.now())


def test_no_clock_of_ours_makes_a_hold_longer(world):
    one = house(world)
    ahead = clock.now() + timedelta(days=3)
    with clock.replaced(now=lambda: ahead):
        held = one.hold(notice=notice(when=ahead))
    assert held.until < clock.now() + timedelta(minutes=91)


def test_notice_has_no_room_for_a_name(world):
    one = house(world)
    with pytest.raises(Exception, match="hold_language_is_a_code"):
        one.hold(notice=notice(language="Luna speaks Spanish"))
    columns = {field.name for field in Hold._meta.get_fields()} | {
        field.name for field in Place._meta.get_fields()
    }
    assert not columns & {"name", "note", "text", "address", "street", "dossier", "person", "phone"}


def test_board_takes_two_queries_however_many_places(world):
    one = house(world)
    with world.acting(one.keeper):
        for number in range(30):
            actions.keep_place(by=one.keeper, place=a_place(one.keeper, label=f"Room {number}"))
    with world.acting(one.seeker), CaptureQueriesContext(connection) as asked:
        assert [str(row.place.agency) for row in queries.board()] == [str(one.keeper.agency)] * 31
    assert len(asked) == 2


def test_new_place_sent_by_several_presses_at_once_is_one_place(world):
    one = house(world)
    form_key = uuid.uuid4()
    raised = at_once(
        world,
        one.keeper,
        lambda: actions.keep_place(by=one.keeper, place=a_place(one.keeper, id=form_key, label="Attic")),
    )
    assert raised == []
    assert world.sql("SELECT count(*) FROM accord.place WHERE label = 'Attic'") == [(1,)]
    assert world.sql("SELECT count(*) FROM accord.place_change WHERE place_id = %s", form_key) == [(1,)]


def test_place_saved_as_it_was_adds_no_line_to_its_history(world):
    one = house(world)
    lines = "SELECT count(*) FROM accord.place_change"
    before = world.sql(lines)
    with world.acting(one.keeper):
        for label, more in (("Rooms", 0), ("Attic", 1), ("Attic", 1)):
            actions.keep_place(
                by=one.keeper, place=a_place(one.keeper, id=one.place.id, label=label), seen_occupied=0
            )
            assert world.sql(lines) == before or more
    assert world.sql(lines) == [(before[0][0] + 1,)]
