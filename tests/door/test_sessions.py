"""Sessions: the idle lock, the list, revoking."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accord.base.row_security.session import acting
from accord.door.browsers import name_of_browser
from accord.door.models import Session
from accord.door.opening import open_session
from accord.door.sessions import token_hash
from accord.dossiers.models import Dossier

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"


def second_browser(world, member) -> tuple[Client, str]:
    from accord.door.models import Account

    world.session(member)
    key = open_session(Account.objects.get(pk=member.id))
    client = Client()
    client.cookies["accord_session"] = key
    return client, key


def test_after_fifteen_idle_minutes_the_database_knows_nobody(world):
    member = world.member()
    world.desk(member)
    browser = world.browser(member)
    world.sql("UPDATE door.session SET active_until = now() - interval '1 second'")
    with acting(door="web", route="test", session=world.session(member)):
        assert not Dossier.objects.exists()
    answer = browser.get("/en/home/")
    assert answer.headers["Location"] == "/en/account/login/?next=/en/home/"


def test_use_moves_the_lock_but_never_beyond_the_shift(world):
    member = world.member()
    browser = world.browser(member)
    soon = timezone.now() + timedelta(minutes=5)
    Session.objects.update(active_until=soon)
    browser.get("/en/home/")
    assert Session.objects.get().active_until > soon + timedelta(minutes=8)
    end = timezone.now() + timedelta(minutes=3)
    Session.objects.update(active_until=timezone.now() + timedelta(minutes=1), expires_at=end)
    browser.get("/en/home/")
    assert Session.objects.get().active_until == end
    browser.post(
        "/en/account/sessions/revoke/"
    )  # writes the session (a message), which must not lengthen it either
    assert Session.objects.get().active_until <= end


def test_lock_ends_the_session_and_keeps_the_way_back(world):
    browser = world.browser(world.member())
    answer = browser.get("/en/account/lock/?next=/en/notifications/", follow=True)
    page = answer.content.decode()
    assert "This page is locked" in page
    assert "/en/account/login/?next=%2Fen%2Fnotifications%2F" in page
    assert browser.get("/en/home/").status_code == 302


def test_another_site_cannot_lock_or_sign_out(world):
    browser = world.browser(world.member())
    browser.get("/en/account/lock/", headers={"Sec-Fetch-Site": "cross-site"})
    browser.get("/en/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.get("/en/account/logout/").status_code == 405
    assert browser.get("/en/home/").status_code == 200


def test_safe_exit_ends_the_session_first(world):
    browser = world.browser(world.member())
    answer = browser.get("/fr/leave/")
    assert answer.headers["Location"] == "https://meteo.gc.ca/"
    assert browser.get("/en/home/").status_code == 302


def test_list_shows_my_browsers_and_nobody_elses(world):
    member = world.member()
    browser = world.browser(member)
    world.browser(world.member()).get("/en/home/")
    _other, key = second_browser(world, member)
    Session.objects.filter(token_hash=token_hash(key)).update(browser=name_of_browser(FIREFOX))
    for language, this in (("en", "this one"), ("fr", None)):
        page = browser.get(f"/{language}/account/sessions/").content.decode()
        assert page.count("govuk-summary-card__content") == 2
        assert "Firefox, Windows" in page
        assert this is None or this in page


def test_revoked_browser_sees_nothing_on_its_very_next_request(world):
    member = world.member()
    world.desk(member)
    mine, (other, key) = world.browser(member), second_browser(world, member)
    assert other.get("/en/home/").status_code == 200
    row = Session.objects.get(token_hash=token_hash(key))
    assert mine.post("/en/account/sessions/revoke/", {"session": str(row.id)}).status_code == 302
    with acting(door="web", route="test", session=key):
        assert not Dossier.objects.exists()
    assert other.get("/en/home/").status_code == 302
    assert mine.get("/en/home/").status_code == 200


def test_all_others_are_revoked_together(world):
    member = world.member()
    mine, (second, _k), (third, _k2) = (
        world.browser(member),
        second_browser(world, member),
        second_browser(world, member),
    )
    mine.post("/en/account/sessions/revoke/")
    assert [client.get("/en/home/").status_code for client in (mine, second, third)] == [200, 302, 302]


def test_nobody_revokes_a_strangers_session(world):
    stranger = world.member()
    theirs = world.browser(stranger)
    row = Session.objects.get(account_id=stranger.id) if Session.objects.exists() else None
    world.browser(world.member()).post("/en/account/sessions/revoke/", {"session": str(row.id)})
    assert theirs.get("/en/home/").status_code == 200


def test_browser_names():
    assert name_of_browser(FIREFOX) == "Firefox, Windows"
    assert (
        name_of_browser("Mozilla/5.0 (X11; CrOS) AppleWebKit Chrome/120 Safari Edg/120") == "Edge, ChromeOS"
    )
    assert name_of_browser("curl") == ""
