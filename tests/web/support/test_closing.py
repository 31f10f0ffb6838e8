"""Closing a file says what ends with it, and a place that is held for her is never forgotten."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.places import actions as places
from accord.places.vocabulary import HoldState
from accord.support import actions
from accord.support.vocabulary import Closing
from tests.support.test_stays import arrive, kept


def closing(world, file, language="en"):
    return world.browser(file.lead), f"/{language}/support/{file.row.dossier_id}/close/"


def is_closed(world, file) -> bool:
    return world.sql(
        "SELECT closed_at IS NOT NULL FROM accord.dossier WHERE id = %s", file.row.dossier_id
    ) == [(True,)]


def states(world) -> list[tuple[str]]:
    return world.sql("SELECT state FROM accord.hold")


@pytest.mark.parametrize(("language", "said", "asked"), [
    ("en", "A place is held for them", "Say what becomes of the place that is held for them"),
    ("fr", "Une place lui est réservée", "Dites ce qu’il advient de la place qui lui est réservée"),
])  # fmt: skip
def test_what_becomes_of_a_held_place_must_be_said(world, language, said, asked):
    file, _lantern, _hold = kept(world)
    browser, where = closing(world, file, language)
    page = browser.get(where).content.decode()
    assert said in page and "Rooms · Lantern" in page
    answer = browser.post(where, {"closing": "reached"})
    assert answer.status_code == 200 and asked in answer.content.decode()
    assert not is_closed(world, file) and states(world) == [("held",)]


@pytest.mark.parametrize("why", ["reached", "no_indicators"])
@pytest.mark.parametrize(("held", "after"), [("release", "released"), ("keep", "held")])
def test_place_is_given_back_or_kept_in_the_act_that_closes(world, why, held, after):
    file, lantern, hold = kept(world)
    browser, where = closing(world, file)
    assert browser.post(where, {"closing": why, "held": held}).status_code == 302
    assert is_closed(world, file) and states(world) == [(after,)]
    if held == "keep":
        assert arrive(world, lantern, hold) == "arrived"


def test_place_where_she_arrived_meanwhile_stays_hers(world):
    """The page was drawn while it was held; the answer comes after she said the word at the door."""
    file, lantern, hold = kept(world)
    browser, where = closing(world, file)
    browser.get(where)
    arrive(world, lantern, hold)
    assert browser.post(where, {"closing": "reached", "held": "release"}).status_code == 302
    assert is_closed(world, file) and states(world) == [("arrived",)]
    assert lantern.counts()[2] == 1


def test_arrival_in_the_very_act_is_no_fault(world):
    file, lantern, hold = kept(world)
    arrive(world, lantern, hold)
    with world.acting(file.lead):
        assert places.release_hold(by=file.lead, hold=hold) == HoldState.ARRIVED
        actions.close_file(by=file.lead, file=file.row, closing=Closing.REACHED, give_back=[hold])
    assert is_closed(world, file) and states(world) == [("arrived",)]


def test_file_that_cannot_close_keeps_its_place(world):
    file, _lantern, hold = kept(world)
    reader = world.member(file.lead.agency, name="Trainee")
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, reader.id, "worker", 30)
    with pytest.raises(PermissionDenied), world.acting(reader):
        actions.close_file(by=reader, file=file.row, closing=Closing.REACHED, give_back=[hold])
    assert states(world) == [("held",)] and not is_closed(world, file)


def test_page_counts_what_ends_and_asks_nothing_where_nothing_is_held(world):
    file, lantern, hold = kept(world)
    with world.acting(file.lead):
        places.release_hold(by=file.lead, hold=hold)
    browser, where = closing(world, file)
    page = browser.get(where).content.decode()
    assert "A place is held for them" not in page and "tasks are dropped" in page
    assert lantern.counts()[2] == 0
    assert browser.post(where, {"closing": "own_wish"}).status_code == 302 and is_closed(world, file)
