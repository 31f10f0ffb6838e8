"""A withdrawal and a disclosure at the same moment: whichever comes first, nothing stays at the recipient."""

from __future__ import annotations

import threading
import time
from typing import Any

import psycopg
import pytest

from accord.consent.actions import card_digest, make_card
from tests.conftest import DATABASE
from tests.support.files import File, open_file

DISCLOSE = (
    "SELECT accord.disclose_on_consent(gen_random_uuid(), %s, %s, %s, gen_random_uuid(), 'S-1', 'person',"
    """ '[{"name": "chosen_name", "value": "Luna"}]', 'referral')"""
)

WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


def connect(file: File) -> psycopg.Connection:
    """The lead's own transaction, held open by the test."""
    opened = psycopg.connect(DATABASE.admin_url())
    opened.execute("SET ROLE accord_app")
    opened.execute("SELECT set_config('accord.session', %s, true)", [file.world.session(file.lead)])
    return opened


def left_at_recipient(file: File) -> list[tuple[Any, ...]]:
    return file.world.sql("SELECT 1 FROM accord.disclosure WHERE side = 'received' AND fields <> '[]'")


def test_card_waits_for_a_disclosure_under_way_and_takes_it_along(file):
    consent = file.agree()
    with file.world.acting(file.lead):
        code = make_card(by=file.lead, dossier=file.dossier)
    giving = connect(file)
    giving.execute(DISCLOSE, [file.row.dossier_id, consent.id, file.clinic.agency_id])
    withdrawn = threading.Thread(target=_withdraw, args=(card_digest(code),))
    withdrawn.start()
    _wait_for_a_lock(file)
    giving.commit()
    withdrawn.join(20)
    giving.close()
    assert file.world.sql("SELECT ending FROM accord.consent") == [("card",)]
    assert file.world.sql("SELECT count(*) FROM accord.disclosure") == [(2,)]
    assert left_at_recipient(file) == []


def test_disclosure_waits_for_a_card_under_way_and_is_refused(file):
    consent = file.agree()
    with file.world.acting(file.lead):
        code = make_card(by=file.lead, dossier=file.dossier)
    card = psycopg.connect(DATABASE.admin_url())
    card.execute("SELECT accord.withdraw_by_card(%s)", [card_digest(code)])
    refusals: list[str] = []
    giving = threading.Thread(target=_give, args=(file, consent, refusals))
    giving.start()
    _wait_for_a_lock(file)
    card.commit()
    giving.join(20)
    card.close()
    assert refusals == ["AC403"]
    assert file.world.sql("SELECT count(*) FROM accord.disclosure") == [(0,)]


def _withdraw(digest: bytes) -> None:
    with psycopg.connect(DATABASE.admin_url()) as opened:
        opened.execute("SET ROLE accord_app")
        opened.execute("SELECT accord.withdraw_by_card(%s)", [digest])


def _give(file: File, consent: Any, refusals: list[str]) -> None:
    opened = connect(file)
    try:
        opened.execute(DISCLOSE, [file.row.dossier_id, consent.id, file.clinic.agency_id])
        opened.commit()
    except psycopg.Error as error:
        refusals.append(error.sqlstate or "")
    finally:
        opened.close()


def _wait_for_a_lock(file: File) -> None:
    """Until the other transaction stands and waits."""
    for _n in range(200):
        if file.world.sql(WAITING):
            return
        time.sleep(0.05)
    raise AssertionError("nobody waited")
