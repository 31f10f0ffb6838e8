"""Changing and resetting a password."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from accord.base.row_security.session import acting
from accord.door.models import Account, Session
from accord.door.opening import open_session
from accord.dossiers.models import Dossier
from tests.door.test_sign_in import PASSWORD, enrolled

NEW = "another long passphrase"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_changing_the_password_signs_every_other_browser_out_of_the_database(world, language):
    member = world.member()
    _secret, browser = enrolled(world, member)
    elsewhere = open_session(Account.objects.get(pk=member.id))
    with acting(door="web", route="test", session=elsewhere) as trail:
        assert trail.member_id == member.id
    page = browser.get(f"/{language}/account/password/change/").content.decode()
    assert "password1" in page
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert browser.post(f"/{language}/account/password/change/", form).status_code == 302
    with acting(door="web", route="test", session=elsewhere) as trail:
        assert trail.member_id is None
        assert not Dossier.objects.exists()
    assert browser.get("/en/home/").status_code == 200
    assert Session.objects.filter(account_id=member.id).count() == 1
    (note,) = mail.outbox[-1:]
    assert member.name not in note.subject
    assert "ana" not in note.subject


@pytest.mark.parametrize("language", ["en", "fr"])
def test_reset_link_changes_the_password_and_leaves_the_second_factor(world, language, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "EMAIL_HOST", "mail.example.org")
    member = world.member()
    enrolled(world, member)
    mail.outbox.clear()
    browser = world.browser(language=language)
    assert (
        f"/{language}/account/password/reset/" in browser.get(f"/{language}/account/login/").content.decode()
    )
    for address in ("nobody@example.org", "ana@example.org"):
        answer = browser.post(f"/{language}/account/password/reset/", {"email": address})
        assert answer.headers["Location"] == f"/{language}/account/password/reset/sent/"
    letter = next(each for each in mail.outbox if each.to == ["ana@example.org"])
    assert "ana" not in letter.subject.lower().replace("canada", "")
    link = re.search(r"http://testserver(/\S+)", letter.body)[1]
    form_page = browser.get(link, follow=True)
    answer = browser.post(form_page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302, answer.content.decode()
    signed = world.browser().post("/en/account/login/", {"login": "ana@example.org", "password": NEW})
    assert signed.headers["Location"] == "/en/account/second-factor/authenticate/"
    again = world.browser().get(link, follow=True).content.decode()
    assert "password1" not in again


def test_short_address_of_the_door(world):
    assert world.browser().get("/fr/login/?next=/fr/hits/").headers["Location"] == (
        "/fr/account/login/?next=/fr/hits/"
    )
