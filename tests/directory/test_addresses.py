"""Where a shelter is: for its own people, on a tap that is written down, and sealed everywhere else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.crypto import NotOpened
from accord.directory import addresses
from accord.directory.addresses import Address
from accord.directory.loading import load
from accord.directory.models import Service, ShelterLocation
from tests.directory.lists import offer, reading

SECRET = Address("17 Canary Lane", "Gatineau", "QC", "J8X 1A1", "Ring twice")


@pytest.fixture
def shelter(world):
    load(reading(offer(confidential=True)))
    row = Service.objects.get()
    worker = world.member(world.agency("support"), duties=["intake"])
    world.sql(
        "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
        worker.agency_id,
        row.id,
    )
    with world.acting(worker):
        addresses.enter_address(by=worker, service=row, address=SECRET)
    return row, worker


def test_own_members_see_it_and_each_look_is_written_down(world, shelter):
    row, worker = shelter
    colleague = world.member(worker.agency)
    with world.acting(colleague) as trail:
        assert addresses.reveal_address(by=colleague, service=row) == SECRET
    assert trail.actions == ["shelter_address.revealed"] and len(trail.rows) == 1
    assert "Canary" not in str(trail) and "Canary" not in repr(SECRET)


@pytest.mark.parametrize(
    ("realm", "duties"),
    [
        ("support", ["intake", "administrator"]),
        ("coordination", ["broker"]),
        ("enforcement", ["administrator"]),
    ],
)
def test_nobody_else_sees_it_nor_whether_it_is_there(world, shelter, realm, duties):
    row, _worker = shelter
    other = world.member(world.agency(realm), duties=duties)
    with world.acting(other):
        assert not ShelterLocation.objects.exists()
        with pytest.raises(PermissionDenied):
            addresses.reveal_address(by=other, service=row)


def test_worker_with_an_account_at_immigration_enforcement_is_shut_out(world, shelter):
    row, worker = shelter
    world.member(world.agency(immigration=True), human_id=worker.human_id)
    with world.acting(worker):
        assert not ShelterLocation.objects.exists()
        with pytest.raises(PermissionDenied):
            addresses.reveal_address(by=worker, service=row)


def test_police_unit_that_keeps_a_service_holds_no_address(world, shelter):
    row, _worker = shelter
    police = world.member(duties=["intake"])
    world.sql(
        "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
        police.agency_id,
        row.id,
    )
    with world.acting(police), pytest.raises(PermissionDenied):
        addresses.enter_address(by=police, service=row, address=SECRET)


def test_colleague_without_the_duty_enters_and_forgets_nothing(world, shelter):
    row, worker = shelter
    colleague = world.member(worker.agency)
    with world.acting(colleague):
        with pytest.raises(PermissionDenied):
            addresses.enter_address(by=colleague, service=row, address=SECRET)
        with pytest.raises(PermissionDenied):
            addresses.forget_address(by=colleague, service=row)


def test_address_moved_to_another_row_does_not_open(world, shelter):
    row, worker = shelter
    world.sql("UPDATE accord.shelter_location SET id = gen_random_uuid()")
    with world.acting(worker), pytest.raises(NotOpened):
        addresses.reveal_address(by=worker, service=row)


def test_address_is_replaced_and_forgotten(world, shelter):
    row, worker = shelter
    with world.acting(worker):
        addresses.enter_address(by=worker, service=row, address=Address("9 Other Road"))
        assert addresses.reveal_address(by=worker, service=row) == Address("9 Other Road")
    with world.acting(worker):
        addresses.forget_address(by=worker, service=row)
        assert addresses.reveal_address(by=worker, service=row) is None
    assert world.sql("SELECT count(*) FROM accord.shelter_location") == [(0,)]


def test_open_service_holds_no_sealed_address(world, shelter):
    row, worker = shelter
    world.sql("UPDATE accord.service SET confidential = false")
    row.refresh_from_db()
    with world.acting(worker), pytest.raises(PermissionDenied):
        addresses.reveal_address(by=worker, service=row)
