"""What was told lies sealed in both copies, bound to the act and to the fact; its readers open it."""

from __future__ import annotations

import uuid

import pytest

from accord.base.crypto import NotOpened
from accord.consent import actions
from accord.consent.vocabulary import Fact
from accord.dossiers.disclosed import open_fields, seal_fields, told
from accord.dossiers.models import Disclosure
from tests.support.files import open_file


def test_both_copies_hold_no_word_of_it_and_both_sides_read_it(world):
    file = open_file(world)
    agreed = file.agree()
    with world.acting(file.lead):
        actions.disclose(
            by=file.lead, consent=agreed, subject="person", title="S-1", facts={Fact.CHOSEN_NAME: "Luna"}
        )
    stored = world.sql("SELECT fields::text FROM accord.disclosure ORDER BY side")
    assert len(stored) == 2
    assert all("chosen_name" in text and "Luna" not in text for (text,) in stored)
    for reader in (file.lead, file.clinic):
        with world.acting(reader):
            assert told(Disclosure.objects.get()) == [{"name": "chosen_name", "value": "Luna"}]


def test_value_moved_to_another_act_or_another_fact_does_not_open():
    event = uuid.uuid4()
    (sealed,) = seal_fields(event, {Fact.CITY: "Sorel", Fact.HEALTH: ""})
    assert open_fields(event, [sealed]) == [{"name": "city", "value": "Sorel"}]
    with pytest.raises(NotOpened):
        open_fields(uuid.uuid4(), [sealed])
    with pytest.raises(NotOpened):
        open_fields(event, [sealed | {"name": "health"}])


def test_emptied_value_stays_empty():
    assert open_fields(uuid.uuid4(), [{"name": "city", "value": ""}]) == [{"name": "city", "value": ""}]
