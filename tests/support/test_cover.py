"""Cover that is set for a later day begins and ends by itself."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone

from accord.agencies.models import Member
from accord.base import clock
from accord.base.clock import now
from accord.base.row_security.call import call
from accord.dossiers.models import Seat
from accord.support import actions, queries
from accord.support.actions.cover import end_of
from accord.support.models import Cover
from accord.support.tasks import begin_covers
from tests.at_once import at_once
from tests.support.files import File, open_file

LATER = timedelta(days=3)


def arranged(world: Any, **more: Any) -> tuple[File, Member, Cover]:
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="Stand-in")
    with world.acting(file.lead):
        cover = actions.arrange_cover(
            by=file.lead, file=file.row, away=file.lead, colleague=colleague, **({"days": 5} | more)
        )
    return file, colleague, cover


def day_comes(world: Any, cover: Cover) -> None:
    world.sql("UPDATE accord.cover SET from_at = now() - interval '1 minute' WHERE id = %s", cover.id)
    begin_covers()


def seats(world: Any, member: Member) -> list[Any]:
    found: list[Any] = world.sql(
        "SELECT role, until FROM accord.seat WHERE member_id = %s AND until > now()", member.id
    )
    return found


def test_seat_begins_on_the_day_and_ends_with_the_cover(world):
    _file, colleague, cover = arranged(world, starts=now() + LATER)
    begin_covers()
    assert seats(world, colleague) == [] and cover.began_at is None
    with world.acting(colleague):
        assert queries.caseload() == [] and not queries.covering_for(colleague).exists()
    day_comes(world, cover)
    assert seats(world, colleague) == [("worker", cover.until)]
    with world.acting(colleague):
        assert len(queries.caseload()) == 1 and queries.covering_for(colleague).get().id == cover.id
    assert ("seat_granted",) in world.sql(
        "SELECT kind FROM accord.notice WHERE recipient_id = %s", colleague.id
    )


def test_cover_begins_once(world):
    file, colleague, cover = arranged(world, starts=now() + LATER)
    day_comes(world, cover)
    with world.acting(file.lead):
        seat = Seat.objects.get(member_id=colleague.id)
    world.sql("UPDATE accord.seat SET until = now() WHERE id = %s", seat.id)
    begin_covers()
    assert seats(world, colleague) == [], "a seat that a lead has ended does not come back"


@pytest.mark.parametrize("change", ["lead left", "colleague left", "file closed"])
def test_cover_does_not_begin_where_it_no_longer_may(world, change):
    _file, colleague, cover = arranged(world, starts=now() + LATER)
    world.sql(
        {
            "lead left": "UPDATE accord.seat SET until = now()",
            "colleague left": f"UPDATE accord.member SET active = false WHERE id = '{colleague.id}'",
            "file closed": "UPDATE accord.dossier SET closed_at = now()",
        }[change]
    )
    day_comes(world, cover)
    assert seats(world, colleague) == []


def test_worker_cannot_write_a_cover_that_would_seat_somebody(world):
    file, colleague, _cover = arranged(world)
    outsider = world.member(file.lead.agency, name="Outsider")
    forged = Cover(
        dossier_id=file.row.dossier_id, away_id=file.lead.id, colleague_id=outsider.id, from_at=now(),
        until=now() + LATER, arranged_by=file.lead.id,
    )  # fmt: skip
    with pytest.raises(DatabaseError), world.acting(colleague):
        forged.save(force_insert=True)
    for whom in (outsider, file.clinic):
        with pytest.raises(PermissionDenied), world.acting(colleague):
            call(
                "arrange_cover",
                file.row.dossier_id,
                clock.new_id(),
                file.lead.id,
                whom.id,
                now(),
                now() + LATER,
            )
    with pytest.raises(PermissionDenied), world.acting(file.lead):
        call(
            "arrange_cover",
            file.row.dossier_id,
            clock.new_id(),
            file.lead.id,
            file.clinic.id,
            now(),
            now() + LATER,
        )
    assert seats(world, outsider) == [] and seats(world, file.clinic) == []


def test_colleague_who_works_on_the_file_keeps_the_longer_seat(world):
    file, colleague, _cover = arranged(world, days=60)
    before = seats(world, colleague)
    with world.acting(file.lead):
        actions.arrange_cover(by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=2)
    assert seats(world, colleague) == before


@pytest.mark.parametrize("days", [0, 91])
def test_cover_lasts_ninety_days_at_most(world, days):
    file = open_file(world)
    colleague = world.member(file.lead.agency)
    with pytest.raises(ValueError), world.acting(file.lead):
        actions.arrange_cover(by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=days)


@pytest.mark.parametrize(
    ("first", "ends"),
    [
        (date(2026, 10, 30), datetime(2026, 11, 4, 5, tzinfo=UTC)),  # begun in EDT, ended at midnight EST
        (date(2027, 3, 12), datetime(2027, 3, 17, 4, tzinfo=UTC)),  # begun in EST, ended at midnight EDT
    ],
)
def test_five_days_end_at_midnight_though_the_clocks_change_between(first, ends):
    begins = timezone.make_aware(datetime(first.year, first.month, first.day))
    assert end_of(begins, 5) == ends
    cover = Cover(from_at=begins, until=ends)
    assert (cover.first_day, cover.last_day) == (first, first + timedelta(days=4))


def test_page_asks_for_days_in_order_and_keeps_what_was_typed(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="Stand-in")
    today = timezone.localdate()
    first, last = today + timedelta(days=9), today + timedelta(days=4)
    sent = {"away": str(file.lead.id), "colleague": str(colleague.id), "form_key": str(uuid.uuid4())}
    for name, day in (("starts", first), ("until", last)):
        sent |= {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    browser, where = world.browser(file.lead), f"/en/support/{file.row.dossier_id}/team/"
    page = browser.post(where, sent).content.decode()
    assert "Choose a last day that is not before the first" in page and f'value="{first.day}"' in page
    last = first + timedelta(days=2)
    sent |= {"until_day": str(last.day), "until_month": str(last.month), "until_year": str(last.year)}
    assert browser.post(where, sent).status_code == 302
    page = browser.get(where).content.decode()
    assert "the seat begins by itself on that day" in page and seats(world, colleague) == []


def test_planned_cover_that_is_called_off_never_begins(world):
    file, colleague, cover = arranged(world, starts=now() + LATER)
    with world.acting(file.lead):
        actions.call_off_cover(by=file.lead, file=file.row, cover=cover)
        assert not Cover.objects.exists()
    day_comes(world, cover)
    assert seats(world, colleague) == []


def test_planned_cover_is_given_to_another_colleague_on_other_days(world):
    file, colleague, cover = arranged(world, starts=now() + LATER)
    other = world.member(file.lead.agency, name="Other")
    with world.acting(file.lead):
        changed = actions.change_cover(
            by=file.lead,
            file=file.row,
            cover=cover,
            away=file.lead,
            colleague=other,
            days=2,
            starts=now() + 2 * LATER,
        )
        assert [each.id for each in Cover.objects.all()] == [changed.id]
    day_comes(world, changed)
    assert seats(world, colleague) == [] and seats(world, other) == [("worker", changed.until)]


def test_change_that_may_not_be_leaves_the_cover_as_it_was(world):
    file, _colleague, cover = arranged(world, starts=now() + LATER)
    for whom in (file.clinic, file.lead):
        with pytest.raises(PermissionDenied), world.acting(file.lead):
            call("change_cover", file.row.dossier_id, cover.id, clock.new_id(), file.lead.id, whom.id, now() + LATER,
                 now() + 2 * LATER)  # fmt: skip
    with world.acting(file.lead):
        assert [each.id for each in Cover.objects.all()] == [cover.id]


def test_cover_that_has_begun_ends_with_its_seat_and_is_not_changed(world):
    file, colleague, cover = arranged(world)
    with world.acting(file.lead):
        with pytest.raises(PermissionDenied):
            actions.change_cover(
                by=file.lead, file=file.row, cover=cover, away=file.lead, colleague=colleague, days=2
            )
        actions.call_off_cover(by=file.lead, file=file.row, cover=cover)
    assert seats(world, colleague) == []
    with world.acting(file.lead), pytest.raises(PermissionDenied):
        actions.call_off_cover(by=file.lead, file=file.row, cover=cover)


def test_ending_cover_takes_no_seat_that_it_did_not_give(world):
    file, colleague, _cover = arranged(world, days=60)
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, colleague.id, "worker", 80)
        second = actions.arrange_cover(
            by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=2
        )
        actions.call_off_cover(by=file.lead, file=file.row, cover=second)
    assert len(seats(world, colleague)) == 1


def test_nobody_but_a_lead_of_the_agency_touches_its_cover(world):
    file, _colleague, cover = arranged(world, starts=now() + LATER)
    worker = world.member(file.lead.agency)
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, worker.id, "worker", 30)
    for other in (worker, file.clinic):
        with world.acting(other), pytest.raises(PermissionDenied):
            call("call_off_cover", file.row.dossier_id, cover.id)
        with world.acting(other), pytest.raises(PermissionDenied):
            call("change_cover", file.row.dossier_id, cover.id, clock.new_id(), file.lead.id, worker.id, now() + LATER,
                 now() + 2 * LATER)  # fmt: skip
    with world.acting(file.lead):
        assert [each.id for each in Cover.objects.all()] == [cover.id]


def test_cover_sent_by_several_presses_at_once_is_one_cover(world):
    file = open_file(world)
    colleague = world.member(file.lead.agency, name="Stand-in")
    form_key = uuid.uuid4()
    raised = at_once(
        world, file.lead,
        lambda: actions.arrange_cover(by=file.lead, file=file.row, away=file.lead, colleague=colleague, days=5,
                                      form_key=form_key),
    )  # fmt: skip
    assert raised == []
    assert world.sql("SELECT count(*) FROM accord.cover") == [(1,)]
    assert len(seats(world, colleague)) == 1
