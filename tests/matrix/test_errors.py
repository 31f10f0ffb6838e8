"""What goes wrong says no more around its page than what goes right: a failure, an old form, too many tries, no page.

``test_matrix.py`` looks at every answer that a route gives. Here no view is reached, at every address of the URLconf.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from tests.matrix.headers import amiss
from tests.matrix.matrix import ROWS
from tests.matrix.routes import Route, routes
from tests.matrix.stage import Stage, set_stage
from tests.support.files import LEGAL

WHO = ("advocate", "stranger", "anonymous")
# Asked last: who was signed in is not any more.
LEAVING = {"door:lock", "account_logout", "door:revoke", "start:exit"}


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    from tests.conftest import DATABASE
    from tests.world import World

    logging.disable(logging.CRITICAL)
    world = World(DATABASE.admin_url())
    made = set_stage(world)
    made.things |= {"reset": {"uidb36": "abc", "key": "set"}, "key": {"pk": 1}}
    yield made
    world.clear()
    logging.disable(logging.NOTSET)


def browser(stage: Stage, who: str, **more: Any) -> Client:
    made = Client(raise_request_exception=False, **more)
    if who in stage.people:
        made.cookies["accord_session"] = stage.world.session(stage.people[who])
    return made


def in_order() -> list[Route]:
    return sorted(routes(), key=lambda each: each.name in LEAVING)


def address(stage: Stage, route: Route) -> str:
    return route.address(stage.things[ROWS[route.name].on])


@pytest.mark.parametrize("who", WHO)
def test_page_that_fails_is_as_closed_as_one_that_works(stage, who, monkeypatch):
    """The view of every address fails, with a name in its hands."""

    def failing(*_rest: Any) -> Any:
        raise RuntimeError(LEGAL)

    monkeypatch.setattr("accord.web.middleware.SignedIn.process_view", failing)
    asking, wrong = browser(stage, who), []
    for route in in_order():
        answer = asking.get(address(stage, route))
        assert answer.status_code == 500 and LEGAL not in answer.content.decode()
        wrong += [f"{route.name}: {each}" for each in amiss(answer)]
    assert not wrong


@pytest.mark.parametrize("who", WHO)
def test_old_form_is_as_closed_as_a_new_one(stage, who):
    asking, wrong = browser(stage, who, enforce_csrf_checks=True), []
    for route in in_order():
        answer = asking.post(address(stage, route), {"text": LEGAL, "words": LEGAL})
        # What a page keeps by itself when it locks is told in a code that its script understands.
        assert answer.status_code in (302, 403, 405) or (route.name, answer.status_code) == ("door:keep", 409)
        wrong += [f"{route.name}: {each}" for each in amiss(answer)]
    assert not wrong


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    "path",
    [
        "/en/no/such/page/",
        "/fr/support/Marisol/",
        "/no",
        "/",
        "/en/notifications",
        "/en/support/%00/",
        "/en/%F0%28/",
    ],
)
def test_address_that_leads_nowhere_is_as_closed_as_one_that_leads(stage, who, path):
    answer = browser(stage, who).get(path)
    assert answer.status_code in (301, 302, 404) and amiss(answer) == []


def test_too_many_tries_are_answered_as_closed_as_the_first(stage):
    asking, typed = browser(stage, "anonymous"), {"code": "2345 6789 ABCD", "step": "confirmed"}
    tries = [asking.post(reverse("consent:withdraw"), typed) for _n in range(11)]
    assert [each.status_code for each in tries] == [200] * 10 + [429]
    assert [each for answer in tries for each in amiss(answer)] == []


@override_settings(ALLOWED_HOSTS=["accord.example"])
def test_another_host_is_answered_as_closed(stage):
    answer = browser(stage, "advocate").get("/en/", headers={"host": "marisol.example"})
    assert answer.status_code == 400 and amiss(answer) == []


@pytest.mark.parametrize("who", WHO)
def test_answer_that_a_copy_would_be_compared_with_is_sent_anew(stage, who):
    """A browser that offers what it kept gets the whole page: 304 would say that nothing has changed."""
    asking, wrong, saved = browser(stage, who), [], 0
    for route in in_order():
        kept = {
            "if-none-match": "*",
            "if-modified-since": "Thu, 01 Jan 2037 00:00:00 GMT",
            "range": "bytes=0-9",
        }
        answer = asking.get(address(stage, route), headers=kept)
        if answer.status_code in (206, 304):
            wrong.append(f"{route.name}: {answer.status_code}")
        if name := answer.get("Content-Disposition", ""):
            saved += 1
            if not _plain(name):
                wrong.append(f"{route.name}: {name}")
    assert not wrong and (saved >= 3) == (who == "advocate")


def _plain(disposition: str) -> bool:
    """Saved, never shown within the page; under a word of ours without a number in it."""
    kind, _, name = disposition.partition("; filename=")
    return kind == "attachment" and name.strip('"').replace(".", "").replace("-", "").isalpha()


@pytest.mark.parametrize(
    ("said", "well"),
    [('attachment; filename="letter.pdf"', True), ('attachment; filename="who-looked.pdf"', True),
     ('attachment; filename="S-4821.pdf"', False), ('attachment; filename="Marisol Q.pdf"', False),
     ('inline; filename="letter.pdf"', False), ("attachment", False)],
)  # fmt: skip
def test_file_that_is_shown_or_that_a_number_or_a_name_stands_on_is_found(said, well):
    assert _plain(said) is well
