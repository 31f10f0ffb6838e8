"""Notices: mine, in words that tell nothing about whom, leading to where something can be done."""

from __future__ import annotations

import uuid

import pytest

from accord.notices.models import Notice, NoticeKind
from accord.web.notices.views import LEADS_TO, address_of


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_kind_leads_somewhere(kind):
    notice = Notice(kind=kind, dossier_id=uuid.uuid4(), subject_id=uuid.uuid4())
    assert kind in LEADS_TO
    assert address_of(notice).startswith(("/en/", "/fr/"))
    assert address_of(Notice(kind=kind)).startswith(("/en/", "/fr/"))


@pytest.mark.parametrize(("language", "words"), [("en", "A new hit"), ("fr", "accord-navigation")])
def test_mine_are_listed_counted_and_marked(world, language, words):
    me, other = world.member(), world.member()
    for recipient, kind in ((me, "hit"), (me, "disclosed"), (other, "broker_asks")):
        world.sql(
            "INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)"
            " VALUES (gen_random_uuid(), %s, %s, gen_random_uuid(), gen_random_uuid(), now())",
            recipient.id, kind,
        )  # fmt: skip
    browser = world.browser(me)
    assert '<span class="accord-count">2</span>' in browser.get(f"/{language}/home/").content.decode()
    page = browser.get(f"/{language}/notifications/").content.decode()
    assert words in page
    assert page.count('aria-describedby="notice-') == 2
    assert page.count("govuk-tag--blue") == 2, "new the first time they are shown"
    again = browser.get(f"/{language}/notifications/").content.decode()
    assert "govuk-tag--blue" not in again
    assert "accord-count" not in again
    assert world.sql("SELECT count(*) FROM accord.notice WHERE seen_at IS NULL") == [(1,)]


def test_older_pages_are_marked_together_and_repeats_are_one_line(world):
    me = world.member()
    world.sql(
        "INSERT INTO accord.notice (id, recipient_id, kind, dossier_id, subject_id, created_at)"
        " SELECT gen_random_uuid(), %s, 'hit_changed', %s, %s, now() FROM generate_series(1, 60)",
        me.id, uuid.uuid4(), uuid.uuid4(),
    )  # fmt: skip
    browser = world.browser(me)
    page = browser.get("/en/notifications/").content.decode()
    assert page.count('aria-describedby="notice-') == 1
    assert "Mark the older ones" in page
    browser.post("/en/notifications/seen/")
    assert "accord-count" not in browser.get("/en/home/").content.decode()


def test_empty_list_says_what_will_stand_here(world):
    assert "No notice yet" in world.browser(world.member()).get("/en/notifications/").content.decode()
