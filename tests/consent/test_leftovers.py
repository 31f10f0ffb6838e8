"""After everything is taken back: what the receivers still have, and acts that were under way at that moment."""

from __future__ import annotations

import threading
import time
from typing import Any

import psycopg
import pytest

from accord.base.row_security.call import call
from accord.bridges.matching import let_be_matched
from accord.consent.vocabulary import Fact, Purpose
from tests.conftest import DATABASE
from tests.deconfliction.partnership import run_jobs
from tests.row_security.definers.bending import Caller, values_of
from tests.row_security.definers.stage import Stage, stage
from tests.row_security.definers.table import ACTS

WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
RESTING = ["disclose_on_consent", "send_referral", "open_bridge", "apply_for_right", "admit_care_team", "send_fact",
           "carry_on_application", "note_referral", "move_referral"]  # fmt: skip


@pytest.fixture
def staged(world: Any) -> Stage:
    return stage(world)


def _everything_back(made: Stage) -> None:
    with made.world.acting(made.people["stranger"]):  # whoever holds the card
        assert call("withdraw_by_card", made.mine.ids["card"]) > 5


def test_nothing_that_was_told_is_anywhere_but_in_her_own_file(staged):
    file, world = staged.mine.ids["file"], staged.world
    told = world.sql(
        "SELECT DISTINCT f->>'value' FROM accord.disclosure, jsonb_array_elements(fields) f"
        " WHERE dossier_id = %s AND side = 'given' AND basis = 'consent' AND revoked_at IS NULL",
        file,
    )
    values = {value for (value,) in told}
    assert len(values) > 5
    agreed = file_agrees_to_matching(staged)
    _everything_back(staged)
    run_jobs()
    with psycopg.connect(DATABASE.admin_url()) as connection:
        rows = Caller(staged, connection).picture()
    found = {
        table for table, text in rows if any(value in text for value in values) and str(file) not in text
    }
    assert found == set()
    assert world.sql("SELECT 1 FROM matching.holding WHERE dossier_id = %s AND live", file) == []
    assert not [row for row in rows if str(agreed) in row[1] and str(file) not in row[1]]


def file_agrees_to_matching(made: Stage) -> Any:
    file = made.mine.file
    agreed = file.agree(
        purpose=Purpose.MATCHING, recipient=None, recipient_name="Coordination",
        facts=[Fact.LEGAL_NAME, Fact.SAFE_CONTACT],
    )  # fmt: skip
    with made.world.acting(file.lead):
        let_be_matched(by=file.lead, file=file.row, consent=agreed)
    run_jobs()
    assert made.world.sql("SELECT 1 FROM matching.holding WHERE live")
    return agreed.id


def test_no_seat_key_line_or_application_outlives_the_agreement(staged):
    _everything_back(staged)
    file, home = staged.mine.ids["file"], staged.mine.file.lead.agency_id
    for table in ("seat", "party", "dossier_key"):
        others = staged.world.sql(
            f"SELECT 1 FROM accord.{table} WHERE dossier_id = %s AND agency_id <> %s", file, home
        )
        assert others == [], table
    states = {
        "referral": "state IN ('sent', 'in_progress', 'accepted')",
        "application": "state IN ('requested', 'interview')",
        "bridge": "ended_at IS NULL", "bridge_date": "state IN ('proposed', 'confirmed')",
    }  # fmt: skip
    for table, alive in states.items():
        mine = (
            f"SELECT 1 FROM accord.{table} t WHERE {alive} AND event_id IN (SELECT event_id FROM accord.{table}"
            f" WHERE dossier_id = %s) AND NOT EXISTS (SELECT 1 FROM accord.{table} own WHERE own.event_id = t.event_id"
            " AND to_jsonb(own) ->> 'authority_name' <> '')"
        )
        assert staged.world.sql(mine, file) == [], table


@pytest.mark.parametrize("name", RESTING)
def test_act_under_way_is_taken_along_by_the_card(staged, name):
    """It has written and not committed yet: the card waits, and ends it too."""
    with psycopg.connect(DATABASE.admin_url()) as acting:
        answer = Caller(staged, acting).call(name, values_of(ACTS[name], staged.mine), ACTS[name].actor)
        assert answer.done, answer
        card = threading.Thread(target=_in_thread, args=(staged, "withdraw_by_card", []))
        card.start()
        _until_somebody_waits(staged)
        acting.commit()
    card.join(20)
    _no_live_copy(staged)


@pytest.mark.parametrize("name", RESTING)
def test_act_that_comes_while_the_card_is_at_work_is_refused(staged, name):
    refused: list[str] = []
    with psycopg.connect(DATABASE.admin_url()) as card:
        Caller(staged, card).call(
            "withdraw_by_card", values_of(ACTS["withdraw_by_card"], staged.mine), "lead"
        )
        act = threading.Thread(target=_in_thread, args=(staged, name, refused))
        act.start()
        _until_somebody_waits(staged)
        card.commit()
    act.join(20)
    assert refused == ["AC403"]
    _no_live_copy(staged)


@pytest.mark.parametrize("name", ["send_fact", "carry_on_application", "move_referral"])
def test_act_that_waits_for_an_agreement_holds_nothing_that_the_card_needs(staged, name):
    """Else the two would wait for each other, and the survivor's withdrawal could be the one that is given up."""
    file = staged.mine.ids["file"]
    with psycopg.connect(DATABASE.admin_url()) as card:
        card.execute("SELECT 1 FROM accord.consent WHERE dossier_id = %s ORDER BY id FOR UPDATE", [file])
        act = threading.Thread(target=_in_thread, args=(staged, name, []))
        act.start()
        _until_somebody_waits(staged)
        for table in ("application", "referral", "disclosure", "bridge"):
            card.execute(f"SELECT 1 FROM accord.{table} FOR UPDATE NOWAIT")
        card.commit()
    act.join(20)


def test_closing_takes_back_in_the_order_of_the_card(staged):
    file = staged.mine.ids["file"]
    agreed = "SELECT id FROM accord.consent WHERE dossier_id = %s AND ended_at IS NULL AND answer = 'given' ORDER BY id"
    first, *others = [row[0] for row in staged.world.sql(agreed, file)]
    assert len(others) > 5
    with psycopg.connect(DATABASE.admin_url()) as card:
        card.execute("SELECT 1 FROM accord.consent WHERE id = %s FOR UPDATE", [first])
        closing = threading.Thread(target=_in_thread, args=(staged, "close_support_file", []))
        closing.start()
        _until_somebody_waits(staged)
        card.execute("SELECT 1 FROM accord.consent WHERE id = ANY (%s) FOR UPDATE NOWAIT", [others])
        card.commit()
    closing.join(20)


def test_alarms_of_silence_wait_for_nobody(staged):
    """The worker's job passes a referral over that is being taken back."""
    staged.world.sql("UPDATE accord.referral SET alarm_at = now() - interval '1 hour' WHERE state = 'sent'")
    with psycopg.connect(DATABASE.admin_url()) as card, psycopg.connect(DATABASE.admin_url()) as job:
        card.execute(
            "SELECT 1 FROM accord.referral WHERE dossier_id = %s FOR UPDATE", [staged.mine.ids["file"]]
        )
        job.execute("SET lock_timeout = '2s'")
        assert job.execute("SELECT accord.sound_silence()").fetchone()[0] > 0  # the twin's


def test_two_cards_at_once_end_everything_once(staged):
    told = staged.world.sql("SELECT count(*) FROM accord.notice")[0][0]
    both = [threading.Thread(target=_in_thread, args=(staged, "withdraw_by_card", [])) for _n in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join(20)
    once = staged.world.sql("SELECT count(*) FROM accord.notice")[0][0]
    assert once > told
    _in_thread(staged, "withdraw_by_card", [])
    assert staged.world.sql("SELECT count(*) FROM accord.notice")[0][0] == once
    _no_live_copy(staged)
    doubled = staged.world.sql(
        "SELECT recipient_id, kind, subject_id FROM accord.notice WHERE kind IN ('consent_ended', 'disclosure_revoked')"
        " GROUP BY 1, 2, 3 HAVING count(*) > 1"
    )
    assert doubled == []


def _no_live_copy(staged: Stage) -> None:
    """Of an agreement that ended, nothing is left at any receiver."""
    assert staged.world.sql("SELECT 1 FROM accord.consent WHERE ending = 'card'")
    live = staged.world.sql(
        "SELECT got.id FROM accord.disclosure given JOIN accord.consent c"
        " ON c.dossier_id = given.dossier_id AND c.id = given.consent_id AND c.ended_at IS NOT NULL"
        " JOIN accord.disclosure got ON got.event_id = given.event_id AND got.side = 'received'"
        " WHERE given.side = 'given' AND (got.fields <> '[]' OR got.revoked_at IS NULL)"
    )
    assert live == []


def _in_thread(made: Stage, name: str, refused: list[str]) -> None:
    with psycopg.connect(DATABASE.admin_url()) as opened:
        answer = Caller(made, opened).call(name, values_of(ACTS[name], made.mine), ACTS[name].actor)
        opened.commit()
    refused.append(answer.state)


def _until_somebody_waits(made: Stage) -> None:
    for _n in range(200):
        if made.world.sql(WAITING):
            return
        time.sleep(0.02)
    raise AssertionError("nobody waited")
