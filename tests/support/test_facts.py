"""What a file can tell, fact by fact."""

from __future__ import annotations

import pytest

from accord.consent.vocabulary import Fact
from accord.support.facts import facts_of
from tests.support.files import NAME, PHONE, open_file


def test_only_what_is_wanted_and_known_is_told(world):
    file = open_file(world)
    with world.acting(file.lead):
        told = facts_of(file.row, [Fact.CHOSEN_NAME, Fact.SAFE_CONTACT, Fact.DATE_OF_BIRTH, Fact.LANGUAGES])
    assert told == {Fact.CHOSEN_NAME: NAME, Fact.SAFE_CONTACT: PHONE, Fact.LANGUAGES: "es, fr"}


@pytest.mark.parametrize(("age", "band"), [(11, "0–11"), (16, "16–17"), (24, "18–24"), (45, "45+")])
def test_age_is_told_roughly(world, age, band):
    file = open_file(world, age=age)
    with world.acting(file.lead):
        assert facts_of(file.row, [Fact.AGE_BAND]) == {Fact.AGE_BAND: band}


def test_neither_the_whole_file_nor_health_is_told_by_itself(world):
    file = open_file(world)
    with world.acting(file.lead):
        assert facts_of(file.row, [Fact.WHOLE_FILE, Fact.HEALTH]) == {}
