"""A security key in a real browser: Chromium's virtual authenticator adds it and signs in with it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

from accord.door.actions import invite, make_account
from accord.door.models import Account

PASSWORD = "correct horse battery staple"
pytestmark = pytest.mark.browser


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def address(world) -> Iterator[str]:
    """The platform at http://localhost, where browsers allow security keys without HTTPS."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    server = make_server("localhost", 0, StaticFilesHandler(get_wsgi_application()), WSGIServer, _Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def page() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        made = chromium.new_page()
        devtools = made.context.new_cdp_session(made)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "usb",
            "hasResidentKey": False,
            "hasUserVerification": True,
        }
        devtools.send(
            "WebAuthn.addVirtualAuthenticator",
            {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
        )
        yield made
        chromium.close()


def test_key_is_added_and_signs_in(world, address, page, monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN", True)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    member = world.member(name="Ana Côté")
    administrator = world.member(member.agency, duties=["administrator"])
    with world.acting(administrator):
        account = make_account(by=administrator.id, member_id=member.id, email="ana@example.org")
        token = invite(by=administrator.id, account=account)

    page.goto(f"{address}/en/account/invitation/?token={token}")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Add a key").click()
    page.get_by_role("button", name="Add the key").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.get_by_role("button", name="I have kept them: continue").click()
    page.get_by_role("heading", name="My work").wait_for()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{address}/en/home/")
    page.get_by_label("Email address").fill("ana@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_role("heading", name="My work").wait_for()
    assert page.url == f"{address}/en/home/", "the way back was kept"
    assert world.sql("SELECT count(*) FROM door.mfa_authenticator WHERE type = 'webauthn'") == [(1,)]
    assert Account.objects.get(pk=member.id).is_active
    assert refused == [], "the content security policy was not touched"
