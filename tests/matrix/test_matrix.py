"""The permission matrix: URL × method × role × relationship, every cell of it asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from tests.matrix.headers import amiss
from tests.matrix.matrix import ROWS, Row, expected
from tests.matrix.rewind import Rewind
from tests.matrix.routes import Route, routes
from tests.matrix.stage import SECRETS, Stage, set_stage
from tests.matrix.stages import support as support_stage

SEATED = ("lead", "worker", "reader")
SECOND_SIGHT = {"partner": {"Harbour"}}  # the partner leads the other side of the case of that name


class Theatre:
    """The stage with everybody's browser, and the means to set it back after an act."""

    def __init__(self, stage: Stage) -> None:
        """Nobody is locked out for being idle while others are asked, however slow the machine: rewinding would bring
        back the moment at which they signed in."""
        stage.world.sql("UPDATE door.session SET active_until = expires_at")
        self.stage, self.curtain = stage, Rewind(stage.world.admin)
        self.acts_before = self._acts()
        stage.things |= {"reset": {"uidb36": "abc", "key": "set"}, "key": {"pk": 1}}
        self.people = {name: stage.world.session(member) for name, member in stage.people.items()}
        self.browser = stage.world.browser()
        self.browser.raise_request_exception = False

    def ask(self, route: Route, row: Row, method: str, who: str) -> Any:
        self.browser.cookies.clear()
        if who in self.people:
            self.browser.cookies["accord_session"] = self.people[who]
        elif who == "forged":
            self.browser.cookies["accord_session"] = "f" * 32
        address = self.address(route, row)
        if method == "POST":
            answer = self.browser.post(address, row.data(self.stage) if callable(row.data) else row.data)
        else:
            answer = self.browser.generic(method, address)
        if who in self.people and (answer.status_code == 302 or self.acted()):
            self.curtain.rewind()
        return answer

    def acted(self) -> bool:
        """Whether anybody did anything since the curtain rose."""
        return self._acts() > self.acts_before

    def _acts(self) -> int:
        """Every act says what it did in its audit entry."""
        told = "SELECT count(*) FROM accord.audit_entry WHERE actions <> '{}'"
        return int(self.stage.world.sql(told)[0][0])

    def address(self, route: Route, row: Row) -> str:
        return route.address(self.stage.things[row.on])


@pytest.fixture(scope="module")
def theatre() -> Iterator[Theatre]:
    from tests.conftest import DATABASE
    from tests.world import World

    logging.disable(logging.INFO)
    world = World(DATABASE.admin_url())
    # Sessions live in the database that is rewound, so all are opened before the curtain remembers.
    stage = set_stage(world)
    for member in stage.people.values():
        world.session(member)
    world.sql("DELETE FROM accord.audit_entry")
    yield Theatre(stage)
    world.clear()
    logging.disable(logging.NOTSET)


def unexplained(known: list[Route]) -> tuple[set[str], set[str]]:
    """Routes without a row, and rows without a route."""
    names = {route.name for route in known}
    return names - set(ROWS), set(ROWS) - names


def test_every_route_has_a_row_and_every_row_a_route():
    assert unexplained(routes()) == (set(), set())


def test_every_public_route_is_public_in_the_matrix():
    assert {route.name for route in routes() if route.is_public} == {
        name for name, row in ROWS.items() if row.public
    }


@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_cells(theatre, route):
    row, wrong = ROWS[route.name], []
    for method, cell in (("GET", row.get), ("POST", row.post)):
        for who in _cast(theatre, route, cell):
            answer = theatre.ask(route, row, method, who)
            told = expected(cell, who) if who in theatre.people else _to_nobody(row, method)
            if answer.status_code != told or (told == 302 and who not in theatre.people and not row.public
                                              and "/account/login/" not in answer["Location"]):  # fmt: skip
                wrong.append(f"{method} by {who}: {answer.status_code} and not {told}")
            if leaked := _secrets(answer, who):
                wrong.append(f"{method} by {who} shows {leaked}")
            wrong += [f"{method} by {who}: {each}" for each in amiss(answer)]
    assert not wrong


def _cast(theatre: Theatre, route: Route, cell: str) -> list[str]:
    """Everybody; but a few of them at the door, where no page knows a role, and for methods that do not exist."""
    if cell == "405 *" or route.name.startswith(("account_", "mfa_", "start:")):
        return ["lead", "stranger", "anonymous", "forged"]
    return [*theatre.people, "anonymous", "forged"]


def _to_nobody(row: Row, method: str) -> int:
    return int(row.public.split()[method == "POST"]) if row.public else 302


def _secrets(answer: Any, who: str) -> set[str]:
    text = answer.content.decode(errors="replace") + str(answer.headers)
    police = set() if who in SEATED else set(SECRETS) - SECOND_SIGHT.get(who, set())
    support = set(support_stage.SECRETS) - support_stage.SIGHT.get(who, set())
    return {secret for secret in police | support if secret in text}


@pytest.mark.parametrize(
    ("method", "who"),
    [
        ("PUT", "reader"),
        ("PATCH", "stranger"),
        ("DELETE", "reader"),
        ("HEAD", "stranger"),
        ("OPTIONS", "stranger"),
    ],
)
def test_no_method_does_what_get_and_post_do_not(theatre, method, who):
    """A check on POST that PUT skips: others' methods are refused, or answered as GET is and change nothing."""
    wrong = []
    for route in routes():
        told = theatre.ask(route, ROWS[route.name], method, who).status_code
        if told not in {405, expected(ROWS[route.name].get, who)} and not (
            method == "OPTIONS" and told == 200
        ):
            wrong.append(f"{route.name}: {told}")
    assert not wrong


# Planted defects: the matrix can fail


def _planted(request: Any, **_arguments: Any) -> HttpResponse:
    return HttpResponse("planted")


def test_planted_route_without_a_row_is_reported():
    class Urls:
        urlpatterns = [path("planted/", _planted, name="planted")]

    known = [*routes(), *routes(Urls)]
    assert unexplained(known) == ({"planted"}, set())


def test_planted_row_without_a_route_is_reported(monkeypatch):
    monkeypatch.setitem(ROWS, "gone:gone", Row("nothing", "200 *", "405 *"))
    assert unexplained(routes()) == (set(), {"gone:gone"})


def test_planted_address_without_a_name_is_reported():
    class Urls:
        urlpatterns = [path("planted/", _planted)]

    with pytest.raises(LookupError):
        routes(Urls)


def test_planted_view_open_to_all_is_reported(theatre, monkeypatch):
    """A page that forgets to ask for a member, or for a seat, differs from its row."""
    report = next(route for route in routes() if route.name == "reports:report")
    opened = login_not_required(_planted)
    monkeypatch.setattr(type(report), "view", opened, raising=False)
    from django.urls import get_resolver

    match = get_resolver().resolve(theatre.address(report, ROWS["reports:report"]))
    for pattern in _patterns(get_resolver().url_patterns):
        if pattern.name == "report" and pattern.callback is match.func:
            monkeypatch.setattr(pattern, "callback", opened)
    with pytest.raises(AssertionError, match="GET by stranger: 200 and not 404"):
        test_cells(theatre, report)
    with pytest.raises(AssertionError):
        test_every_public_route_is_public_in_the_matrix()


def _patterns(found: Any) -> Iterator[Any]:
    for each in found:
        yield from _patterns(each.url_patterns) if hasattr(each, "url_patterns") else [each]


def test_planted_secret_in_a_page_is_reported(theatre, monkeypatch):
    from accord.web.start import views

    monkeypatch.setattr(views, "render", lambda *_a, **_k: HttpResponse("Motel Exemple"))
    start = next(route for route in routes() if route.name == "start:safety")
    with pytest.raises(AssertionError, match="Motel Exemple"):
        test_cells(theatre, start)
