"""No bytes without an entry: what was read is written down, and committed, before the answer leaves."""

from __future__ import annotations

import itertools
import random

import pytest
from django.db import connection, transaction
from django.urls import reverse

from accord.base import audit
from accord.dossiers.models import Dossier
from tests.cases.reports import report

SECRET = "Room 12"


def entries(world, **where):
    name, value = next(iter(where.items()))
    return world.sql(
        f"SELECT route, status, dossiers, subjects, actions, member_id FROM accord.audit_entry WHERE {name} = %s"
        " ORDER BY at",
        value,
    )


@pytest.fixture
def read(world):
    """A report on a desk, its address, and its lead."""
    lead = world.member()
    desk = world.desk(lead)
    made = report(world, desk, lead)
    world.sql("DELETE FROM accord.audit_entry")
    return lead, made, reverse("reports:report", args=[desk.id, made.id])


def test_reading_leaves_one_entry_with_the_ids(world, read):
    lead, made, address = read
    assert SECRET in world.browser(lead).get(address).content.decode()
    ((route, status, dossiers, subjects, _actions, member),) = entries(world, member_id=lead.id)
    assert (route, status, member) == ("reports:report", 200, lead.id)
    assert made.dossier_id in dossiers and made.id in subjects


def test_every_list_and_page_leaves_its_entry(world, read):
    lead, made, _address = read
    browser = world.browser(lead)
    pages = [
        "home:home",
        "reports:list",
        "hits:list",
        "hits:waiting",
        "cases:list",
        "notices:list",
        "console:console",
    ]
    for page in pages:
        assert browser.get(reverse(page)).status_code == 200
    browser.post(reverse("search:search"), {"text": made.reference})
    written = [row[0] for row in entries(world, member_id=lead.id)]
    assert written == [*pages, "search:search"]


def test_answer_without_its_entry_is_impossible(world, read, monkeypatch):
    lead, _made, address = read

    def crash(*_args, **_kwargs):
        raise OSError("the trail cannot be written")

    monkeypatch.setattr(audit, "write", crash)
    browser = world.browser(lead)
    browser.raise_request_exception = False
    answer = browser.get(address)
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    assert not entries(world, member_id=lead.id)


def test_act_without_its_entry_is_undone(world, read, monkeypatch):
    lead, made, _address = read
    monkeypatch.setattr(audit, "write", lambda *_a, **_k: (_ for _ in ()).throw(OSError()))
    browser = world.browser(lead)
    browser.raise_request_exception = False
    withdraw = reverse("reports:withdraw", args=[made.dossier_id, made.id])
    assert browser.post(withdraw, {"reason": "It was so."}).status_code == 500
    assert world.sql("SELECT withdrawn_at FROM accord.report") == [(None,)]


def test_entry_is_committed_when_the_answer_is_there(world, read, monkeypatch):
    """The order matters: an entry written after the answer can be lost with the process."""
    lead, _made, address = read
    from accord.base.row_security import middleware

    seen = []
    original = middleware.OneTransaction.__call__

    def look(self, request):
        answer = original(self, request)
        seen.append((connection.in_atomic_block, len(entries(world, member_id=lead.id))))
        return answer

    monkeypatch.setattr(middleware.OneTransaction, "__call__", look)
    world.browser(lead).get(address)
    assert seen == [(False, 1)]


def test_refusal_is_written_down_in_a_transaction_of_its_own(world, read):
    _lead, _made, address = read
    stranger = world.member()
    answer = world.browser(stranger).get(address)
    assert answer.status_code == 404 and SECRET not in answer.content.decode()
    ((route, status, dossiers, subjects, actions, member),) = entries(world, member_id=stranger.id)
    assert (route, status, actions, member) == ("reports:report", 404, ["refused"], stranger.id)
    assert dossiers == subjects == []


def test_streamed_answer_is_refused(world, read, monkeypatch):
    """A stream would leave before its entry is committed."""
    from django.http import StreamingHttpResponse

    from accord.web.home import views

    monkeypatch.setattr(views, "render", lambda *_a, **_k: StreamingHttpResponse(iter([SECRET])))
    lead, _made, _address = read
    browser = world.browser(lead)
    browser.raise_request_exception = False
    assert browser.get(reverse("home:home")).status_code == 500


def test_no_context_bleeds_between_members_of_one_connection(world):
    """Interleaved requests of several members, some refused, some forged, all on this one connection."""
    order = random.Random(11)
    members = [world.member() for _ in range(4)]
    desks = {member: world.desk(member, title=f"Desk of {n}") for n, member in enumerate(members)}
    reports = {
        member: report(world, desks[member], member, file_number=f"Words of {member.id}")
        for member in members
    }
    browsers = {member: world.browser(member) for member in members}
    forged = world.browser()
    forged.cookies["accord_session"] = "forged" * 6
    backend = connection.cursor().execute("SELECT 1") and connection.connection.info.backend_pid
    for turn in range(150):
        who, whose = order.choice([*members, None]), order.choice(members)
        browser = browsers.get(who, forged)
        answer = browser.get(reverse("reports:report", args=[desks[whose].id, reports[whose].id]))
        assert answer.status_code == (302 if who is None else 200 if who is whose else 404), turn
        text = answer.content.decode()
        assert [m for m in members if f"Words of {m.id}" in text] == ([whose] if who is whose else [])
    assert connection.connection.info.backend_pid == backend, "it was one connection all along"
    assert not Dossier.objects.exists(), "and it is nobody's afterwards"


@pytest.mark.parametrize("fails", ["view", "render", "database"])
def test_request_that_fails_leaves_the_connection_to_nobody(world, read, monkeypatch, fails):
    from accord.web.home import views

    def broken(*_args, **_kwargs):
        if fails == "database":
            connection.cursor().execute("SELECT 1/0")
        raise RuntimeError(SECRET)

    monkeypatch.setattr(views, "sections_of" if fails == "view" else "render", broken)
    lead, _made, _address = read
    browser = world.browser(lead)
    browser.raise_request_exception = False
    answer = browser.get(reverse("home:home"))
    assert answer.status_code == 500 and SECRET not in answer.content.decode()
    with transaction.atomic():
        assert not Dossier.objects.exists()
    ((_route, status, _d, _s, actions, _m),) = entries(world, member_id=lead.id)
    assert (status, actions) == (500, ["failed"])


def test_settings_are_empty_between_requests(world, read):
    lead, _made, address = read
    world.browser(lead).get(address)
    with connection.cursor() as cursor:
        for setting in ("accord.session", "accord.mandate"):
            cursor.execute("SELECT current_setting(%s, true)", [setting])
            assert not cursor.fetchone()[0], setting


def test_mask_of_rows_is_not_the_app_s_own(world, read):
    """The rule stands in the database: a query without any condition gives one's own rows alone."""
    lead, made, _address = read
    other = world.member()
    report(world, world.desk(other), other)
    from accord.reports.models import Report

    for member, seen in itertools.product((lead,), ([made.id],)):
        with world.acting(member):
            assert [row.id for row in Report.objects.all()] == seen
