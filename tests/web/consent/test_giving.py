"""Giving on an agreement, losing it while typing, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from accord.consent.actions import admit_care_team, make_card, record_consent
from accord.consent.vocabulary import Fact, Purpose
from accord.dossiers.disclosed import open_fields
from accord.dossiers.models import Disclosure
from accord.web.consent.resting import TOLD
from tests.consent.reading import read_aloud
from tests.support.files import File, open_file
from tests.web.consent.pages import send, url


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def browser(file: File) -> Any:
    return file.world.browser(file.lead)


def given(file: File) -> list[tuple[Any, ...]]:
    got = file.world.sql("SELECT event_id, fields FROM accord.disclosure WHERE side = 'received'")
    return [(open_fields(event, fields),) for event, fields in got]


def test_facts_are_given_once_though_sent_twice(file, browser):
    address = url("give", file.row.dossier_id, file.agree().id)
    page = browser.get(address).content.decode()
    assert 'value="Luna"' in page
    page = send(browser, address, page, fact_chosen_name="Luna", fact_needs="A bed").content.decode()
    assert given(file) == []
    for _n in range(2):
        assert send(browser, address, page, step="send").status_code == 302
    ((fields,),) = given(file)
    assert fields == [{"name": "chosen_name", "value": "Luna"}, {"name": "needs", "value": "A bed"}]


def test_agreement_taken_back_with_the_card_while_typing_sends_nothing_and_keeps_the_text(file, browser):
    address = url("give", file.row.dossier_id, file.agree().id)
    page = browser.get(address).content.decode()
    page = send(browser, address, page, fact_needs="A bed for tonight, and her sister").content.decode()
    with file.world.acting(file.lead):
        code = make_card(by=file.lead, dossier=file.dossier)
    file.world.browser().post(url("withdraw"), {"code": code, "step": "confirmed"})
    answer = send(browser, address, page, step="send")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert (
        "was taken back or is over. Nothing was sent" in text and "A bed for tonight, and her sister" in text
    )
    assert given(file) == []


def test_agreement_over_by_its_clock_sends_nothing(file, browser):
    address = url("give", file.row.dossier_id, file.agree().id)
    page = browser.get(address).content.decode()
    file.world.sql("UPDATE accord.consent SET given_at = now() - interval '9 days', expires_at = now()")
    answer = send(browser, address, page, fact_needs="A bed", step="send")
    assert answer.status_code == 409 and "A bed" in answer.content.decode() and given(file) == []


def test_facts_beyond_the_agreement_are_not_given_by_adding_fields(file, browser):
    address = url("give", file.row.dossier_id, file.agree(facts=[Fact.CHOSEN_NAME]).id)
    page = browser.get(address).content.decode()
    send(
        browser,
        address,
        page,
        fact_chosen_name="Luna",
        fact_health="secret",
        fact_legal_name="secret",
        step="send",
    )
    assert given(file) == [([{"name": "chosen_name", "value": "Luna"}],)]


def test_agreement_of_another_file_is_not_there(file, browser):
    other = open_file(file.world, lead=file.world.member(file.lead.agency), clinic=file.clinic)
    theirs = other.agree()
    for name in ("agreement", "give", "take_back", "copy"):
        assert browser.get(url(name, file.row.dossier_id, theirs.id)).status_code == 404
    assert browser.post(url("take_back", file.row.dossier_id, theirs.id)).status_code == 404
    assert browser.post(url("take_back", other.row.dossier_id, theirs.id)).status_code == 404


def test_withdrawal_says_what_ends_and_at_whom_and_then_does_it(file, browser):
    consent = file.agree()
    address = url("give", file.row.dossier_id, consent.id)
    page = browser.get(address).content.decode()
    send(browser, address, page, fact_chosen_name="Luna", step="send")
    back = url("take_back", file.row.dossier_id, consent.id)
    assert back in browser.get(url("ledger", file.row.dossier_id)).content.decode()
    told = browser.get(back).content.decode()
    assert "Clinic (English)" in told and "Chosen name" in told and "Nobody has read it" in told
    assert browser.post(back).status_code == 302
    assert given(file) == [([],)]
    ledger = browser.get(url("ledger", file.row.dossier_id)).content.decode()
    assert "Nothing is agreed at present" in ledger and "Taken back, with a worker" in ledger


def test_ended_agreement_still_says_who_had_read_it_and_nothing_rests_on_it(file, browser):
    from accord.base.row_security.call import call

    consent = file.agree()
    address = url("give", file.row.dossier_id, consent.id)
    send(browser, address, browser.get(address).content.decode(), fact_chosen_name="Luna", step="send")
    (event,) = file.world.sql("SELECT DISTINCT event_id FROM accord.disclosure")[0]
    with file.world.acting(file.clinic):
        call("note_disclosure_read", event)
    browser.post(url("take_back", file.row.dossier_id, consent.id))
    told = browser.get(url("agreement", file.row.dossier_id, consent.id)).content.decode()
    assert "Clinic intake" in told and "What rests on it" not in told and "Take back</a>" not in told


def test_words_that_a_care_team_read_are_shown_to_the_file(file):
    team = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE])
    with file.world.acting(file.lead):
        admit_care_team(by=file.lead, dossier=file.dossier, consent=team)
    dentist = file.world.agency("support", short_name="Dentist")
    with file.world.acting(file.clinic):
        asked = read_aloud(file.clinic.agency, dentist)
        made = record_consent(by=file.clinic, dossier=file.dossier, asked=asked)
    page = file.world.browser(file.lead).get(url("agreement", file.row.dossier_id, made.id)).content.decode()
    assert "Clinic (English) le pregunta" in page


def test_every_table_that_rests_on_an_agreement_is_told_before_it_is_taken_back(world):
    """A new table with a ``consent_id`` gets its line on the page, as it gets its place in ``take_back``."""
    resting = world.sql(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = 'accord'::regnamespace AND a.attname = 'consent_id' AND c.relkind = 'r'"
    )
    assert {name for (name,) in resting} == set(TOLD)


def test_care_team_is_brought_in_and_its_end_named(file, browser):
    consent = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE])
    assert browser.post(url("admit", file.row.dossier_id, consent.id)).status_code == 302
    told = browser.get(url("take_back", file.row.dossier_id, consent.id)).content.decode()
    assert "the seats on this file, of Clinic intake" in told
    assert browser.post(url("admit", file.row.dossier_id, consent.id)).status_code == 302


def test_care_team_is_not_brought_in_on_another_agreement(file, browser):
    consent = file.agree()
    browser.post(url("admit", file.row.dossier_id, consent.id))
    with file.world.acting(file.clinic):
        assert not Disclosure.objects.exists()
    assert file.world.sql("SELECT count(*) FROM accord.party WHERE dossier_id = %s", file.row.dossier_id) == [
        (1,)
    ]


def test_card_is_a_sheet_that_names_nobody(file, browser):
    answer = browser.post(url("card", file.row.dossier_id), {"language": "es", "as": "paper"})
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].endswith(
        '"card.pdf"'
    )
    assert b"/Lang(es)" in answer.content and b"/StructTreeRoot" in answer.content
    assert "no-store" in answer["Cache-Control"]


def test_new_code_on_the_screen_takes_everything_back(file, browser):
    import re

    file.agree()
    page = browser.post(url("card", file.row.dossier_id), {"language": "en", "as": "screen"}).content.decode()
    code = re.search(r">([2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4})<", page)[1]
    done = file.world.browser().post(url("withdraw"), {"code": code.lower(), "step": "confirmed"})
    assert "has been taken back" in done.content.decode()
    assert file.world.sql("SELECT ending FROM accord.consent") == [("card",)]


def test_looked_page_and_paper_name_the_reader_elsewhere(file, browser):
    from accord.base.row_security.call import call

    address = url("give", file.row.dossier_id, file.agree().id)
    page = browser.get(address).content.decode()
    send(browser, address, page, fact_chosen_name="Luna", step="send")
    (event,) = file.world.sql("SELECT DISTINCT event_id FROM accord.disclosure")[0]
    with file.world.acting(file.clinic):
        call("note_disclosure_read", event)
    told = browser.get(url("looked", file.row.dossier_id)).content.decode()
    assert "Clinic intake" in told and "Advocate" in told
    paper = browser.get(url("looked_paper", file.row.dossier_id) + "?language=ro")
    assert b"/Lang(ro)" in paper.content


def test_wording_is_saved_by_an_administrator(file, world):
    keeper = world.member(file.lead.agency, duties=["administrator"])
    browser, address = world.browser(keeper), url("wording", "es")
    wrong = browser.post(
        address, {"body": "Hola {purpose} {strange}", "form_key": str(uuid.uuid4())}
    ).content.decode()
    assert "{strange}" in wrong and "Hola" in wrong
    body = "Hola {purpose} {recipient} {facts} {days} {rights} {limits}"
    assert browser.post(address, {"body": body, "form_key": str(uuid.uuid4())}).status_code == 302
    assert "Not yet checked by a speaker" in browser.get(url("texts")).content.decode()
