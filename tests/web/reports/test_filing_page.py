"""Page 8 as a browser without scripts meets it, in both languages: filed, kept as a draft, refused."""

from __future__ import annotations

import re
import uuid

import pytest

from accord.base.row_security.call import call
from tests.web.reports.typed import CAR, GIRL, NEW, form, text_of


@pytest.mark.parametrize("language", ["en", "fr"])
def test_page_starts_with_what_can_be_known(world, officer, language):
    page = world.browser(officer, language=language).get(NEW.format(language))
    assert page.status_code == 200
    body = page.content.decode()
    assert f'<html lang="{language}"' in body
    assert "Vice desk" in body and 'value="Gatineau"' in body
    assert body.count("<h1") == 1
    assert "csrfmiddlewaretoken" in body and 'name="form_key"' in body


def test_short_report_takes_a_text_and_two_lines(world, officer):
    browser = world.browser(officer)
    answer = browser.post(NEW.format("en"), form(officer.desk))
    [(row_id, city)] = world.sql("SELECT id, city FROM accord.report")
    assert answer.status_code == 302
    assert answer["location"] == f"/en/reports/{officer.desk.id}/{row_id}/filed/"
    assert city == "montreal-qc"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_full_report_is_filed_and_read(world, officer, language):
    browser = world.browser(officer, language=language)
    sent = form(officer.desk, persons=[GIRL, {"role": "suspect", "given_name": "Marc"}], identifiers=[CAR])
    answer = browser.post(NEW.format(language), sent, follow=True)
    assert answer.redirect_chain[-1][0].endswith("/filed/")
    read = browser.get(answer.redirect_chain[-1][0].replace("filed/", ""))
    words = text_of(read)
    for shown in (
        "Maëlle Côté-Roy",
        "Candy, Bébé",
        "+1 514-555-0123",
        "A1B 2C3",
        "Marc",
        "CC s. 279.01",
        "TLP:AMBER",
    ):
        assert shown in words, shown
    if language == "en":
        assert "Possible victim Minor" in words
    assert world.sql("SELECT count(*) FROM accord.identifier") == [(2,)]


def test_answer_after_filing_is_the_same_whether_or_not_a_partner_holds_it(world, officer):
    def answer_to(member, desk):
        browser = world.browser(member)
        page = browser.post(NEW.format("en"), form(desk, identifiers=[CAR]), follow=True)
        [(reference, row_id)] = world.sql(
            "SELECT reference, id FROM accord.report WHERE dossier_id = %s", desk.id
        )
        return (
            page.content.decode()
            .replace(reference, "R")
            .replace(str(row_id), "ID")
            .replace(str(desk.id), "D")
        )

    others = [world.member(officer.agency) for _ in range(2)]
    desks = [world.desk(other, title="Desk") for other in others]
    first = answer_to(others[0], desks[0]).replace(others[0].name, "N")
    partner = world.member()
    world.browser(partner).post(NEW.format("en"), form(world.desk(partner), identifiers=[CAR]))
    second = answer_to(others[1], desks[1]).replace(others[1].name, "N")
    tokens = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert tokens.sub("", first) == tokens.sub("", second)
    assert "partners’ holdings are being watched" in first


def test_same_form_sent_twice_leads_to_the_same_report(world, officer):
    browser, sent = world.browser(officer), form(officer.desk, persons=[GIRL])
    first, second = (browser.post(NEW.format("en"), sent) for _ in range(2))
    assert first["location"] == second["location"]
    assert world.sql("SELECT count(*) FROM accord.report") == [(1,)]


def test_possible_victim_who_is_also_suspect_is_explained(world, officer):
    twice = [GIRL, {"role": "suspect", "given_name": "maelle", "family_name": "cote roy"}]
    answer = world.browser(officer).post(NEW.format("en"), form(officer.desk, persons=twice))
    assert "s. 286.5" in text_of(answer)
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_report_without_indicators_says_what_it_deletes_and_keeps_nobody(world, officer):
    browser = world.browser(officer)
    assert "Saving deletes what was seen" in text_of(browser.get(NEW.format("en")))
    answer = browser.post(
        NEW.format("en"), form(officer.desk, persons=[GIRL], outcome="no_indicators"), follow=True
    )
    assert "Filed and closed; nothing of it is watched" in text_of(answer)
    assert world.sql("SELECT count(*) FROM accord.person") == [(0,)]


def test_look_alike_asks_once_and_files_when_asked_again(world, officer):
    browser = world.browser(officer)
    browser.post(NEW.format("en"), form(officer.desk, identifiers=[CAR]))
    again = form(officer.desk, identifiers=[{**CAR, "value": "a1b2c3"}])
    asked = browser.post(NEW.format("en"), again)
    assert asked.status_code == 200
    assert "Not filed yet" in text_of(asked) and "A1B 2C3" in text_of(asked)
    assert browser.post(NEW.format("en"), {**again, "anyway": "1"}).status_code == 302
    assert world.sql("SELECT count(*) FROM accord.report") == [(2,)]


def test_hint_shows_own_reports_and_never_a_partners(world, officer):
    partner = world.member()
    world.browser(partner).post(NEW.format("en"), form(world.desk(partner), identifiers=[CAR]))
    browser = world.browser(officer)
    hint = browser.post("/en/reports/look-alikes/", form(officer.desk, identifiers=[CAR]))
    assert hint.content.decode().strip() == ""
    browser.post(NEW.format("en"), form(officer.desk, identifiers=[CAR]))
    assert "A1B 2C3" in text_of(
        browser.post("/en/reports/look-alikes/", form(officer.desk, identifiers=[CAR]))
    )
    assert browser.post("/en/reports/look-alikes/", {"persons-0-role": "x"}).status_code == 200


def test_add_another_works_without_scripts_and_complains_about_nothing(world, officer):
    sent = form(officer.desk, persons=[GIRL], lawful_reference="", **{"persons-add-another": "1"})
    body = world.browser(officer).post(NEW.format("en"), sent).content.decode()
    assert 'name="persons-1-role"' in body and 'value="Côté-Roy"' in body
    assert "govuk-error-summary" not in body
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_seat_that_ends_between_form_and_submit_keeps_everything(world, officer):
    deputy = world.member(officer.agency)
    with world.acting(officer):
        call("grant_seat", officer.desk.id, deputy.id, "worker", 30)
    browser = world.browser(deputy)
    browser.get(NEW.format("en"))
    with world.acting(officer):
        call("end_seat", officer.desk.id, deputy.id)
    sent = form(officer.desk, persons=[GIRL])
    answer = browser.post(NEW.format("en"), sent)
    assert answer.status_code == 200
    assert "your seat has ended" in text_of(answer)
    assert 'value="Côté-Roy"' in answer.content.decode()
    [(member_id, data)] = world.sql("SELECT member_id, data FROM accord.report_draft")
    assert member_id == deputy.id and data["persons-0-given_name"] == ["Maëlle"]
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_draft_comes_back_as_it_was_typed_and_can_be_discarded(world, officer, language):
    browser = world.browser(officer, language=language)
    unfinished = form(
        officer.desk, persons=[{**GIRL, "role": ""}], lawful_reference="", occurred_from_day="32"
    )
    assert browser.post(f"/{language}/reports/draft/", unfinished).status_code == 204
    body = browser.get(NEW.format(language)).content.decode()
    assert 'value="Côté-Roy"' in body and 'value="32"' in body
    assert unfinished["form_key"] in body
    assert "govuk-error-summary" not in body and "govuk-error-message" not in body
    browser.post(f"/{language}/reports/draft/discard/", {"form_key": unfinished["form_key"]})
    assert "Côté-Roy" not in browser.get(NEW.format(language)).content.decode()


def test_draft_is_gone_once_filed(world, officer):
    browser, sent = world.browser(officer), form(officer.desk, persons=[GIRL])
    browser.post("/en/reports/draft/", sent)
    browser.post(NEW.format("en"), sent)
    assert world.sql("SELECT count(*) FROM accord.report_draft") == [(0,)]
    assert browser.post("/en/reports/draft/", sent).status_code == 204  # an autosave that came late
    assert world.sql("SELECT count(*) FROM accord.report_draft") == [(0,)]


def test_flood_without_a_seat_is_answered_and_not_kept(world, officer):
    newcomer = world.member(officer.agency)
    answer = world.browser(newcomer).post(NEW.format("en"), form(officer.desk, narrative="x" * 400_000))
    assert answer.status_code == 200 and "your seat has ended" in text_of(answer)
    assert world.sql("SELECT count(*) FROM accord.report_draft") == [(0,)]


def test_draft_keeps_no_flood_and_nothing_without_a_key(world, officer):
    browser = world.browser(officer)
    assert browser.post("/en/reports/draft/", form(officer.desk, narrative="x" * 400_000)).status_code == 413
    assert browser.post("/en/reports/draft/", {"narrative": "x"}).status_code == 400
    assert browser.post("/en/reports/draft/discard/", {"form_key": "x"}).status_code == 302


def test_authority_and_those_without_a_seat_are_told(world):
    permits = world.member(world.agency("authority"))
    assert world.browser(permits).get(NEW.format("en")).status_code == 403
    newcomer = world.member()
    assert "You hold no seat" in text_of(world.browser(newcomer).get(NEW.format("en")))


def test_nobody_signed_in_is_sent_to_the_door(world, officer):
    browser = world.browser()
    for address in (NEW.format("en"), "/en/reports/", f"/en/reports/{officer.desk.id}/{uuid.uuid4()}/"):
        answer = browser.get(address)
        assert answer.status_code == 302 and "login" in answer["location"]
