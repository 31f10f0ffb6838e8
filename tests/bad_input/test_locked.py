"""A page that locks itself while somebody types: what stood in the form is put back into it, and judged by nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accord.door.kept import TO
from accord.door.models import Account
from accord.door.opening import open_session
from accord.web.door.kept import DROP
from accord.web.forms import PUT_BACK
from tests.bad_input.page import Page
from tests.bad_input.rows import BUTTONS
from tests.bad_input.test_forms import Desk, forms
from tests.bad_input.test_meanwhile import desk, how_many, sign_in, sign_out
from tests.matrix.matrix import ROWS, expected
from tests.matrix.routes import routes
from tests.matrix.test_matrix import theatre  # noqa: F401 (a fixture)

HALF_TYPED = "Half of a sentence that"


@pytest.mark.parametrize("route", forms(), ids=lambda route: route.name)
def test_what_was_begun_is_put_back_into_its_form(theatre, route):  # noqa: F811
    form = Desk(theatre, route)
    begun = {name: each for name, each in form.valid.items() if name not in form.files}
    begun |= dict.fromkeys(form.of_kind("textarea"), HALF_TYPED)
    before = how_many(theatre)
    answer = form.send({**begun, PUT_BACK: "1"})
    after = how_many(theatre)
    theatre.curtain.rewind()
    page = Page(answer.content.decode())
    assert after == before
    if route.name == "permits:withdraw":  # a button on a page of its own
        assert answer.status_code == 302 and answer["Location"] == reverse("home:home")
        return
    assert answer.status_code == 200
    assert not page.complaints and not page.beside
    assert not [name for name in form.of_kind("textarea") if HALF_TYPED not in page.kept]


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_putting_back_presses_no_button(theatre, name):  # noqa: F811
    """Some draw a form to mend; what they said of their success is not said."""
    route = next(each for each in routes() if each.name == name)
    row = ROWS[name]
    data = row.data(theatre.stage) if callable(row.data) else row.data
    for who in theatre.people:
        if expected(row.post, who) != 302:
            continue
        theatre.browser.cookies.clear()
        theatre.browser.cookies["accord_session"] = theatre.people[who]
        before = how_many(theatre)
        answer = theatre.browser.post(theatre.address(route, row), {**data, PUT_BACK: "1"})
        acted = theatre.stage.world.sql("SELECT actions FROM accord.audit_entry WHERE actions <> '{}'")
        after = how_many(theatre)
        theatre.curtain.rewind()
        assert after == before and answer.status_code in (200, 302) and acted in ([], [(["refused"],)])


def lock_it(form: Desk, words: str) -> int:
    """What the script of the lock sends, with whatever key the browser has at the moment."""
    sent = {**form.valid, "words": words, TO: form.address}
    return int(form.browser.post(reverse("door:keep"), sent).status_code)


@pytest.mark.parametrize("signed_out", [False, True], ids=["in time", "too late"])
def test_locked_page_has_it_kept_and_given_back(theatre, signed_out):  # noqa: F811
    form, browser = desk(theatre, "support:notes"), theatre.browser
    try:
        if signed_out:
            sign_out(theatre)
        assert lock_it(form, HALF_TYPED) == 204 and lock_it(form, HALF_TYPED) == 204  # tried again: kept once
        asked = {"next": reverse("door:kept"), "kept": "yes"}
        locked = browser.get(reverse("door:lock"), asked, follow=True).content.decode()
        assert "kept sealed" in locked and HALF_TYPED not in locked
        # A second tab, which has only the nameless key that the first was given.
        assert lock_it(form, "Another tab,") == 204
        kept = theatre.stage.world.sql("SELECT sealed FROM door.kept_form")
        assert len(kept) == 2 and HALF_TYPED.encode() not in b"".join(bytes(each[0]) for each in kept)
        sign_in(theatre, form.row.who)
        page = Page(browser.get(reverse("door:kept")).content.decode())
        going_on = [each for each in page.forms if PUT_BACK in each.controls]
        assert [each.controls["words"].value for each in going_on] == [HALF_TYPED, "Another tab,"]
        assert browser.post(f"{reverse('door:kept')}?which=nonsense").status_code == 404
        onward = browser.post(going_on[0].action, going_on[0].sent() | {PUT_BACK: "1"})
        assert onward.status_code == 307 and onward["Location"] == form.address
        assert "It is still here" in browser.get(reverse("home:home")).content.decode()
        dropped = browser.post(going_on[1].action, {DROP: "1"})
        assert dropped.status_code == 302 and dropped["Location"] == reverse("home:home")
        assert browser.get(reverse("door:kept")).status_code == 404
        assert "It is still here" not in browser.get(reverse("home:home")).content.decode()
    finally:
        theatre.curtain.rewind()


def test_colleague_at_the_same_desk_in_between_sees_and_takes_nothing(theatre):  # noqa: F811
    form, browser = desk(theatre, "support:notes"), theatre.browser
    try:
        lock_it(form, HALF_TYPED)
        browser.get(reverse("door:lock"), follow=True)
        sign_in(theatre, "night")
        assert browser.get(reverse("door:kept")).status_code == 404
        assert "It is still here" not in browser.get(reverse("home:home")).content.decode()
        browser.post(reverse("account_logout"))
        browser.get(reverse("door:lock"))  # a nameless session, as any visitor of the desk has
        anew = open_session(Account.objects.get(pk=theatre.stage.people[form.row.who].id))
        browser.cookies["accord_session"] = anew
        assert HALF_TYPED in browser.get(reverse("door:kept")).content.decode()
    finally:
        theatre.curtain.rewind()


@pytest.mark.parametrize(
    "path", ["", "//evil.example/", "https://evil.example/", "/en/account/login/", "/en/login/as/", "/nowhere/", "\x00"]
)  # fmt: skip
def test_nothing_is_kept_that_leads_elsewhere(theatre, path):  # noqa: F811
    form = desk(theatre, "support:notes")
    answer = form.browser.post(reverse("door:keep"), {**form.valid, TO: path})
    left = theatre.stage.world.sql("SELECT count(*) FROM door.kept_form")
    theatre.curtain.rewind()
    assert answer.status_code == 409 and left == [(0,)]


@pytest.mark.parametrize("ago", [False, True], ids=["once", "a shift ago"])
def test_more_than_a_desk_holds_is_refused_and_goes_with_the_shift(theatre, ago):  # noqa: F811
    form = desk(theatre, "support:notes")
    try:
        assert [lock_it(form, f"Tab {number}") for number in range(8)] == [204] * 8
        if ago:
            theatre.stage.world.sql("UPDATE door.kept_form SET until = now() - interval '1 second'")
            assert form.browser.get(reverse("door:kept")).status_code == 404
        assert lock_it(form, "One more") == (204 if ago else 409)
        assert theatre.stage.world.sql("SELECT count(*) FROM door.kept_form") == [(1 if ago else 8,)]
        assert lock_it(form, "x" * 300_000) == 409
    finally:
        theatre.curtain.rewind()


def test_another_site_leaves_nothing(theatre):  # noqa: F811
    form = desk(theatre, "support:notes")
    sent = {**form.valid, TO: form.address}
    answer = form.browser.post(reverse("door:keep"), sent, headers={"Sec-Fetch-Site": "cross-site"})
    left = theatre.stage.world.sql("SELECT count(*) FROM door.kept_form")
    theatre.curtain.rewind()
    assert answer.status_code == 403 and left == [(0,)]


# A page that is older than the last sign-in


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("site", ["same-origin", "cross-site", None])
def test_page_older_than_the_sign_in_offers_its_words_again(theatre, site, language):  # noqa: F811
    form = desk(theatre, "support:notes")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["accord_session"] = theatre.people[form.row.who]
    there, told = form.address.replace("/en/", f"/{language}/", 1), {"Sec-Fetch-Site": site} if site else {}
    before = how_many(theatre)
    try:
        answer = strict.post(there, {**form.valid, "words": HALF_TYPED}, headers=told)
        assert how_many(theatre) == before
        if site != "same-origin":
            # An old browser does not say where it comes from: its words are shown, and nothing is kept of them.
            assert answer.status_code == 403 and (HALF_TYPED in answer.content.decode()) is (site is None)
            assert theatre.stage.world.sql("SELECT count(*) FROM door.kept_form") == [(0,)]
            return
        assert answer.status_code == 302 and answer["Location"].endswith("/account/kept/")
        shown = strict.get(answer["Location"]).content.decode()
        again = next(each for each in Page(shown).forms if "words" in each.controls)
        assert again.controls["words"].value == HALF_TYPED
        assert strict.post(again.action, {"csrfmiddlewaretoken": "stale"}).status_code == 403
        onward = strict.post(again.action, again.sent())
        assert onward.status_code == 307 and onward["Location"] == there
        assert (
            strict.post(there, again.sent()).status_code == 302
        )  # as the browser does: the same fields, taken now
    finally:
        theatre.curtain.rewind()
