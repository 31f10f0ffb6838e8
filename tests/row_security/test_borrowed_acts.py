"""Acts of one's own under the name of another's: an event that one knows of, an agreement dated ahead, a code."""

from __future__ import annotations

import uuid
from typing import Any

import psycopg
import pytest

from accord.consent.actions import CARD_LENGTH, CARD_LETTERS, make_card
from accord.consent.vocabulary import Fact, Purpose
from tests.conftest import DATABASE
from tests.row_security.definers.bending import Caller, values_of
from tests.row_security.definers.stage import Stage, stage
from tests.row_security.definers.table import ACTS
from tests.support.files import open_file
from tests.web.consent.pages import url

CONSENT = """
INSERT INTO accord.consent (dossier_id, id, created_at, purpose, recipient_id, recipient_name, facts, answer, how,
    witness, able, decided_by, language, text_version, text_hash, taken_by, given_at, expires_at, ended_at, ending)
VALUES (%(file)s, gen_random_uuid(), now(), 'referral', %(agency)s, '', '{needs}', 'given', 'read_aloud', 'W',
    'adult', '', 'es', '1', '',
    %(by)s, now() + %(ahead)s::interval, now() + %(ahead)s::interval + interval '9 days', %(ended)s,
    %(ending)s)
"""


@pytest.fixture
def staged(world: Any) -> Stage:
    return stage(world)


@pytest.fixture
def caller(staged: Stage) -> Any:
    with psycopg.connect(DATABASE.admin_url()) as connection:
        yield Caller(staged, connection)
        connection.rollback()


def _undecided(caller: Caller, event: uuid.UUID) -> list[tuple[Any, ...]]:
    return caller.sql.execute(
        "SELECT side, state FROM accord.application WHERE event_id = %s", [event]
    ).fetchall()


def test_own_application_under_anothers_event_decides_nothing_of_hers(caller):
    """A worker of another service learnt an application's id, say on a care team, and notes it in her own file."""
    event, theirs = caller.stage.mine.ids["application"], caller.stage.twin.ids
    noting = [event, theirs["file"], theirs["right"], "An office", "A-1", theirs["permit_days"]]
    assert caller.call("note_application", noting, "neighbour").refused
    deciding = [theirs["file"], event, "refused", None, None, "", "No", ""]
    assert caller.call("decide_application", deciding, "neighbour").refused
    assert {state for _side, state in _undecided(caller, event)} == {"requested"}


def test_own_disclosure_under_anothers_event_revokes_nothing_of_hers(caller):
    """The receiver knows the event of what it received; it gives something of its own under it, and takes that back."""
    event, twin = caller.stage.mine.ids["referral"], caller.stage.twin
    giving = values_of(ACTS["disclose_on_consent"], twin)
    giving[0] = event
    assert caller.call("disclose_on_consent", giving, "neighbour").done
    assert caller.call("revoke_disclosure", [event], "neighbour").done
    hers = (
        "SELECT count(*) FROM accord.disclosure WHERE event_id = %s AND revoked_at IS NULL AND fields <> '[]'"
    )
    assert caller.sql.execute(hers, [event]).fetchone() == (2,)
    reading = "SELECT 1 FROM accord.disclosure_reading WHERE dossier_id = %s"
    assert caller.call("note_disclosure_read", [event], "twin_clinic").done
    assert caller.sql.execute(reading, [twin.ids["file"]]).fetchall() != []
    assert caller.sql.execute(reading, [caller.stage.mine.ids["file"]]).fetchall() == []


@pytest.mark.parametrize(
    "more",
    [{"ahead": "1 day"}, {"by": "second"}, {"ended": "now", "ending": "worker"}],
    ids=["dated ahead", "asked by a colleague", "ended before it began"],
)
def test_agreement_is_noted_by_who_asked_when_she_was_asked(caller, more):
    made = caller.stage
    values = {
        "file": made.mine.ids["file"], "agency": made.mine.ids["clinic_agency"], "ahead": "0 days", "ended": None,
        "ending": "",
    } | more  # fmt: skip
    values["by"] = made.people[more.get("by", "lead")].id
    with caller.sql.transaction(force_rollback=True):
        _wear(caller, "lead")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), caller.sql.transaction():
            caller.sql.execute(CONSENT, values)
    usual = values | {"ahead": "0 days", "ended": None, "ending": "", "by": made.people["lead"].id}
    with caller.sql.transaction(force_rollback=True):
        _wear(caller, "lead")
        caller.sql.execute(CONSENT, usual)


@pytest.mark.parametrize("fact", ["no-such-fact", "whole_file", None])
def test_authority_asks_for_one_known_fact(caller, fact):
    asking = values_of(ACTS["ask_fact"], caller.stage.mine)
    asking[2] = fact
    assert caller.call("ask_fact", asking, "decider").refused


def test_fact_that_was_asked_for_is_not_sent_on_an_agreement_for_something_else(caller):
    file, decider = caller.stage.mine.file, caller.stage.people["decider"]
    other = file.agree(recipient=decider.agency, purpose=Purpose.COMPENSATION, facts=[Fact.CITY])
    sending = values_of(ACTS["send_fact"], caller.stage.mine)
    sending[2] = other.id
    assert caller.call("send_fact", sending, "lead").refused


def _wear(caller: Caller, who: str) -> None:
    caller.sql.execute("SET LOCAL ROLE accord_app")
    token = caller.stage.world.session(caller.stage.people[who])
    caller.sql.execute("SELECT set_config('accord.session', %s, true)", [token])


def test_whoever_asks_does_not_say_how_many_places_one_may_hold(caller):
    place = caller.stage.mine.ids["place"]
    caller.sql.execute("UPDATE accord.place SET total = 40 WHERE id = %s", [place])
    facts = {"people": 1, "gender": "", "language": "", "minor": False, "most_holds": 1000}
    answers = [
        caller.call("hold_place", [place, uuid.uuid4(), uuid.uuid4(), facts, "maple", None], "stranger")
        for _n in range(11)
    ]
    assert [answer.done for answer in answers] == [True] * 10 + [False]


def test_code_of_a_card_cannot_be_guessed_nor_followed(world):
    """60 bits, each letter as likely; in no address, and no page that follows learns where one came from."""
    file = open_file(world)
    with world.acting(file.lead):
        codes = {make_card(by=file.lead, dossier=file.dossier) for _n in range(200)}
    assert len(codes) == 200 and len(CARD_LETTERS) ** CARD_LENGTH > 2**59
    assert {letter for code in codes for letter in code} == set(CARD_LETTERS)
    answer = world.browser().post(url("withdraw"), {"code": min(codes)})
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert 'method="post"' in answer.content.decode() and 'method="get"' not in answer.content.decode()


def test_used_code_is_answered_in_the_words_of_a_right_one(world):
    file = open_file(world)
    file.agree()
    with world.acting(file.lead):
        code = make_card(by=file.lead, dossier=file.dossier)
    told = [
        world.browser().post(url("withdraw"), {"code": code, "step": "confirmed"}).content for _n in range(2)
    ]
    assert told[0].split(b"<main")[1] == told[1].split(b"<main")[1]
