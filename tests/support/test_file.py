"""The file of a survivor: what is sealed, what a tap shows, and what stays of it when nothing indicated trafficking."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.dossiers.models import Disclosure
from accord.support import actions, queries
from accord.support.models import IdentityField, SupportFile
from accord.support.vocabulary import Closing, Contact, Identity
from tests.support.files import LEGAL, NAME, PHONE, open_file


def test_what_identifies_is_sealed_in_the_database(world):
    file = open_file(world)
    raw = b"".join(bytes(row[0]) for row in world.sql("SELECT sealed FROM accord.identity_field"))
    assert raw
    for value in (NAME, LEGAL, PHONE):
        assert value.encode() not in raw
    assert world.sql("SELECT title FROM accord.dossier WHERE id = %s", file.row.dossier_id) == [
        (file.row.reference,)
    ]


def test_tap_shows_one_field_and_the_trail_says_which(world):
    file = open_file(world)
    with world.acting(file.lead) as trail:
        assert actions.reveal(by=file.lead, file=file.row, code=Identity.LEGAL_NAME) == LEGAL
        assert "identity.revealed" in trail.actions
    told = world.sql("SELECT reason FROM accord.audit_entry WHERE 'identity.revealed' = ANY (actions)")
    assert told == [("legal_name",)]


def test_chosen_name_comes_without_a_tap(world):
    file = open_file(world)
    with world.acting(file.lead):
        assert queries.first_names([file.row.dossier_id])[file.row.dossier_id]["chosen_name"] == NAME


def test_value_moved_to_another_row_does_not_open(world):
    from accord.base.crypto import NotOpened

    file = open_file(world)
    world.sql(
        "UPDATE accord.identity_field SET sealed = (SELECT sealed FROM accord.identity_field WHERE code = 'phone')"
        " WHERE code = 'legal_name'"
    )
    with pytest.raises(NotOpened), world.acting(file.lead):
        actions.reveal(by=file.lead, file=file.row, code=Identity.LEGAL_NAME)


@pytest.mark.parametrize("realm", ["enforcement", "authority", "coordination"])
def test_file_is_opened_by_support_alone(world, realm):
    member = world.member(world.agency(realm))
    with pytest.raises(PermissionDenied):
        open_file(world, member)


def test_colleague_without_seat_sees_nothing(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency)
    with world.acting(colleague):
        assert not SupportFile.objects.exists() and not IdentityField.objects.exists()


def test_reader_may_not_change(world):
    file = open_file(world)
    reader = world.member(file.lead.agency)
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, reader.id, "reader", 30)
    with pytest.raises(PermissionDenied), world.acting(reader):
        actions.change_file(by=reader, file=file.row, changes={"contact": Contact.OUT_OF_REACH})


def test_same_form_twice_opens_one_file(world):
    from accord.support.actions.file import FileDraft

    lead = world.member(world.agency("support"))
    key = uuid.uuid4()
    for _n in range(2):
        with world.acting(lead):
            actions.open_file(by=lead, draft=FileDraft(), form_key=key)
    assert len(world.sql("SELECT 1 FROM accord.support_file")) == 1


def test_no_indicators_keeps_no_person_and_no_key(world):
    file = open_file(world)
    consent = file.agree()
    from tests.consent.test_withdrawal import give

    give(file, consent)
    with world.acting(file.lead):
        actions.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    for table in ("identity_field", "dossier_key", "consent", "disclosure"):
        assert world.sql(f"SELECT 1 FROM accord.{table} WHERE dossier_id = %s", file.row.dossier_id) == []
    assert world.sql("SELECT age, languages, city FROM accord.support_file") == [(None, [], "")]
    with world.acting(file.clinic):
        assert Disclosure.objects.get().fields == []


def test_file_closed_otherwise_keeps_its_record(world):
    file = open_file(world)
    with world.acting(file.lead):
        actions.close_file(by=file.lead, file=file.row, closing=Closing.REACHED)
        assert actions.reveal(by=file.lead, file=file.row, code=Identity.LEGAL_NAME) == LEGAL
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        actions.change_file(by=file.lead, file=file.row, changes={"city": "Laval"})


def test_whom_to_avoid_is_sealed_and_read_by_who_holds_the_key(world):
    file = open_file(world)
    with world.acting(file.lead):
        actions.change_file(
            by=file.lead, file=file.row, changes={"cultural_needs": " Not her cousin Ramiro. "}
        )
    with world.acting(file.lead):
        assert queries.cultural_needs(SupportFile.objects.get()) == "Not her cousin Ramiro."
        assert actions.change_file(by=file.lead, file=file.row, changes={"city": "Laval"}) is None
    assert world.sql("SELECT position('Ramiro' IN f::text), city FROM accord.support_file f") == [
        (0, "Laval")
    ]
    with world.acting(file.lead):
        actions.change_file(by=file.lead, file=file.row, changes={"cultural_needs": ""})
        assert queries.cultural_needs(SupportFile.objects.get()) == ""
