"""Every page: its door, its headers, its languages, its errors."""

from __future__ import annotations

import json

import pytest

from accord.web import logging as safe_logging


def test_start_page_is_for_everybody_in_both_languages(world):
    browser = world.browser()
    assert browser.get("/en/").status_code == 200
    assert 'lang="fr"' in browser.get("/fr/").content.decode()
    assert browser.get("/").headers["Location"] == "/en/"


def test_every_other_page_asks_for_a_member_and_keeps_the_way_back(world):
    answer = world.browser().get("/fr/home/?a=1")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/fr/account/login/?next=/fr/home/%3Fa%3D1"


def test_htmx_fragment_sends_the_whole_page_to_sign_in(world):
    answer = world.browser().get(
        "/en/home/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/en/home/"}
    )
    assert answer.headers["HX-Redirect"] == "/en/account/login/?next=/en/home/"


def test_signed_in_page_carries_member_and_headers(world):
    member = world.member(name="Ana Côté")
    answer = world.browser(member).get("/en/home/")
    assert answer.status_code == 200
    assert "Ana Côté" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    rows = world.sql("SELECT member_id, agency_id, route, status FROM accord.audit_entry")
    assert rows == [(member.id, member.agency_id, "home:home", 200)]


def test_inactive_member_is_signed_out_at_once(world):
    member = world.member()
    browser = world.browser(member)
    assert browser.get("/en/home/").status_code == 200
    world.sql("UPDATE accord.member SET active = false WHERE id = %s", member.id)
    assert browser.get("/en/home/").status_code == 302
    assert world.sql("SELECT * FROM door.session WHERE member_id = %s", member.id) == []


@pytest.mark.parametrize("address", ["/en/nothing-here/", "/nothing", "/fr/cases/zzz/"])
def test_unknown_address_is_a_page_with_a_reference(world, address):
    answer = world.browser(world.member()).get(address)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_health_says_whether_database_and_worker_live(world):
    answer = world.browser().get("/health")
    assert (answer.status_code, json.loads(answer.content)) == (503, {"database": True, "worker": False})
    world.sql("INSERT INTO jobs.procrastinate_workers DEFAULT VALUES")
    answer = world.browser().get("/health")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"database": True, "worker": True})
    assert not answer.cookies


def test_log_line_names_the_route_and_drops_everything_personal(world, capsys):
    import logging

    handler = logging.StreamHandler()
    handler.setFormatter(safe_logging.formatter())
    lines = []
    handler.emit = lambda record: lines.append(handler.format(record))
    logger = logging.getLogger("accord.web")
    logger.addHandler(handler)
    try:
        world.browser().get("/en/?q=Marie+Tremblay")
        try:
            raise ValueError("Marie Tremblay, 514 555 0199")
        except ValueError:
            logging.getLogger("accord.web").exception("could not save Marie Tremblay")
    finally:
        logger.removeHandler(handler)
    request, failure = map(json.loads, lines)
    assert request["route"] == "start:start"
    assert request["status"] == 200
    assert set(request) <= safe_logging.ALLOWED
    assert failure["error"] == "ValueError"
    assert "Marie" not in "".join(lines)
