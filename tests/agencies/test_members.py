"""What an administrator may do with members, and what not."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accord.agencies.actions import (
    add_member,
    change_member,
    deactivate_member,
    reactivate_member,
    start_sign_in_anew,
)
from accord.agencies.models import Duty, Member
from accord.door.models import Account


def test_administrator_adds_a_member_who_has_yet_to_answer(world):
    administrator = world.member(duties=["administrator"])
    with world.acting(administrator):
        member, token = add_member(
            by=administrator,
            name="Noor Haddad",
            email="Noor@Example.org",
            duties=[Duty.COMMANDER, Duty.BROKER],
        )
    assert token
    account = Account.objects.get(pk=member.id)
    assert account.email == "noor@example.org"
    assert not account.has_usable_password()
    with world.acting(administrator):
        assert Member.objects.get(pk=member.id).duties == ["commander"], "no brokers outside coordination"
        with pytest.raises(ValidationError):
            add_member(by=administrator, name="Again", email="noor@example.org")


def test_nobody_else_makes_or_keeps_accounts(world):
    administrator = world.member(duties=["administrator"])
    colleague, stranger = world.member(administrator.agency), world.member()
    with world.acting(colleague), pytest.raises(PermissionDenied):
        add_member(by=colleague, name="X", email="x@example.org")
    with world.acting(administrator):
        for member in (stranger, administrator):
            with pytest.raises(PermissionDenied):
                deactivate_member(by=administrator, member=member)
            with pytest.raises(PermissionDenied):
                start_sign_in_anew(by=administrator, member=member)


def test_deactivated_member_sees_nothing_and_may_come_back(world):
    administrator = world.member(duties=["administrator"])
    member = world.member(administrator.agency)
    world.desk(member)
    browser = world.browser(member)
    with world.acting(administrator):
        deactivate_member(by=administrator, member=Member.objects.get(pk=member.id))
    assert browser.get("/en/home/").status_code == 302
    with world.acting(administrator):
        reactivate_member(by=administrator, member=Member.objects.get(pk=member.id))
        change_member(
            by=administrator,
            member=Member.objects.get(pk=member.id),
            title="Analyst",
            office=None,
            duties=[Duty.CUSTODIAN],
        )
    assert Account.objects.get(pk=member.id).is_active


def test_new_member_has_no_seat_by_being_administrator(world):
    administrator = world.member(duties=["administrator", "commander", "custodian"])
    world.desk(world.member(administrator.agency))
    with world.acting(administrator):
        from accord.dossiers.models import Dossier

        assert not Dossier.objects.exists()
