"""Every form with everything that people, machines and attackers type: an answer that says what to do, nothing lost.

What is tried: each needed field empty, 100,000 characters, null bytes, halves of characters, emoji, right-to-left marks
and markup, options that are not offered, ids of other files, numbers that are none, days that do not exist. Each answer
is the page again, with a summary and everything else that was typed, and nothing is written; or all of it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.bad_input.page import Control, Form, Page
from tests.bad_input.rows import AREAS, BUTTONS, FORMS
from tests.matrix.matrix import ROWS
from tests.matrix.routes import Route, routes
from tests.matrix.test_matrix import Theatre, theatre  # noqa: F401 (a fixture)

SENT = {"csrfmiddlewaretoken": "x"}  # as every browser does: what is sent is never quite empty
HALF = "half of a sign: %ED%A0%80"  # a lone surrogate, as bytes
TEXTS = {
    "long": "x" * 100_000,
    "null": "a\x00b",
    "half": HALF,
    "signs": "💃🏽 \u202eليلى <b>&amp;</b> {{ 7|add:1 }} '; DROP TABLE accord.member; --",
    "minus": "-1",
    "huge": "9" * 40,
}
CHOICES = {"unknown": "nonsense", "foreign": "00000000-0000-4000-8000-00000000dead"}
DAYS = {
    "31 2": ("31", "2", "2027"),
    "29 2": ("29", "2", "2027"),
    "1800": ("1", "1", "1800"),
    "0": ("0", "x", ""),
}
DJANGOS = (
    "Select a valid",
    "This field is required",
    "Ensure this value",
    "Null characters",
    "not one of the available",
)


def forms() -> list[Route]:
    return [route for route in routes() if route.name in FORMS]


def test_every_form_has_a_row():
    sending = {
        route.name
        for route in routes()
        if (route.name.partition(":")[0] in AREAS or route.name in FORMS)
        and not ROWS[route.name].post.startswith("405")
    }
    assert sending - set(FORMS) - BUTTONS == set() and (set(FORMS) | BUTTONS) - sending == set()
    assert not set(FORMS) & BUTTONS


class Desk:
    """One form on one desk: drawn, filled in validly, and sent with something wrong in it."""

    def __init__(self, theatre: Theatre, route: Route) -> None:  # noqa: F811
        self.theatre, self.row = theatre, FORMS[route.name]
        self.address = theatre.address(route, ROWS[route.name])
        self.browser = theatre.browser
        self.sign_in()
        drawn = self.browser.get(self.address)
        page = Page(drawn.content.decode()) if drawn.status_code == 200 else None
        self.form = (page and page.form_to(self.address)) or Form(self.address, "post")
        data = ROWS[route.name].data
        valid = data(theatre.stage) if callable(data) else data
        self.files = {name: value for name, value in valid.items() if hasattr(value, "read")}
        self.valid = {**self.form.sent(), **valid, **SENT}
        for name in self.valid:
            self.form.controls.setdefault(name, Control(name, "declared"))

    def sign_in(self, language: str = "en") -> None:
        self.browser.cookies.clear()
        self.browser.cookies["accord_session"] = self.theatre.people[self.row.who]
        self.there = self.address.replace("/en/", f"/{language}/", 1)

    def send(self, typed: dict[str, Any], language: str = "en") -> Any:
        self.sign_in(language)
        if self.files:
            for file in self.files.values():
                file.seek(0)
            return self.browser.post(self.there, typed)
        raw = urlencode(typed, doseq=True).replace("%25ED%25A0%2580", "%ED%A0%80")
        return self.browser.generic("POST", self.there, raw, content_type="application/x-www-form-urlencoded")

    def of_kind(self, *kinds: str) -> list[str]:
        blocks = ("form_key", "was", "csrfmiddlewaretoken", "code")
        return [name for name, each in self.form.controls.items()
                if each.kind in kinds and name not in blocks and "__prefix__" not in name]  # fmt: skip

    def wrong(
        self, what: str, typed: dict[str, Any], *, must_refuse: bool = False, language: str = "en"
    ) -> list[str]:
        """What is not as it should be in the answer to this."""
        answer = self.send({**typed, **SENT}, language)
        acted = self.theatre.acted()
        if acted or answer.status_code == 302:
            self.theatre.curtain.rewind()
        if answer.status_code == 302:
            return [f"{what}: taken"] if must_refuse else []
        if answer.status_code != 200:
            return [f"{what}: {answer.status_code}"]
        html = answer.content.decode()
        page, found = Page(html), []
        if must_refuse and not page.complaints:
            found.append(f"{what}: no word of what is wrong")
        if page.complaints and acted:
            found.append(f"{what}: refused, and yet something was written")
        if must_refuse and page.complaints and not page.beside:
            found.append(f"{what}: nothing beside the field, only {page.complaints}")
        found += [f"{what}: {line}" for line in page.complaints if any(words in line for words in DJANGOS)]
        if "<b>&amp;</b>" in html:
            found.append(f"{what}: markup came back as markup")
        if page.complaints and (lost := self._lost(typed, page)):
            found.append(f"{what}: lost {lost}")
        return found

    def _lost(self, typed: dict[str, Any], page: Page) -> list[str]:
        texts = self.of_kind("text", "textarea", "email", "tel", "number", "url")
        return [
            name
            for name in texts
            if typed.get(name) and _kept(str(typed[name])) not in {*map(_kept, page.kept)}
        ]


def _kept(value: str) -> str:
    return value.replace("\x00", "").replace("\ufffd", "").replace("%ED%A0%80", "").strip()


def _cases(desk: Desk) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """What is tried, what is sent, and whether it may not be taken."""
    texts = desk.of_kind("text", "textarea", "email", "tel", "number", "url")
    choices = desk.of_kind("select", "radio", "checkbox")
    for name in desk.row.needed:
        yield f"{name} empty", {key: value for key, value in desk.valid.items() if key != name}, True
    for what, value in TEXTS.items():
        if texts:
            yield what, desk.valid | dict.fromkeys(texts, value), what in ("long", "null")
    yield "more fields", desk.valid | {"is_admin": "1", "dossier_id": CHOICES["foreign"], "id": "7"}, False
    for what, value in CHOICES.items():
        if options := [name for name in choices if desk.form.controls[name].options and
                       desk.form.controls[name].options not in (["on"], ["yes"])]:  # fmt: skip
            yield what, desk.valid | dict.fromkeys(options, value), False
    for day in (name.removesuffix("_day") for name in desk.form.controls if name.endswith("_day")):
        for what, parts in DAYS.items():
            named = dict(zip((f"{day}_day", f"{day}_month", f"{day}_year"), parts, strict=True))
            yield f"{day} {what}", desk.valid | named, day not in desk.row.unasked


@pytest.mark.parametrize("route", forms(), ids=lambda route: route.name)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(theatre, route):  # noqa: F811
    desk, found = Desk(theatre, route), []
    for what, typed, must_refuse in _cases(desk):
        found += desk.wrong(what, typed, must_refuse=must_refuse)
    assert not found


@pytest.mark.parametrize("route", forms(), ids=lambda route: route.name)
def test_complaints_are_in_the_language_of_who_reads(theatre, route):  # noqa: F811
    desk = Desk(theatre, route)
    texts = desk.of_kind("text", "textarea")
    bad = desk.valid | dict.fromkeys(texts, "x" * 100_000) | dict.fromkeys(desk.row.needed, "")
    said = []
    for language in ("en", "fr"):
        answer = desk.send(bad, language)
        if answer.status_code != 200:
            theatre.curtain.rewind()
        said.append(Page(answer.content.decode()).complaints if answer.status_code == 200 else [])
    assert len(said[0]) == len(said[1]) and not set(said[0]) & set(said[1])
