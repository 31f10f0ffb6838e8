"""At the door: the word, the wrong word, no hold at all, and a provider who cannot take them."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accord.places import actions, queries
from accord.places.door_word import NOUNS, new_word, plain
from accord.places.models import PlaceChange, TurnAway
from accord.places.vocabulary import HoldState, Why
from tests.places.houses import house

KEY = uuid.UUID(int=9)


def test_arrival_turns_a_hold_into_an_occupied_place(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        assert actions.arrive(by=one.keeper, hold=held, word=one.word(held)) == "arrived"
        [row] = queries.board()
        assert [(change.what, change.occupied) for change in PlaceChange.objects.order_by("at")] == [
            ("counted", 0),
            ("arrived", 1),
        ]
    assert (row.place.occupied, row.held, row.free) == (1, 0, 1)
    assert world.sql("SELECT recipient_id FROM accord.notice WHERE kind = 'hold_arrived'") == [
        (one.seeker.id,)
    ]


def test_arriving_twice_counts_once(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        for _ in range(2):
            assert actions.arrive(by=one.keeper, hold=held, word=one.word(held)) == "arrived"
    assert one.counts() == (2, 0, 1)


@pytest.mark.parametrize("said", ["{} !", "  {}", "{}"])
def test_word_is_taken_as_people_type_it(world, said):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        typed = said.format(one.word(held).upper().replace(" ", "-"))
        assert actions.arrive(by=one.keeper, hold=held, word=typed) == "arrived"


@pytest.mark.parametrize("said", ["", "piano", "piano 4", "' OR true --"])
def test_another_word_lets_nobody_in(world, said):
    one = house(world)
    held = one.hold()
    world.sql("UPDATE accord.hold_word SET word = 'piano 47'")
    with world.acting(one.keeper):
        assert actions.arrive(by=one.keeper, hold=held, word=said) == "another_word"
    assert one.counts() == (2, 0, 0)


def test_word_after_the_time_says_that_it_ran_out(world):
    one = house(world)
    held = one.hold()
    one.ran_out(held)
    with world.acting(one.keeper):
        assert actions.arrive(by=one.keeper, hold=held, word=one.word(held)) == "expired"
    assert one.counts() == (2, 0, 0)


def test_arrival_is_said_to_be_full_when_the_place_went_out_of_service(world):
    one = house(world, total=1)
    held = one.hold()
    with world.acting(one.keeper):
        one.place.out_of_service = 1
        actions.keep_place(by=one.keeper, place=one.place, seen_occupied=0)
        assert actions.arrive(by=one.keeper, hold=held, word=one.word(held)) == "full"


def test_the_holder_does_not_say_that_somebody_has_arrived(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.seeker), pytest.raises(PermissionDenied):
        actions.arrive(by=one.seeker, hold=held, word=one.word(held))


def test_refusing_ends_the_hold_and_counts_as_turned_away(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        assert actions.refuse_hold(by=one.keeper, hold=held) == HoldState.REFUSED
        assert queries.board()[0].free == 2
        away = TurnAway.objects.get()
    assert (away.reason, away.kind, away.people, away.minor) == ("criteria", "emergency", 2, False)
    assert world.sql("SELECT recipient_id FROM accord.notice WHERE kind = 'hold_refused'") == [
        (one.seeker.id,)
    ]
    with world.acting(one.seeker):
        assert not TurnAway.objects.exists()


def test_refusing_twice_turns_nobody_away_twice(world):
    one = house(world)
    held = one.hold()
    with world.acting(one.keeper):
        for _ in range(2):
            assert actions.refuse_hold(by=one.keeper, hold=held, reason=Why.SAFETY) == HoldState.REFUSED
        assert TurnAway.objects.count() == 1


def test_walk_in_and_leaving_change_the_count(world):
    one = house(world)
    with world.acting(one.keeper):
        actions.walk_in(by=one.keeper, place=one.place)
    assert one.counts() == (2, 0, 1)
    with world.acting(one.keeper):
        actions.leave(by=one.keeper, place=one.place)
    assert one.counts() == (2, 0, 0)


def test_walk_in_sent_twice_counts_once(world):
    one = house(world)
    with world.acting(one.keeper):
        for _ in range(2):
            actions.walk_in(by=one.keeper, place=one.place, form_key=KEY)
    assert one.counts() == (2, 0, 1)


def test_walk_in_does_not_take_a_held_place(world):
    one = house(world, total=1)
    one.hold()
    with world.acting(one.keeper), pytest.raises(actions.NoPlaceLeft):
        actions.walk_in(by=one.keeper, place=one.place)


def test_nobody_leaves_an_empty_place(world):
    one = house(world)
    with world.acting(one.keeper), pytest.raises(actions.CountsChanged):
        actions.leave(by=one.keeper, place=one.place)


def test_counts_set_from_an_old_page_do_not_undo_an_arrival(world):
    one = house(world, occupied=1, total=3)
    with world.acting(one.keeper):
        actions.walk_in(by=one.keeper, place=one.place)
        one.place.occupied, one.place.total = 0, 2
        with pytest.raises(actions.CountsChanged):
            actions.keep_place(by=one.keeper, place=one.place, seen_occupied=1)
    assert one.counts() == (3, 0, 2)


def test_confirming_takes_the_stale_mark_away(world):
    one = house(world)
    world.sql("UPDATE accord.place SET confirmed_at = confirmed_at - interval '241 minutes'")
    with world.acting(one.keeper):
        assert queries.board()[0].is_stale
        assert actions.confirm_places(by=one.keeper) == 1
        assert not queries.board()[0].is_stale


def test_words_are_spelt_for_two_languages_and_typed_in_any_way():
    assert len(set(NOUNS)) == 64
    assert all(plain(new_word()).split()[0] in NOUNS for _ in range(100))
    assert plain("Piano-47") == plain("PIANO47") == plain(" piano  47. ") == "piano 47"
