"""Signing in: invitation, password, second factor, and what a half-open door shows."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import override_settings

from accord.door.actions import answer_invitation, close_account, invite, make_account, start_anew
from accord.door.models import Account, Session
from accord.door.sessions import SessionStore

PASSWORD = "correct horse battery staple"


def code(secret: str, step: int = 0) -> str:
    """The code that an authenticator app shows now (RFC 6238: 30 seconds, six digits)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def invited(world, member, email="ana@example.org"):
    administrator = world.member(member.agency, duties=["administrator"])
    with world.acting(administrator):
        account = make_account(by=administrator.id, member_id=member.id, email=email)
        return account, invite(by=administrator.id, account=account)


def enrolled(world, member, email="ana@example.org"):
    """A member who answered the invitation and set up an app: the secret, and the browser it was done in."""
    _account, token = invited(world, member, email)
    browser = world.browser()
    browser.get(f"/en/account/invitation/?token={token}")
    browser.post("/en/account/invitation/", {"password": PASSWORD, "again": PASSWORD})
    page = browser.get("/en/account/second-factor/app/")
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page.content.decode())[1]
    done = browser.post("/en/account/second-factor/app/", {"code": code(secret)})
    assert done.status_code == 302, done.content.decode()
    return secret, browser


def test_invitation_leads_through_password_and_app_to_the_work(world):
    member = world.member(name="Ana Côté")
    _account, token = invited(world, member)
    browser = world.browser()
    first = browser.get(f"/en/account/invitation/?token={token}")
    assert first.headers["Location"] == "/en/account/invitation/", "the token leaves the address at once"
    short = browser.post("/en/account/invitation/", {"password": "short", "again": "short"})
    assert "govuk-error-summary" in short.content.decode()
    answer = browser.post("/en/account/invitation/", {"password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == "/en/account/second-factor/"
    # Signed in without a second factor: no member for the database, and only the pages that make one.
    assert Session.objects.get(account_id=member.id).member_id is None
    assert browser.get("/en/home/").headers["Location"] == "/en/account/second-factor/"
    assert browser.get("/en/account/sessions/").status_code == 302
    page = browser.get("/en/account/second-factor/app/").content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page)[1]
    wrong = browser.post("/en/account/second-factor/app/", {"code": "000000"})
    assert wrong.status_code == 200
    browser.post("/en/account/second-factor/app/", {"code": code(secret)})
    codes = browser.get("/en/account/second-factor/codes/")
    assert codes.content.decode().count("<li><code>") == 10
    home = browser.get("/en/home/")
    assert home.status_code == 200
    assert "Ana Côté" in home.content.decode()
    stored = world.sql("SELECT data->>'secret' FROM door.mfa_authenticator WHERE type = 'totp'")
    assert secret not in stored[0][0]


def test_invitation_works_once_and_for_three_days(world):
    member = world.member()
    account, token = invited(world, member)
    with world.acting(world.member(member.agency)):
        assert answer_invitation(token=token, password=PASSWORD)
        assert answer_invitation(token=token, password=PASSWORD) is None
        newer = invite(by=member.id, account=account)
    world.sql("UPDATE door.invitation SET until = now()")
    browser = world.browser()
    browser.get(f"/en/account/invitation/?token={newer}")
    void = browser.get("/en/account/invitation/")
    assert void.status_code == 404
    assert "opens nothing" in void.content.decode()
    assert newer.encode() not in bytes(world.sql("SELECT token_hash FROM door.invitation")[0][0])


def test_password_alone_opens_nothing_once_a_factor_stands(world):
    member = world.member()
    secret, _browser = enrolled(world, member)
    browser = world.browser()
    answer = browser.post("/en/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert answer.headers["Location"] == "/en/account/second-factor/authenticate/"
    assert browser.get("/en/home/").headers["Location"].startswith("/en/account/login/")
    assert Session.objects.filter(account_id=member.id).count() == 1
    browser.post("/en/account/second-factor/authenticate/", {"code": code(secret, 1)})
    wrong = browser.get("/en/home/")
    assert wrong.status_code == 302
    world.sql("DELETE FROM door.attempt")  # a code counts once; the app's next one is thirty seconds away
    browser.post("/en/account/second-factor/authenticate/", {"code": code(secret)})
    assert browser.get("/en/home/").status_code == 200


def test_wrong_password_and_unknown_address_read_the_same(world):
    member = world.member()
    enrolled(world, member)
    pages = [
        re.sub(
            r'value="[^"]*"',
            "",
            world.browser()
            .post("/en/account/login/", {"login": login, "password": "wrong"})
            .content.decode(),
        )
        for login in ("ana@example.org", "nobody@example.org")
    ]
    assert "govuk-error-summary" in pages[0]
    assert pages[0] == pages[1]
    failures = world.sql(
        "SELECT actions FROM accord.audit_entry WHERE 'account.sign_in_failed' = ANY (actions)"
    )
    assert len(failures) == 2


def test_guessing_is_stopped_in_every_process(world):
    enrolled(world, world.member())
    for _attempt in range(5):
        world.browser().post("/en/account/login/", {"login": "ana@example.org", "password": "wrong"})
    right = world.browser().post("/en/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert right.status_code == 200
    assert world.sql("SELECT count(*) > 0 FROM door.attempt")[0][0]


def test_nobody_signs_up(world):
    for address in ("/en/account/signup/", "/en/account/email/", "/en/account/second-factor/keys/signup/"):
        assert world.browser().get(address).status_code == 404


def test_last_second_factor_stays(world):
    _secret, browser = enrolled(world, world.member())
    answer = browser.post("/en/account/second-factor/app/remove/")
    assert answer.status_code in (200, 302)
    assert world.sql("SELECT count(*) FROM door.mfa_authenticator WHERE type = 'totp'") == [(1,)]


def test_started_anew_nothing_old_opens(world):
    member = world.member()
    secret, browser = enrolled(world, member)
    administrator = world.member(member.agency, duties=["administrator"])
    with world.acting(administrator):
        token = start_anew(by=administrator.id, account=Account.objects.get(pk=member.id))
    assert browser.get("/en/home/").status_code == 302
    again = world.browser()
    assert (
        again.post("/en/account/login/", {"login": "ana@example.org", "password": PASSWORD}).status_code
        == 200
    )
    again.get(f"/en/account/invitation/?token={token}")
    answer = again.post("/en/account/invitation/", {"password": PASSWORD + "2", "again": PASSWORD + "2"})
    assert answer.headers["Location"] == "/en/account/second-factor/"
    assert secret


def test_closed_account_is_out_at_once_and_stays_out(world):
    member = world.member()
    _secret, browser = enrolled(world, member)
    with world.acting(world.member(member.agency)):
        close_account(by=member.id, account_id=member.id)
    assert browser.get("/en/home/").status_code == 302
    answer = world.browser().post("/en/account/login/", {"login": "ana@example.org", "password": PASSWORD})
    assert "/inactive/" in answer.headers.get("Location", "") or answer.status_code == 200


@override_settings(DEMO=True, SECOND_FACTOR_REQUIRED=False)
def test_demonstration_signs_in_by_choosing(world, tmp_path, monkeypatch):
    from accord.door import demo

    member = world.member(name="Inès Roy")
    Account.objects.create_user("ines@example.org", id=member.id)
    monkeypatch.setattr(demo, "list_file", lambda: tmp_path / "members.json")
    demo.write_sign_ins(
        [demo.SignIn(str(member.id), "Inès Roy", "Unit", "Unité", "Investigator", "Enquêteuse")]
    )
    browser = world.browser()
    page = browser.get("/fr/account/login/?next=/fr/notifications/").content.decode()
    assert "Inès Roy" in page
    assert "Enquêteuse" in page
    assert "accord-demo" in page
    answer = browser.post("/fr/login/as/", {"member": str(member.id), "next": "/fr/account/sessions/"})
    assert answer.headers["Location"] == "/fr/account/sessions/"
    assert browser.get("/fr/home/").status_code == 200
    other = world.member()
    Account.objects.create_user("other@example.org", id=other.id)
    assert browser.post("/fr/login/as/", {"member": str(other.id)}).status_code == 404


def test_outside_the_demonstration_nobody_is_chosen(world):
    member = world.member()
    Account.objects.create_user("ines@example.org", id=member.id)
    answer = world.browser().post("/en/login/as/", {"member": str(member.id)})
    assert answer.status_code == 404
    assert "accord-demo" not in world.browser().get("/en/account/login/").content.decode()


def test_redirect_after_sign_in_stays_here(world):
    with override_settings(DEMO=True, SECOND_FACTOR_REQUIRED=False):
        page = world.browser().get("/en/account/lock/?next=https://evil.example/").content.decode()
    assert "/login/?next" not in page


@pytest.mark.parametrize("key", ["", "forged", "x" * 200])
def test_forged_cookie_is_nobody(world, key):
    world.desk(world.member())
    browser = world.browser()
    browser.cookies["accord_session"] = key
    assert browser.get("/en/home/").status_code == 302
    assert SessionStore(key or None).load() == {}
