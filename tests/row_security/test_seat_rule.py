"""The access rule through the real roles: a live seat, and nothing else, shows a row."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accord.base.row_security.call import call
from accord.base.row_security.session import NoTransaction, act_for
from accord.dossiers.models import Dossier, Party, Seat


def test_member_sees_the_dossiers_of_live_seats_and_no_other(world):
    mine, theirs = world.member(), world.member()
    my_desk, their_desk = world.desk(mine), world.desk(theirs)
    with world.acting(mine):
        assert [dossier.id for dossier in Dossier.objects.all()] == [my_desk.id]
        assert not Party.objects.filter(dossier_id=their_desk.id).exists()
        assert not Seat.objects.filter(dossier_id=their_desk.id).exists()


def test_seat_that_ended_shows_nothing(world):
    lead = world.member()
    reader = world.member(lead.agency)
    desk = world.desk(lead, reader)
    with world.acting(lead):
        call("end_seat", desk.id, reader.id)
    with world.acting(reader):
        assert not Dossier.objects.exists()


def test_nobody_signed_in_sees_nothing(world):
    world.desk(world.member())
    from accord.base.row_security.session import acting

    for token in ({}, {"session": "forged"}, {"mandate": "forged"}):
        with acting(door="web", route="test", **token):
            assert not Dossier.objects.exists()


def test_setting_does_not_outlive_its_transaction(world):
    member = world.member()
    world.desk(member)
    with world.acting(member):
        assert Dossier.objects.count() == 1
    assert Dossier.objects.count() == 0
    with pytest.raises(NoTransaction):
        act_for(session=world.session(member))


def test_nobody_seats_themselves_nor_strangers(world):
    lead = world.member()
    desk = world.desk(lead)
    stranger = world.member()
    with world.acting(lead), pytest.raises(PermissionDenied, match="own agency only"):
        call("grant_seat", desk.id, stranger.id, "reader", 30)
    with world.acting(stranger), pytest.raises(PermissionDenied, match="only a lead"):
        call("grant_seat", desk.id, stranger.id, "reader", 30)
    with world.acting(lead), pytest.raises(DatabaseError, match="seat_not_by_oneself"):
        call("grant_seat", desk.id, lead.id, "lead", 30)


def test_seat_lasts_90_days_at_most(world):
    lead = world.member()
    other = world.member(lead.agency)
    desk = world.desk(lead)
    with world.acting(lead), pytest.raises(DatabaseError, match="seat_ends_within_90_days"):
        call("grant_seat", desk.id, other.id, "reader", 91)


@pytest.mark.parametrize(
    ("kind", "realm", "wall"),
    [
        ("case", "support", "party_case_is_enforcement"),
        ("case", "coordination", "party_case_is_enforcement"),
        ("support", "enforcement", "party_support_is_support"),
        ("support", "authority", "party_support_is_support"),
    ],
)
def test_walls_between_realms_hold_against_our_own_function(world, kind, realm, wall):
    member = world.member(world.agency(realm))
    with pytest.raises(DatabaseError, match=wall):
        world.dossier(kind, member)


def test_app_writes_no_seat_party_or_dossier_by_itself(world):
    member = world.member()
    world.desk(member)
    for statement in (
        "UPDATE seat SET until = until + interval '1 day'",
        "DELETE FROM seat",
        "INSERT INTO dossier (id, kind, title, owner_id, created_at, last_at) VALUES "
        "(gen_random_uuid(), 'case', 'x', gen_random_uuid(), now(), now())",
        "SELECT * FROM door.session",
        "SELECT * FROM jobs.procrastinate_jobs",
        "SELECT * FROM audit_entry",
    ):
        with (
            world.acting(member),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)
