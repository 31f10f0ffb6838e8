"""Asking every address as everybody, and saying where two askings differ.

The addresses come from the URLconf, so that a new one is asked without being named here. Clock and ids are the same for
the same question; only the form's token and key, the request's number and the date of the answer are masked.
"""

from __future__ import annotations

import difflib
import itertools
import re
import uuid
import zlib
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import translation

from accord.base import clock
from tests.matrix.matrix import ROWS, expected
from tests.matrix.routes import Route, routes
from tests.matrix.row import NO
from tests.matrix.stage import Stage
from tests.support.files import LEGAL

SOON = timedelta(minutes=10)  # after all that is made meanwhile, and before anything of it runs out
# Pages that end the session that reads them, or lead out of the platform.
SKIPPED = {"door:lock", "account_logout", "door:revoke", "start:exit"}
# Pages of one's own second factor draw a new secret each time, and that of one's sessions tells of this very visit.
SKIPPED |= {"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "door:sessions"}
DOOR = ("account_", "mfa_", "door:")  # pages that know no dossier are asked by one viewer
AT_THE_DOOR = "stranger"
POSTING = ("stranger", "broker", "support", "haven")  # one of each kind of outsider
# What is looked for where a page looks something up: a survivor's name, what she may need, a place for her.
LOOKED_UP = {
    "search:search": {"text": LEGAL},
    "help:help": {"need": "shelter", "place": "Montréal", "words": LEGAL},
    "places:look": {"gender": "women", "language": "es"},
}
MASKS = (
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b"TOKEN"),
    (re.compile(rb'csrf-token" content="[^"]+"'), b"TOKEN"),
    (re.compile(rb'X-CSRFToken&quot;: &quot;\w+|"X-CSRFToken": "\w+'), b"TOKEN"),
    (re.compile(rb'name="form_key" value="[^"]+"'), b"KEY"),
    (re.compile(rb"(csrftoken=)\w+"), rb"\1TOKEN"),
)
DATES = ("Date", "Expires")
DRAWN = "DELETE FROM accord.audit_entry WHERE id::text LIKE '00000000-0000-0000-%%'"


class Asked(NamedTuple):
    """One question: whose, in which language, at which address, how."""

    who: str
    language: str
    route: str
    method: str


Bytes = dict[Asked, bytes]


class Replay:
    """Asks every address as every viewer, and keeps what came back."""

    def __init__(self, stage: Stage, viewers: Collection[str], own: Mapping[str, tuple[str, ...]]) -> None:
        """``own``: of a viewer who works with the others, the areas that are left out: the work is seen there."""
        self.stage, self.viewers, self.at = stage, tuple(viewers), datetime.now(UTC) + SOON
        self.own = own
        self.hidden = {**stage.things, "reset": {"uidb36": "abc", "key": "set"}, "key": {"pk": 1}}
        self.browsers = {name: stage.world.browser(stage.people.get(name)) for name in viewers}
        for browser in self.browsers.values():
            browser.raise_request_exception = False

    def ask(
        self,
        *,
        about: dict[str, Any] | None = None,
        only: str = "",
        viewers: Collection[str] = (),
        deep: bool = True,
    ) -> Bytes:
        """GET in English. ``deep``: what is shown, in French too (a refusal is one page, whoever gets it); POST where
        it is refused, and so may be asked twice. ``about``: other things, and no page that is about none."""
        kept: Bytes = {}
        self.stage.world.sql(DRAWN)  # the ids of this asking are drawn again
        for name in viewers or self.viewers:
            for route in self._asked_of(name):
                if not route.name.startswith(only) or (about and not route.arguments):
                    continue
                for asked, address in self._questions(name, route, about or self.hidden):
                    if asked.language == "fr" and not (
                        deep and name not in self.own and _shown(kept[asked._replace(language="en")])
                    ):
                        continue
                    if deep or asked.method != "POST":
                        kept[asked] = self._answer(asked, address)
        return kept

    def _asked_of(self, who: str) -> list[Route]:
        """A method that a page does not have is refused before anybody is asked for: that is looked at once."""
        return [
            each
            for each in routes()
            if each.name not in SKIPPED
            and not each.name.startswith(self.own.get(who, ("-",)))
            and (who == AT_THE_DOOR or not (each.name.startswith(DOOR) or ROWS[each.name].get == NO))
        ]

    def _questions(self, who: str, route: Route, things: dict[str, Any]) -> list[tuple[Asked, str]]:
        found = []
        for language in ("en", "fr"):
            with translation.override(language):
                address = route.address(things[ROWS[route.name].on])
            found.append((Asked(who, language, route.name, "GET"), address))
            if route.name in LOOKED_UP:
                found.append((Asked(who, language, route.name, "looked up"), address))
        if self._refused(who, route.name):
            found.append((Asked(who, "en", route.name, "POST"), found[0][1]))
        return found

    def _refused(self, who: str, route: str) -> bool:
        told = expected(ROWS[route].post, who)
        return (told in (403, 404) and who in POSTING) or (told == 405 and who == AT_THE_DOOR)

    def _answer(self, asked: Asked, address: str) -> bytes:
        # The same question draws the same ids, whatever was asked before.
        ids = itertools.count(zlib.crc32(" ".join(asked).encode()) << 16)
        browser, looked_up = self.browsers[asked.who], LOOKED_UP.get(asked.route, {})
        if asked.who not in self.stage.people:
            browser.cookies.clear()  # a stranger of the street begins anew each time
        with clock.replaced(now=lambda: self.at, new_id=lambda: uuid.UUID(int=next(ids))):
            if asked.method == "looked up":
                answer = browser.post(address, looked_up)
            else:
                answer = browser.generic(asked.method, address)
        headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.items()) if name not in DATES)
        return masked(f"{answer.status_code}\n{headers}\n\n".encode() + answer.getvalue())


def masked(answer: bytes) -> bytes:
    for pattern, word in MASKS:
        answer = pattern.sub(word, answer)
    return answer


def _shown(answer: bytes) -> bool:
    return answer.startswith(b"200\n")


def differing(one: Bytes, other: Bytes) -> dict[Asked, str]:
    """Where two replays differ, with the first lines that do. What was asked in one of them alone is no comparison."""
    return {key: _difference(one[key], other[key]) for key in one if key in other and one[key] != other[key]}


def _difference(one: bytes, other: bytes) -> str:
    texts = (each.decode(errors="replace").splitlines() for each in (one, other))
    return "\n".join(itertools.islice(difflib.unified_diff(*texts, n=0, lineterm=""), 12))
