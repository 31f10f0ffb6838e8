"""Two worlds that differ in what one viewer may not know show that viewer the same bytes.

The worlds are one database before and after: everything is asked, then others add what is hidden (a report with a
person, identifiers and protected pointers on a desk without a seat for the viewer, a hidden dossier, a hidden hit, a
seat, a disclosure), the matcher does its work, and everything is asked again under the same clock and ids. Only the
form's token, the request's number and the date of the answer are masked.
"""

from __future__ import annotations

import difflib
import itertools
import logging
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import translation

from accord.base import clock
from accord.consent import actions as consents
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions as pushes
from accord.consent.pushes.actions import Push
from accord.consent.vocabulary import Fact, PushBasis
from accord.dossiers.models import Dossier
from accord.referrals.models import Referral
from accord.referrals.vocabulary import Decline, State
from accord.reports import actions as reports
from tests.bridges.crossing import Sides
from tests.cases.pairs import pair
from tests.deconfliction.partnership import run_jobs
from tests.matrix.matrix import ROWS, expected
from tests.matrix.routes import Route, routes
from tests.matrix.stage import Stage, set_stage
from tests.referrals.sending import move, send
from tests.reports.drafts import full, suspect
from tests.support.files import File, open_file

VIEWERS = ("partner", "stranger", "support", "broker", "colleague", "administrator", "haven", "immigration")
OUTSIDERS = ("stranger", "support", "colleague", "haven")  # nothing of the stage is theirs in any way
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Pages that end the session that reads them, or lead out of the platform.
SKIPPED = {"door:lock", "account_logout", "door:revoke", "start:exit"}
# Pages of one's own second factor draw a new secret each time, and that of one's sessions tells of this very visit.
SKIPPED |= {"mfa_activate_totp", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "door:sessions"}
MASKS = (
    (re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"'), b"TOKEN"),
    (re.compile(rb'csrf-token" content="[^"]+"'), b"TOKEN"),
    (re.compile(rb'X-CSRFToken&quot;: &quot;\w+|"X-CSRFToken": "\w+'), b"TOKEN"),
    (re.compile(rb'name="form_key" value="[^"]+"'), b"KEY"),
)

DATES = ("Date", "Expires")
Bytes = dict[tuple[str, str, str, str], bytes]


class Replay:
    """Asks every address as every viewer in both languages, and keeps what came back."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.hidden = {**stage.things, "reset": {"uidb36": "abc", "key": "set"}, "key": {"pk": 1}}
        self.browsers = {name: stage.world.browser(stage.people[name]) for name in VIEWERS}
        for browser in self.browsers.values():
            browser.raise_request_exception = False

    def ask(
        self,
        *,
        about: dict[str, Any] | None = None,
        only: str = "",
        viewers: Any = VIEWERS,
        languages: tuple[str, ...] = ("en", "fr"),
    ) -> Bytes:
        """GET in both languages; POST, in one, where it is refused and so may be asked twice."""
        things, kept = about or self.hidden, {}
        for name, language in itertools.product(viewers, languages):
            for route in self._asked_of(name):
                if not route.name.startswith(only) or (about and not route.arguments):
                    continue
                with translation.override(language):
                    address = route.address(things[ROWS[route.name].on])
                for method in (
                    ("GET", "POST") if language == "en" and self._refused(route.name, name) else ("GET",)
                ):
                    kept[name, language, route.name, method] = self._answer(
                        self.browsers[name], method, address
                    )
        return kept

    def _asked_of(self, who: str) -> list[Route]:
        """All of them; those of the door, which know no dossier, of one viewer."""
        door = ("account_", "mfa_", "door:")
        return [
            r
            for r in routes()
            if r.name not in SKIPPED and (who == "stranger" or not r.name.startswith(door))
        ]

    def _refused(self, route: str, who: str) -> bool:
        return expected(ROWS[route].post, who) in (403, 404, 405)

    def _answer(self, browser: Any, method: str, address: str) -> bytes:
        self.stage.world.sql("DELETE FROM accord.audit_entry")  # whose ids are drawn here too
        ids = itertools.count(1)  # each request draws the same ids, whatever was asked before
        with clock.replaced(now=lambda: NOON, new_id=lambda: uuid.UUID(int=next(ids))):
            answer = browser.generic(method, address)
        headers = "\n".join(
            f"{name}: {value}" for name, value in sorted(answer.items()) if name not in ("Date", "Expires")
        )
        return masked(f"{answer.status_code}\n{headers}\n\n".encode() + answer.content)


def masked(answer: bytes) -> bytes:
    for pattern, word in MASKS:
        answer = pattern.sub(word, answer)
    return answer


def differing(one: Bytes, other: Bytes) -> dict[str, str]:
    """Where two replays differ, with the first lines that do."""
    found = {}
    for key in one:
        if one[key] != other[key]:
            lines = difflib.unified_diff(
                *(each[key].decode().splitlines() for each in (one, other)), n=0, lineterm=""
            )
            found[" ".join(key)] = "\n".join(itertools.islice(lines, 8))
    return found


def add_what_is_hidden(stage: Stage) -> None:
    """Others work on: none of the viewers holds a seat on any of it."""
    world, lead = stage.world, stage.people["lead"]
    desk = stage.things["desk"]["dossier"]
    with world.acting(lead):
        # The lead's second report: protected pointers of a victim, her phone and a suspect.
        reports.file_report(by=lead, dossier=Dossier.objects.get(pk=desk), draft=full(identifiers=()))
        reports.file_report(
            by=lead, dossier=Dossier.objects.get(pk=desk), draft=full(persons=(suspect(),), identifiers=())
        )
    pair(world, stage.people["commander"], stage.people["office"])  # a hit of two desks opened just now
    world.dossier("case", stage.people["commander"], title="A hidden case")
    _a_survivor_comes(stage)
    run_jobs()


def _a_survivor_comes(stage: Stage) -> None:
    """Haven's advocate opens a file, gives on it, refers, weighs a telling by law, opens a line to police, and all is
    taken back; a desk asks the clinic for a place."""
    people = stage.people
    file = open_file(stage.world, people["advocate"], people["clinic"])
    consent = file.agree()
    with stage.world.acting(file.lead):
        consents.disclose(
            by=file.lead, consent=consent, subject="person", title="S-2", facts={Fact.CHOSEN_NAME: "Luna"}
        )
    sent = send(file, consent)
    with stage.world.acting(file.clinic):
        theirs = Referral.objects.get(event_id=sent.event_id)
    move(file, file.clinic, theirs, State.DECLINED, decline=Decline.FULL, reply="Tomorrow")
    send(file, consent, urgent=True)  # revoked when all is taken back
    _told_by_law(stage, file)
    with stage.world.acting(people["lead"]):
        desk = Dossier.objects.get(pk=stage.things["desk"]["dossier"])
    both = Sides(stage.world, people["lead"], desk, file)
    both.ask()
    line = both.line(both.agree())
    both.date(file.lead, line)
    with stage.world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)


def _told_by_law(stage: Stage, file: File) -> None:
    """What the law lets be told is weighed for an ambulance, and not sent."""
    push = Push(
        basis=PushBasis.LIFE_THREAT, law="A-2.1-59.1", purpose="An ambulance", why="She does not answer",
        facts={Fact.CHOSEN_NAME: "Luna"}, recipient_name="Ambulance",
    )  # fmt: skip
    with stage.world.acting(file.lead):
        made = pushes.propose_push(by=file.lead, dossier=file.dossier, push=push, form_key=uuid.uuid4())
        pushes.discard_push(
            by=file.lead, push=StatutoryPush.objects.get(dossier_id=file.row.dossier_id, id=made)
        )


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    from tests.conftest import DATABASE
    from tests.world import World

    logging.disable(logging.INFO)
    world = World(DATABASE.admin_url())
    yield set_stage(world)
    world.clear()
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def replay(stage) -> Replay:
    for member in stage.people.values():
        stage.world.session(member)  # an administrator sees the accounts: all are there from the beginning
    made = Replay(stage)
    made.ask(
        languages=("en",)
    )  # what a first visit changes (a notice was seen) has then changed in both worlds
    return made


def test_hidden_record_changes_no_byte(replay):
    before = replay.ask()
    add_what_is_hidden(replay.stage)
    after = replay.ask()
    assert len(before) > 600
    assert differing(before, after) == {}


def test_hidden_and_nonexistent_are_answered_alike(replay):
    """Every address of a hidden thing, and the same address with ids that nothing has."""
    assert told_by_refusals(replay) == {}


def is_outside(viewer: str, route: str) -> bool:
    """Whether the viewer may not know that it is there: listings are published, places are known to services.

    A service's custodian (haven) knows the numbers and days of its closed files, and nothing that stands in them.
    """
    if ROWS[route].public or route.startswith("directory:"):
        return False
    if viewer == "haven" and ROWS[route].on in ("shut", "shut_waiting"):
        return False
    return not (viewer in ("haven", "support") and route.startswith("places:"))


def told_by_refusals(replay: Replay, *, only: str = "") -> dict[str, str]:
    nothing: dict[str, Any] = {
        word: {
            name: value if isinstance(value, str | int) else uuid.UUID(int=99)
            for name, value in arguments.items()
        }
        for word, arguments in replay.hidden.items()
    }
    hidden, none = (
        replay.ask(about=about, only=only, viewers=OUTSIDERS) for about in (replay.hidden, nothing)
    )
    for kept, things in ((hidden, replay.hidden), (none, nothing)):
        for key in [key for key in kept if not is_outside(key[0], key[2])]:
            del kept[key]
        for key in kept:
            for value in things[ROWS[key[2]].on].values():
                kept[key] = kept[key].replace(str(value).encode(), b"ID")
    return differing(hidden, none)


# Planted defects


def test_planted_count_of_all_rows_is_found(replay, monkeypatch):
    from accord.web.reports.views import reading

    drawn, everything = reading.render, "SELECT count(*) FROM accord.report"

    def counting(*rest, **more):
        answer = drawn(*rest, **more)
        answer["X-Total"] = str(replay.stage.world.sql(everything)[0][0])
        return answer

    monkeypatch.setattr(reading, "render", counting)
    before = replay.ask(only="reports:list", viewers=["stranger"])
    add_what_is_hidden(replay.stage)
    assert differing(before, replay.ask(only="reports:list", viewers=["stranger"]))


def test_planted_wide_policy_is_found(replay):
    world = replay.stage.world
    before = replay.ask(only="reports:", viewers=["stranger"])
    world.sql("ALTER POLICY seat_reads ON accord.report USING (true)")
    try:
        found = differing(before, replay.ask(only="reports:", viewers=["stranger"]))
    finally:
        world.sql(
            "ALTER POLICY seat_reads ON accord.report USING (dossier_id = ANY ((SELECT accord.my_dossiers())::uuid[]))"
        )
    assert any("reports:report" in key for key in found)


def test_planted_telling_refusal_is_found(replay, monkeypatch):
    """A page that says "not allowed" of what exists, and "not found" of what does not."""
    from django.core.exceptions import PermissionDenied

    from accord.web.reports.views import reading

    def telling(dossier, row_id):
        if replay.stage.world.sql(
            "SELECT 1 FROM accord.report WHERE dossier_id = %s AND id = %s", dossier, row_id
        ):
            raise PermissionDenied
        return reading_or_404(dossier, row_id)

    reading_or_404 = reading.report_or_404
    monkeypatch.setattr(reading, "report_or_404", telling)
    assert told_by_refusals(replay, only="reports:report")
