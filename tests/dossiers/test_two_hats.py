"""Whoever also works where people are removed from the country has no seat where survivors' facts lie."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.models import Seat
from accord.notices.models import Notice
from tests.consent.test_withdrawal import give
from tests.support.files import open_file


@pytest.fixture
def border(world):
    return world.agency("enforcement", short_name="Border", immigration=True)


def _also_at(world, agency, member):
    world.member(agency, human_id=member.human_id)


def test_lead_cannot_seat_such_a_colleague_on_a_file(world, border):
    file = open_file(world)
    colleague = world.member(file.lead.agency)
    _also_at(world, border, colleague)
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, colleague.id, "reader", 30)


def test_such_a_member_opens_no_file(world, border):
    worker = world.member(world.agency("support"))
    _also_at(world, border, worker)
    with pytest.raises(PermissionDenied):
        open_file(world, worker)


def test_what_arrives_seats_and_tells_the_others_alone(world, border):
    file = open_file(world)
    second = world.member(file.clinic.agency, duties=["intake"])
    _also_at(world, border, second)
    _event, arrival = give(file, file.agree())
    with world.acting(file.clinic):
        assert [each.member_id for each in Seat.objects.filter(dossier_id=arrival)] == [file.clinic.id]
        with pytest.raises(PermissionDenied):
            call("grant_seat", arrival, second.id, "reader", 30)
    with world.acting(second):
        assert not Notice.objects.exists()


def test_agency_whose_only_intake_is_such_a_human_receives_nothing(world, border):
    file = open_file(world)
    _also_at(world, border, file.clinic)
    with pytest.raises(PermissionDenied, match="call them"):
        give(file, file.agree())


def test_care_team_leaves_such_a_human_out(world, border):
    from accord.consent import actions

    file = open_file(world)
    _also_at(world, border, file.clinic)
    consent = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE])
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        actions.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)


def test_such_an_agency_receives_nothing_on_an_agreement(world, border):
    file = open_file(world)
    world.member(border, duties=["intake"])
    with pytest.raises(PermissionDenied, match="court"):
        give(file, file.agree(recipient=border))
