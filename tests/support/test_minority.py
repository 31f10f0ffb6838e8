"""Who is under 18 now, and who was when she was met."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accord.base import clock
from accord.support import actions, queries
from accord.support.screening import Population
from accord.support.vocabulary import AgeGroup, Identity
from tests.support.files import open_file

MET = datetime(2026, 3, 10, 12, tzinfo=UTC)


def ask(world, file, on):
    with clock.replaced(now=lambda: on), world.acting(file.lead):
        return queries.minority(file.row)


@pytest.fixture
def met(world):
    def opened(**more):
        with clock.replaced(now=lambda: MET):
            return open_file(world, **more)

    return opened


def test_mark_follows_the_date_of_birth_and_what_she_was_when_met_stays(world, met):
    file = met(age=None, age_group=AgeGroup.UNKNOWN)
    with world.acting(file.lead):
        actions.set_identity(by=file.lead, file=file.row, code=Identity.DATE_OF_BIRTH, value="2008-06-01")
    before, after = ask(world, file, MET), ask(world, file, datetime(2026, 6, 1, 16, tzinfo=UTC))
    assert (before.when_met, before.today, before.age) == (True, True, 17)
    assert (after.when_met, after.today, after.age) == (True, False, 18)
    assert after.turned_adult and after.population == Population.MINOR


def test_without_a_birthday_a_minor_is_one_until_she_must_be_of_age(world, met):
    file = met(age=17, age_group=AgeGroup.MINOR)
    assert ask(world, file, MET + timedelta(days=364)).today is True
    assert ask(world, file, MET + timedelta(days=366)).today is False


def test_unknown_age_is_neither(world, met):
    file = met(age=None, age_group=AgeGroup.UNKNOWN)
    assert ask(world, file, MET) == queries.Minority(None, None)


def test_date_of_birth_that_is_no_date_leaves_the_age_that_was_told(world, met):
    file = met(age=16, age_group=AgeGroup.MINOR)
    with world.acting(file.lead):
        actions.set_identity(by=file.lead, file=file.row, code=Identity.DATE_OF_BIRTH, value="in spring")
    assert ask(world, file, MET).today is True


def test_clock_that_was_set_back_changes_nobodys_age(world, met):
    file = met(age=17, age_group=AgeGroup.MINOR)
    assert ask(world, file, MET - timedelta(days=1)).age == 17
