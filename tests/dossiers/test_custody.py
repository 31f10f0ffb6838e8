"""Warnings before the last lead's seat ends, and the reseating of an orphan by two who cannot read it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.dossiers import queries
from accord.dossiers.actions import confirm_reseat, propose_reseat
from accord.dossiers.models import Dossier
from accord.dossiers.tasks import warn_of_endings


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
