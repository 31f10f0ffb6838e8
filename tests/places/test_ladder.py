"""Counts of turn-aways: one's own whole, everybody else's only where they can be nobody's."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta

import pytest

from accord.base import clock
from accord.places import actions, queries
from accord.places.vocabulary import Why

LONG_AGO = timedelta(days=400)


def last_month():
    return clock.now().replace(day=1) - timedelta(days=3)


def turned(world, member, times, *, kind="emergency", reason=Why.FULL, at=None):
    moment = at or last_month()
    with clock.replaced(now=lambda: moment), world.acting(member):
        for _ in range(times):
            actions.turn_away(by=member, kind=kind, reason=reason)


def elsewhere(world, member):
    with world.acting(member):
        return queries.turn_aways_elsewhere(since=clock.now() - LONG_AGO, before=clock.now())


def services(world, many):
    return [world.member(world.agency("support")) for _ in range(many)]


def test_own_figures_are_whole(world):
    [me, other] = services(world, 2)
    turned(world, me, 1)
    turned(world, other, 9)
    with world.acting(me):
        found = queries.our_turn_aways(me, since=clock.now() - LONG_AGO, before=clock.now())
    assert found == {("emergency", "full"): 1}


def test_others_are_shown_from_five_on_and_from_three_agencies_on(world):
    [me, one, two, three] = services(world, 4)
    turned(world, one, 2)
    turned(world, two, 2)
    assert elsewhere(world, me) == {("emergency", "full"): None}
    turned(world, two, 3)
    assert elsewhere(world, me) == {("emergency", "full"): None}, "seven, and of two agencies alone"
    turned(world, three, 1)
    assert elsewhere(world, me) == {("emergency", "full"): 8}


def test_own_share_is_not_in_it_so_that_nothing_is_left_to_subtract(world):
    [me, one, two] = services(world, 3)
    turned(world, me, 50)
    turned(world, one, 2)
    turned(world, two, 2)
    assert elsewhere(world, me) == {("emergency", "full"): None}
    turned(world, two, 1)
    assert elsewhere(world, me) == {("emergency", "full"): 5}


def test_smaller_cells_cannot_be_asked_for(world):
    [me, one, two, three] = services(world, 4)
    for each in (one, two, three):
        turned(world, each, 1)
    with world.acting(me):
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT times FROM accord.turned_away_elsewhere('2020-01-01', '2099-01-01', 1, 1)")
            assert cursor.fetchall() == [(None,)]


def test_this_month_is_not_counted_for_others_yet(world):
    [me, *others] = services(world, 4)
    for each in others:
        turned(world, each, 3, at=clock.now().replace(day=1, hour=0, minute=0, second=1))
    assert elsewhere(world, me) == {}


def test_form_sent_twice_counts_once(world):
    [me] = services(world, 1)
    key = uuid.UUID(int=3)
    with world.acting(me):
        for _ in range(2):
            actions.turn_away(by=me, kind="detox", reason=Why.OTHER, form_key=key)
        found = queries.our_turn_aways(me, since=clock.now() - LONG_AGO, before=clock.now() + timedelta(1))
    assert found == {("detox", "other"): 1}


@pytest.mark.parametrize(("language", "few"), [("en", "fewer than 5"), ("fr", "moins de 5")])
def test_file_for_those_who_pay_has_no_small_number_and_no_sum(world, language, few):
    [me, other] = services(world, 2)
    turned(world, me, 7)
    turned(world, me, 4, reason=Why.CRITERIA)
    turned(world, other, 90, kind="detox")
    answer = world.browser(me).get(f"/{language}/places/turned-away/ladder.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="housing-ladder.csv"'
    head, *lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for line in lines for cell in line[2:]]
    assert len(head) == 2 + len(Why) and {len(line) for line in lines} == {len(head)}
    assert sorted(set(cells)) == sorted({"7", few}) and cells.count("7") == 1
