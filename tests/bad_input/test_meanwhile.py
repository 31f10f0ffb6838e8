"""Between drawing a form and sending it: sent before, signed out, changed by another, a right that ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils.timezone import localdate

from accord.door.models import Account
from accord.door.sessions import SessionStore
from tests.bad_input.page import Page
from tests.bad_input.rows import FORMS, Row
from tests.bad_input.test_forms import Desk, forms
from tests.matrix.matrix import ROWS, expected
from tests.matrix.routes import Route, routes
from tests.matrix.test_matrix import Theatre, theatre  # noqa: F401 (a fixture)

MINE = "Written by the second of us."


def desk(theatre: Theatre, name: str) -> Desk:  # noqa: F811
    return Desk(theatre, next(route for route in routes() if route.name == name))


def how_many(theatre: Theatre) -> dict[str, int]:  # noqa: F811
    """Rows of every table but the trail and what is noted of reading."""
    tables = theatre.curtain.tables
    names = [name for name in tables if name.startswith("accord.") and not name.endswith("audit_entry")]
    asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
    return dict(theatre.stage.world.sql(asked))


def of_one_step() -> list[Route]:
    return [each for each in forms() if expected(ROWS[each.name].post, FORMS[each.name].who) == 302]


@pytest.mark.parametrize("route", of_one_step(), ids=lambda route: route.name)
def test_form_sent_twice_makes_one_row(theatre, route):  # noqa: F811
    form = Desk(theatre, route)
    assert form.send(form.valid).status_code == 302
    once = how_many(theatre)
    again = form.send(form.valid)
    twice = how_many(theatre)
    theatre.curtain.rewind()
    assert again.status_code < 500 and twice == once


# Signed out meanwhile


def sign_out(theatre: Theatre) -> None:  # noqa: F811
    """As a session that was idle for too long."""
    theatre.stage.world.sql("UPDATE door.session SET active_until = now() - interval '1 minute'")


def sign_in(theatre: Theatre, who: str) -> None:  # noqa: F811
    """In the session that the browser has now, as the door does it."""
    account = Account.objects.get(pk=theatre.stage.people[who].id)
    store = SessionStore(theatre.browser.cookies["accord_session"].value)
    store[SESSION_KEY], store[HASH_SESSION_KEY] = str(account.pk), account.get_session_auth_hash()
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store.cycle_key()
    store.save()
    theatre.browser.cookies["accord_session"] = store.session_key


@pytest.mark.parametrize("route", forms(), ids=lambda route: route.name)
def test_what_was_sent_too_late_waits_behind_the_sign_in(theatre, route):  # noqa: F811
    form = Desk(theatre, route)
    typed: dict[str, Any] = form.valid | {"typed_too_late": MINE}
    sign_out(theatre)
    try:
        answer = form.send(typed)
        assert answer.status_code == 302 and answer["Location"].endswith(f"?next={reverse('door:kept')}")
        assert MINE not in str(theatre.stage.world.sql("SELECT data FROM door.session"))
        kept = theatre.stage.world.sql("SELECT sealed FROM door.kept_form")
        assert len(kept) == 1 and MINE.encode() not in bytes(kept[0][0])
        sign_in(theatre, form.row.who)
        page = theatre.browser.get(reverse("door:kept"))
        assert page.status_code == 200 and MINE in page.content.decode()
        sent = next(each for each in Page(page.content.decode()).forms if "typed_too_late" in each.controls)
        onward = theatre.browser.post(sent.action, typed)
        assert onward.status_code == 307 and onward["Location"] == form.address
        assert theatre.browser.get(reverse("door:kept")).status_code == 404
    finally:
        theatre.curtain.rewind()


def test_what_was_sent_too_late_is_shown_to_nobody_else(theatre):  # noqa: F811
    form = desk(theatre, "support:notes")
    sign_out(theatre)
    form.send(form.valid | {"words": MINE})
    sign_in(theatre, "night")
    page = theatre.browser.get(reverse("door:kept"))
    theatre.curtain.rewind()
    assert page.status_code == 404 and MINE not in page.content.decode()


def test_nobody_leaves_anything_without_a_session_of_a_member(theatre):  # noqa: F811
    form = desk(theatre, "support:notes")
    theatre.browser.cookies.clear()
    theatre.browser.cookies["accord_session"] = "f" * 32
    answer = theatre.browser.post(form.address, {"words": MINE})
    assert answer.status_code == 302 and "kept" not in answer["Location"]


# Changed by somebody else meanwhile


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("support:safety", "steps"), ("support:summary", "words"), ("support:change", "city"),
        ("support:needs", "words"), ("support:alert", "words"), ("permits:edit", "source"),
    ],
)  # fmt: skip
def test_second_of_two_who_change_the_same_is_told(theatre, name, field):  # noqa: F811
    ours, theirs = desk(theatre, name), desk(theatre, name)
    try:
        assert theirs.send(theirs.valid | {field: "Of the first."}).status_code == 302
        answer = ours.send(ours.valid | {field: MINE})
        page = Page(answer.content.decode())
        assert answer.status_code == 200 and "meanwhile" in page.complaints[0] and MINE in page.kept
        once_more = page.form_to(ours.address)
        assert once_more and ours.send({**once_more.sent(), "csrfmiddlewaretoken": "x"}).status_code == 302
    finally:
        theatre.curtain.rewind()


def days_of(name: str, ahead: int) -> dict[str, str]:
    day = localdate() + timedelta(days=ahead)
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def test_second_of_two_leads_who_change_cover_is_told(theatre):  # noqa: F811
    ours, theirs = desk(theatre, "support:cover"), desk(theatre, "support:cover")
    soon = days_of("starts", 20) | days_of("until", 22)
    later = days_of("until", 24)
    try:
        assert theirs.send(theirs.valid | soon).status_code == 302
        assert ours.send(ours.valid | soon).status_code == 302  # the same, said twice
        answer = ours.send(ours.valid | soon | later)
        page = Page(answer.content.decode())
        once_more = page.form_to(ours.address)
        assert answer.status_code == 200 and "meanwhile" in page.complaints[0] and once_more
        assert {name: once_more.sent()[name] for name in later} == later
        assert ours.send({**once_more.sent(), "csrfmiddlewaretoken": "x"}).status_code == 302
    finally:
        theatre.curtain.rewind()


@pytest.mark.parametrize("name", ["support:needs", "support:alert", "permits:edit", "support:safety"])
def test_same_form_pressed_twice_blames_nobody(theatre, name):  # noqa: F811
    form = desk(theatre, name)
    assert form.send(form.valid).status_code == 302
    again = form.send(form.valid)
    theatre.curtain.rewind()
    assert again.status_code == 302


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("page", "name", "table", "theirs", "ours"),
    [
        ("support:needs", "support:need", "need", "in_hand", "met"),
        ("support:plan", "support:goal", "goal", "reached", "set_aside"),
    ],
)
def test_second_of_two_who_press_otherwise_is_told(theatre, page, name, table, theirs, ours, language):  # noqa: F811
    first, second = desk(theatre, page), desk(theatre, page)
    address = first.theatre.address(next(each for each in routes() if each.name == name), ROWS[name])
    drawn = Page(second.browser.get(second.address).content.decode())
    was = next(each.controls["was"].value for each in drawn.forms if each.action == address)
    theatre.stage.world.sql(f"UPDATE accord.{table} SET state = 'open'")
    try:
        assert first.browser.post(address, {"state": theirs, "was": was}).status_code == 302
        there = address.replace("/en/", f"/{language}/", 1)
        told = second.browser.post(there, {"state": ours, "was": was}, follow=True).content.decode()
        assert {"en": "changed this meanwhile", "fr": "changé entre-temps"}[language] in told
        states = {each for (each,) in theatre.stage.world.sql(f"SELECT state FROM accord.{table}")}
        assert theirs in states and ours not in states
        again = next(each.controls["was"].value for each in Page(told).forms if each.action == there)
        assert second.browser.post(there, {"state": ours, "was": again}).status_code == 302
        assert ours in {each for (each,) in theatre.stage.world.sql(f"SELECT state FROM accord.{table}")}
    finally:
        theatre.curtain.rewind()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("name", "day", "hour"),
    [
        ("support:follow_ups", "day", "hour"),
        ("support:roster", "day", "hour"),
        ("support:alert", "check_day", "check_hour"),
    ],
)
def test_hour_that_the_clocks_leave_out_is_named(theatre, name, day, hour, language):  # noqa: F811
    form = desk(theatre, name)
    night = {f"{day}_day": "14", f"{day}_month": "3", f"{day}_year": "2027", hour: "02:30"}
    answer = form.send(form.valid | night, language)
    theatre.curtain.rewind()
    said = {"en": "clocks go forward", "fr": "avance"}[language]
    assert answer.status_code == 200 and any(said in line for line in Page(answer.content.decode()).beside)


# A right that ended meanwhile


def test_consent_that_ended_meanwhile_is_said(theatre):  # noqa: F811
    form = desk(theatre, "consent:give")
    theatre.stage.world.sql("UPDATE accord.consent SET expires_at = now() - interval '1 second'")
    before = how_many(theatre)
    answer = form.send(form.valid | {"words": MINE})
    after = how_many(theatre)
    theatre.curtain.rewind()
    assert answer.status_code == 409 and after["accord.disclosure"] == before["accord.disclosure"]


def test_seat_that_became_a_readers_says_so_and_gives_back_what_was_typed(theatre):  # noqa: F811
    form = desk(theatre, "support:notes")
    form.row = Row("night")
    night = theatre.stage.people["night"].id
    theatre.stage.world.sql("UPDATE accord.seat SET role = 'reader' WHERE member_id = %s", night)
    answer = form.send(form.valid | {"words": MINE})
    theatre.curtain.rewind()
    told = answer.content.decode()
    assert answer.status_code == 403 and "ask a lead of the file" in told and MINE in told


def test_file_that_is_gone_meanwhile_gives_back_what_was_typed(theatre):  # noqa: F811
    form = desk(theatre, "support:notes")
    lead = theatre.stage.people["advocate"].id
    theatre.stage.world.sql(
        "UPDATE accord.seat SET until = now() - interval '1 second' WHERE member_id = %s", lead
    )
    answer = form.send(form.valid | {"words": MINE})
    theatre.curtain.rewind()
    assert answer.status_code == 404 and MINE in answer.content.decode()
