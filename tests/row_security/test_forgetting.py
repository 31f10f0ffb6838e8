"""A file that showed no indicators keeps no person: every table there is, the matcher's and the queue's too."""

from __future__ import annotations

import re
from typing import Any

import psycopg
import pytest

from accord.bridges.matching import let_be_matched
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.support import actions as support
from accord.support.vocabulary import Closing
from tests.conftest import DATABASE
from tests.deconfliction.partnership import run_jobs
from tests.row_security.definers.bending import Caller
from tests.row_security.definers.stage import Stage, stage
from tests.support.files import LEGAL, NAME, PHONE
from tests.support.record import fill

# What of the dossier itself stays: that there was one, who sat on it, and who did what when. Of the person, nothing.
STAYS = {
    "accord.dossier", "accord.party", "accord.seat", "accord.support_file", "accord.notice", "accord.audit_entry",
    "accord.way", "jobs.procrastinate_jobs", "accord.mandate",
    "accord.push_entry",  # the register that the law asks for: classes of facts, no value
}  # fmt: skip

SEALED = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}|[0-9a-f]{32,}")


@pytest.fixture
def staged(world: Any) -> Stage:
    made = stage(world)
    file = made.mine.file
    fill(file)
    agreed = file.agree(
        purpose=Purpose.MATCHING, recipient=None, recipient_name="Coordination",
        facts=[Fact.LEGAL_NAME, Fact.SAFE_CONTACT],
    )  # fmt: skip
    with world.acting(file.lead):
        let_be_matched(by=file.lead, file=file.row, consent=agreed)
        consents.make_card(by=file.lead, dossier=file.dossier)
    run_jobs()
    return made


def _rows(made: Stage) -> set[tuple[str, str]]:
    with psycopg.connect(DATABASE.admin_url()) as connection:
        return set(Caller(made, connection).picture())


def _close(made: Stage) -> None:
    file = made.mine.file
    with made.world.acting(file.lead):
        support.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    run_jobs()


def test_closing_without_indicators_leaves_the_person_in_no_table(staged):
    before = _rows(staged)
    dossier = str(staged.mine.file.row.dossier_id)
    sealed = _sealed(staged, before)
    assert len(sealed) > 8
    assert {table for table, text in before if dossier in text} - STAYS, "something to forget"
    _close(staged)
    after = _rows(staged)
    assert {table for table, text in after if dossier in text} <= STAYS
    for table, text in after:
        assert not [said for said in (NAME, LEGAL, PHONE, PHONE.replace(" ", "")) if said in text], table
        assert not [value for value in sealed if value in text], table


def _sealed(made: Stage, rows: set[tuple[str, str]]) -> set[str]:
    """What only this person's rows hold: sealed values, tokens, index keys, digests."""
    dossier = str(made.mine.file.row.dossier_id)
    # What was told by law stays told: the register of it is no agreement's.
    own = " ".join(text for table, text in rows if dossier in text and table not in STAYS)
    others = " ".join(text for _table, text in rows if dossier not in text)
    return set(SEALED.findall(own)) - set(SEALED.findall(others))


def test_matcher_forgets_who_she_is(staged):
    dossier = staged.mine.file.row.dossier_id
    assert staged.world.sql("SELECT 1 FROM matching.holding WHERE dossier_id = %s", dossier)
    _close(staged)
    named = staged.world.sql(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'matching' AND column_name = 'dossier_id'"
    )
    assert named
    for (table,) in named:
        assert staged.world.sql(f"SELECT 1 FROM matching.{table} WHERE dossier_id = %s", dossier) == [], table


def test_trail_and_queue_name_rows_and_no_words(staged):
    _close(staged)
    said = staged.world.sql(
        "SELECT reason FROM accord.audit_entry UNION SELECT args::text FROM jobs.procrastinate_jobs"
    )
    assert said and not [text for (text,) in said if re.search(r"Luna|Quetzal|0177|Montr", text or "")]
