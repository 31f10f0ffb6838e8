"""Giving, renewing and ending seats; desks; mandates."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.session import acting
from accord.dossiers import queries, rules
from accord.dossiers.actions import end_seat, grant_seat, issue_import_mandate, open_desk
from accord.dossiers.models import Dossier, Role, Seat
from accord.notices.queries import newest


def test_commander_opens_a_desk_and_leads_it(world):
    commander = world.member(duties=["commander"])
    with world.acting(commander):
        desk = open_desk(by=commander, title="Intake")
        assert open_desk(by=commander, title="Intake", dossier_id=desk.id) == desk, "the same form sent twice"
        assert rules.leads(commander, desk)
    with world.acting(world.member()) as _trail, pytest.raises(PermissionDenied):
        open_desk(by=world.member(), title="Mine")


def test_lead_grants_renews_and_ends(world):
    lead = world.member()
    colleague = world.member(lead.agency)
    desk = world.desk(lead)
    with world.acting(lead):
        grant_seat(by=lead, dossier=desk, member=colleague, role=Role.READER, days=10)
        grant_seat(by=lead, dossier=desk, member=colleague, role=Role.WORKER, days=90)
        (seat,) = Seat.objects.filter(member=colleague)
        assert seat.role == Role.WORKER
    with world.acting(colleague):
        assert rules.works_on(colleague, Dossier.objects.get(pk=desk.id))
        assert [notice.kind for notice in newest(colleague)] == ["seat_granted", "seat_granted"]
    with world.acting(lead):
        end_seat(by=lead, seat=seat)
    with world.acting(colleague):
        assert not Dossier.objects.exists()


@pytest.mark.parametrize("who", ["oneself", "stranger", "inactive", "by a worker"])
def test_seats_that_nobody_may_give(world, who):
    lead = world.member()
    worker = world.member(lead.agency)
    desk = world.desk(lead, worker)
    other = {
        "oneself": lead,
        "stranger": world.member(),
        "inactive": world.member(lead.agency, active=False),
        "by a worker": world.member(lead.agency),
    }[who]
    by = worker if who == "by a worker" else lead
    with world.acting(by), pytest.raises(PermissionDenied):
        grant_seat(by=by, dossier=desk, member=other, role=Role.READER, days=5)


def test_worker_leaves_but_ends_nobody_else(world):
    lead = world.member()
    worker, reader = world.member(lead.agency), world.member(lead.agency)
    desk = world.desk(lead, worker, reader)
    with world.acting(worker):
        seats = {seat.member_id: seat for seat in queries.live_seats(desk.id)}
        with pytest.raises(PermissionDenied):
            end_seat(by=worker, seat=seats[reader.id])
        end_seat(by=worker, seat=seats[worker.id])
    with world.acting(worker):
        assert not Dossier.objects.exists()


def test_seats_that_end_soon_are_listed_for_holder_and_lead(world):
    lead = world.member()
    worker = world.member(lead.agency)
    desk = world.desk(lead, worker)
    world.sql("UPDATE accord.seat SET until = now() + interval '5 days' WHERE member_id = %s", worker.id)
    with world.acting(lead):
        assert [held.seat.member_id for held in queries.seats_ending(lead)] == [worker.id]
    with world.acting(worker):
        assert [held.dossier.id for held in queries.seats_ending(worker)] == [desk.id]


def test_import_mandate_is_a_leads_and_opens_one_dossier(world):
    lead = world.member()
    worker = world.member(lead.agency)
    desk, other = world.desk(lead, worker), world.desk(lead)
    with world.acting(worker), pytest.raises(PermissionDenied):
        issue_import_mandate(by=worker, dossier=desk, minutes=60)
    with world.acting(lead):
        token = issue_import_mandate(by=lead, dossier=desk, minutes=60)
    with acting(door="cli", route="test", mandate=token):
        assert [dossier.id for dossier in Dossier.objects.all()] == [desk.id]
        assert other.id != desk.id
