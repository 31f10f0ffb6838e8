"""Reminders come 90, 60, 30 and 7 days before, and once of a late clock; what is over has expired."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accord.notices.models import Notice
from accord.permits import actions, clocks, queries
from accord.permits.models import Application, RightClock
from accord.permits.tasks import warn_of_permits
from accord.permits.vocabulary import Side
from tests.permits.applying import Office, office


@pytest.fixture
def desk(world: Any) -> Office:
    return office(world)


def granted(desk: Office, days: int) -> Application:
    made = desk.apply()
    today = clocks.today()
    with desk.world.acting(desk.officer):
        row = Application.objects.get(number=made.number)
        actions.grant(by=desk.officer, application=row, first=today, last=today + timedelta(days=days))
    return made


def told(desk: Office, kind: str) -> int:
    with desk.world.acting(desk.file.lead):
        return Notice.objects.filter(kind=kind).count()


def pass_days(desk: Office, days: int) -> None:
    """Time passes: what was granted ends so much sooner, and what was told was told so long ago."""
    desk.world.sql(
        "UPDATE accord.application SET valid_until = valid_until - %s, valid_from = valid_from - %s"
        " WHERE valid_until IS NOT NULL",
        days, days,
    )  # fmt: skip
    desk.world.sql("UPDATE accord.notice SET created_at = created_at - make_interval(days => %s)", days)


def test_permit_is_told_of_four_times_and_no_more(desk):
    granted(desk, 120)
    seen = []
    for _days in range(13):
        warn_of_permits(timestamp=0)
        warn_of_permits(timestamp=0)
        seen.append(told(desk, "permit_expiring"))
        pass_days(desk, 10)
    assert seen == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4]
    with desk.world.acting(desk.officer):
        assert not Notice.objects.filter(kind="permit_expiring").exists()


def test_short_permit_is_told_of_once_when_it_is_granted(desk):
    granted(desk, 20)
    for _n in range(2):
        warn_of_permits(timestamp=0)
    assert told(desk, "permit_expiring") == 1


def test_permit_whose_last_day_has_passed_has_expired_on_both_sides(desk):
    granted(desk, 5)
    warn_of_permits(timestamp=0)
    pass_days(desk, 7)
    warn_of_permits(timestamp=0)
    assert desk.sent().state == desk.received().state == "expired"
    with desk.world.acting(desk.file.lead):
        assert queries.steps_of(Application.objects.get())[0].kind == "expired"


def test_renewed_permit_is_told_of_again(desk):
    granted(desk, 20)
    warn_of_permits(timestamp=0)
    with desk.world.acting(desk.officer):
        row, today = Application.objects.get(), clocks.today()
        actions.renew(by=desk.officer, application=row, first=today, last=today + timedelta(days=400))
    pass_days(desk, 320)
    warn_of_permits(timestamp=0)
    assert told(desk, "permit_expiring") == 2


def test_late_clock_is_told_of_once_and_time_of_her_own_never(desk):
    desk.apply()
    desk.world.sql(
        "UPDATE accord.right_clock SET from_on = '2026-01-01', due_on = '2026-01-31', due_at = '2026-02-01'"
    )
    warn_of_permits(timestamp=0)
    warn_of_permits(timestamp=0)
    assert told(desk, "clock_overdue") == 1
    with desk.world.acting(desk.file.lead):
        assert [each.is_late for each in queries.running_clocks()] == [True]
        actions.finish_clock(by=desk.file.lead, clock=RightClock.objects.get())
        assert queries.running_clocks() == []
    desk.world.sql("DELETE FROM accord.notice")
    desk.world.sql("UPDATE accord.right_clock SET done_on = NULL, lasts = true")
    warn_of_permits(timestamp=0)
    assert told(desk, "clock_overdue") == 0


def test_closed_file_is_told_of_nothing(desk):
    granted(desk, 20)
    desk.world.sql("UPDATE accord.dossier SET closed_at = now() WHERE id = %s", desk.file.row.dossier_id)
    warn_of_permits(timestamp=0)
    assert told(desk, "permit_expiring") == 0


def test_queues_hold_each_side_its_own(desk):
    granted(desk, 50)
    desk.apply()
    with desk.world.acting(desk.file.lead):
        assert len(queries.waiting(Side.SENT)) == 1 and queries.waiting(Side.RECEIVED) == []
        assert len(queries.expiring(Side.SENT)) == 1
    with desk.world.acting(desk.officer):
        assert len(queries.waiting(Side.RECEIVED)) == 1 and queries.expiring(Side.SENT) == []
        assert len(queries.expiring(Side.RECEIVED)) == 1 and len(queries.decided(Side.RECEIVED)) == 1
