"""Warnings before the last lead's seat ends, and the reseating of an orphan by two who cannot read it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.agencies.actions import deactivate_member
from accord.agencies.models import Member
from accord.base.row_security.call import call
from accord.dossiers import queries
from accord.dossiers.actions import confirm_reseat, propose_reseat
from accord.dossiers.models import Dossier
from accord.dossiers.tasks import warn_of_endings
from accord.support.queries import caseload
from tests.support.files import NAME, open_file


def notices(world, member, kind):
    return world.sql(
        "SELECT count(*) FROM accord.notice WHERE recipient_id = %s AND kind = %s", member.id, kind
    )[0][0]


def end_in(world, days):
    world.sql(
        "UPDATE accord.seat SET until = now() + make_interval(days => %s), starts = starts - interval '100 days',"
        " created_at = created_at - interval '100 days'",
        days,
    ) if days > 0 else world.sql("UPDATE accord.seat SET until = now() - interval '1 minute'")


def test_lead_is_warned_14_and_3_days_before_and_once_each(world):
    lead = world.member()
    world.desk(lead)
    for days, told in ((20, 0), (13, 1), (10, 1), (2, 2), (1, 2)):
        world.sql("UPDATE accord.seat SET until = now() + make_interval(days => %s)", days)
        # The clock cannot be turned, so the notices are: each earlier one as old as it would be.
        warn_of_endings(timestamp=0)
        assert notices(world, lead, "seat_ending") == told, days
        if days == 10:
            world.sql("UPDATE accord.notice SET created_at = created_at - interval '9 days'")


def test_no_warning_while_another_lead_stays(world):
    lead = world.member()
    second = world.member(lead.agency)
    world.desk(lead, second, role="lead")
    world.sql("UPDATE accord.seat SET until = now() + interval '2 days' WHERE member_id = %s", lead.id)
    warn_of_endings(timestamp=0)
    assert notices(world, lead, "seat_ending") == 0


def orphan(world):
    lead = world.member(name="Last Lead")
    desk = world.desk(lead, title="Tremblay, Marie")
    world.sql("UPDATE accord.seat SET until = now() - interval '1 minute'")
    custodians = [world.member(lead.agency, duties=["custodian"]) for _number in range(2)]
    return desk, lead, custodians


def test_two_custodians_reseat_what_neither_can_read(world):
    desk, _lead, (first, second) = orphan(world)
    heir = world.member(first.agency, name="Heir")
    warn_of_endings(timestamp=0)
    warn_of_endings(timestamp=0)
    assert notices(world, first, "dossier_orphaned") == 1
    with world.acting(first):
        (found,) = queries.orphans()
        assert (found.id, found.led_by, found.proposed) == (desk.id, "Last Lead", None)
        assert "Tremblay" not in str(found)
        propose_reseat(by=first, dossier_id=desk.id, whom=heir)
        with pytest.raises(PermissionDenied):
            confirm_reseat(by=first, dossier_id=desk.id)
    with world.acting(second):
        assert queries.orphans()[0].proposed == heir.id
        confirm_reseat(by=second, dossier_id=desk.id)
        assert not Dossier.objects.exists()
        assert queries.orphans() == []
    with world.acting(first):
        assert not Dossier.objects.exists()
    with world.acting(heir):
        assert Dossier.objects.get().title == "Tremblay, Marie"
    assert notices(world, heir, "seat_granted") == 1


def test_custodians_seat_neither_themselves_nor_strangers_nor_a_led_dossier(world):
    desk, _lead, (first, second) = orphan(world)
    with world.acting(first):
        for whom in (first, world.member()):
            with pytest.raises(PermissionDenied):
                propose_reseat(by=first, dossier_id=desk.id, whom=whom)
        propose_reseat(by=first, dossier_id=desk.id, whom=second)
    with world.acting(second), pytest.raises(PermissionDenied):
        confirm_reseat(by=second, dossier_id=desk.id)
    stranger = world.member(duties=["custodian"])
    with world.acting(stranger):
        assert queries.orphans() == []
        with pytest.raises(PermissionDenied):
            propose_reseat(by=stranger, dossier_id=desk.id, whom=world.member(stranger.agency))
        with pytest.raises(PermissionDenied):
            confirm_reseat(by=stranger, dossier_id=desk.id)
    led = world.desk(world.member(first.agency))
    with world.acting(first), pytest.raises(PermissionDenied):
        propose_reseat(by=first, dossier_id=led.id, whom=second)
    with world.acting(world.member(first.agency)), pytest.raises(PermissionDenied):
        queries.orphans()


def left(world, member):
    """The administrator of the agency closes the account, as on the page."""
    administrator = world.member(member.agency, duties=["administrator"])
    world.session(member)  # which makes the account
    with world.acting(administrator):
        deactivate_member(by=administrator, member=Member.objects.get(pk=member.id))


def test_open_file_of_the_only_worker_goes_to_custodians_the_moment_the_account_closes(world):
    file = open_file(world)
    first, second = (world.member(file.lead.agency, duties=["custodian"]) for _n in range(2))
    heir = world.member(file.lead.agency, name="Heir")
    with world.acting(first):
        assert queries.orphans() == []
    left(world, file.lead)
    assert notices(world, first, "dossier_orphaned") == 1
    with world.acting(first):
        (found,) = queries.orphans()
        assert (found.id, found.led_by, found.left) == (file.row.dossier_id, file.lead.name, True)
        propose_reseat(by=first, dossier_id=found.id, whom=heir)
    with world.acting(second):
        confirm_reseat(by=second, dossier_id=file.row.dossier_id)
        assert queries.orphans() == []
    with world.acting(heir):
        assert [line.name for line in caseload()] == [NAME]


def test_leaver_is_told_of_once_and_again_only_of_a_new_seat(world):
    file = open_file(world)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    left(world, file.lead)
    warn_of_endings(timestamp=0)
    warn_of_endings(timestamp=0)
    assert notices(world, custodian, "dossier_orphaned") == 1


def test_account_closed_before_custodians_existed_is_told_of_the_next_morning(world):
    file = open_file(world)
    left(world, file.lead)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    warn_of_endings(timestamp=0)
    assert notices(world, custodian, "dossier_orphaned") == 1


def test_file_with_another_lead_stays_with_that_lead(world):
    file = open_file(world)
    other, custodian = world.member(file.lead.agency), world.member(file.lead.agency, duties=["custodian"])
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, other.id, "lead", 30)
    left(world, file.lead)
    assert notices(world, custodian, "dossier_orphaned") == 0
    with world.acting(custodian):
        assert queries.orphans() == []
    # The one who stays is warned before the own seat ends, whatever seat the leaver still had.
    world.sql("UPDATE accord.seat SET until = now() + interval '2 days' WHERE member_id = %s", other.id)
    warn_of_endings(timestamp=0)
    assert notices(world, other, "seat_ending") == 1


def test_whoever_gives_up_the_last_seat_leaves_the_file_to_custodians(world):
    file = open_file(world)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    with world.acting(file.lead):
        call("end_seat", file.row.dossier_id, file.lead.id)
    with world.acting(custodian):
        assert [found.id for found in queries.orphans()] == [file.row.dossier_id]


def test_nobody_but_an_administrator_of_the_agency_rings_the_custodians(world):
    file = open_file(world)
    custodian = world.member(file.lead.agency, duties=["custodian"])
    world.sql("UPDATE accord.member SET active = false WHERE id = %s", file.lead.id)
    for other in (world.member(file.lead.agency), world.member(duties=["administrator"])):
        with world.acting(other), pytest.raises(PermissionDenied):
            call("tell_of_orphans", file.lead.id)
    administrator = world.member(file.lead.agency, duties=["administrator"])
    with world.acting(administrator), pytest.raises(PermissionDenied):
        call("tell_of_orphans", custodian.id)
    assert notices(world, custodian, "dossier_orphaned") == 0
