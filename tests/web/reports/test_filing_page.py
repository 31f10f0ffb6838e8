"""Page 8 as a browser without scripts meets it, in both languages, with whatever people type."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.base.row_security.call import call
from accord.reports.draft import MOST_NARRATIVE

NEW = "/{}/reports/new/"


def blocks(prefix, *rows):
    data = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def form(desk, *, persons=(), identifiers=(), **more):
    return {
        "form_key": str(uuid.uuid4()),
        "dossier": str(desk.id),
        "narrative": "Two girls in a rented car.",
        "occurred_from_day": "27",
        "occurred_from_month": "3",
        "occurred_from_year": "2026",
        "city": "Montréal",
        "place_kind": "hotel",
        "exploitation": "sexual",
        "prong": "both",
        "source_kind": "observed",
        "grading_scheme": "3x5x2",
        "three_source": "1",
        "three_information": "A",
        "three_handling": "P",
        "nato_source": "F",
        "nato_information": "6",
        "caveat": "amber",
        "third_party_rule": "on",
        "lawful_reference": "CC s. 279.01",
        "filing_reason": "Stop on the 401",
        "contact_allowed": "on",
        "outcome": "open",
        **blocks("persons", *persons),
        **blocks("identifiers", *identifiers),
        **more,
    }


GIRL = {
    "role": "possible_victim",
    "given_name": "Maëlle",
    "family_name": "Côté-Roy",
    "date_of_birth_day": "1",
    "date_of_birth_month": "mai",
    "date_of_birth_year": "2009",
    "aliases": "Candy, Bébé",
    **{"identifiers-0-kind": "phone", "identifiers-0-value": "514 555-0123"},
}
CAR = {"kind": "plate", "value": "A1B 2C3", "context": "QC"}


@pytest.fixture
def officer(world):
    member = world.member(world.agency(city="Gatineau"))
    member.desk = world.desk(member, title="Vice desk")
    return member


def text_of(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


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


def test_empty_form_says_what_is_missing(world, officer):
    answer = world.browser(officer).post(NEW.format("en"), {})
    words = text_of(answer)
    assert answer.status_code == 200
    assert "There is a problem" in words
    for missing in ("Lawful reference", "Reason for filing", "Day"):
        assert missing in words
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_nothing_seen_nobody_named_is_no_report(world, officer):
    answer = world.browser(officer).post(NEW.format("en"), form(officer.desk, narrative=" "))
    assert "Say what was seen, or add a person or an identifier" in text_of(answer)


def test_ten_megabytes_of_text_are_refused_and_kept_on_the_page(world, officer):
    flood = "я" * (5 * 1024 * 1024)
    answer = world.browser(officer).post(NEW.format("en"), form(officer.desk, narrative=flood))
    assert answer.status_code == 200
    assert f"{len(flood)} characters, and {MOST_NARRATIVE} are kept" in text_of(answer).replace(",", ",")
    assert flood in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"occurred_from_day": "31", "occurred_from_month": "2"}, "does not exist"),
        ({"occurred_from_year": "2999"}, "today or in the past"),
        ({"occurred_from_day": "first"}, "The day must be a number"),
        ({"occurred_time": "half past"}, "for example 14:05"),
        (
            {"occurred_to_day": "1", "occurred_to_month": "1", "occurred_to_year": "2026"},
            "first day or later",
        ),
        ({"place_kind": "moon"}, "moon"),
        ({"three_source": "9"}, "9"),
        ({"outcome": ""}, "Outcome"),
        ({"dossier": "nonsense"}, "You cannot file on this dossier"),
        ({"form_key": "nonsense"}, "could not be recognised"),
    ],
)
def test_wrong_answers_are_named_and_what_was_typed_stays(world, officer, wrong, said):
    answer = world.browser(officer).post(NEW.format("en"), form(officer.desk, persons=[GIRL], **wrong))
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert "Two girls in a rented car." in answer.content.decode()
    assert 'value="Côté-Roy"' in answer.content.decode()
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


@pytest.mark.parametrize(
    "typed", ["5145550123", "(514) 555-0123", "+1.514.555.0123", "1-514-555-0123 ext 4", "tel:+15145550123"]
)
def test_phone_in_any_format_is_one_phone(world, officer, typed):
    world.browser(officer).post(
        NEW.format("en"), form(officer.desk, identifiers=[{"kind": "phone", "value": typed}])
    )
    assert world.sql("SELECT form, value FROM accord.identifier") == [("+15145550123", typed)]


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ({"kind": "phone", "value": "call me"}, "This is no phone number"),
        ({"kind": "phone", "value": "555 0123"}, "with its area code"),
        ({"kind": "email", "value": "nobody"}, "needs an @"),
        ({"kind": "handle", "value": "@candy"}, "on which platform"),
        ({"kind": "plate", "value": "A1B2C3", "context": "Mars attacks"}, "province or state"),
        ({"kind": "phone", "value": "", "note": "blue case"}, "Fill in"),
    ],
)
def test_identifier_that_cannot_be_one_is_explained(world, officer, identifier, said):
    answer = world.browser(officer).post(NEW.format("en"), form(officer.desk, identifiers=[identifier]))
    assert said in text_of(answer)
    assert world.sql("SELECT count(*) FROM accord.report") == [(0,)]


def test_dates_of_birth_that_cannot_be_are_explained(world, officer):
    for year, said in (("2999", "today or in the past"), ("1800", "or later")):
        answer = world.browser(officer).post(
            NEW.format("en"), form(officer.desk, persons=[{**GIRL, "date_of_birth_year": year}])
        )
        assert said in text_of(answer)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    narrative=st.text(max_size=300),
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    value=st.text(max_size=60),
    day=st.text(max_size=6),
)
def test_any_text_is_filed_or_explained(world, officer, narrative, name, value, day):
    person = {"role": "other", "given_name": name, "family_name": name[::-1]}
    sent = form(
        officer.desk,
        narrative=narrative,
        persons=[person],
        identifiers=[{"kind": "other", "value": value}],
        anyway="1",
        occurred_time=day,
    )
    answer = world.browser(officer).post(NEW.format("fr"), _encodable(sent))
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert "govuk-error-summary" in answer.content.decode()


def _encodable(sent):
    return {name: value.encode("utf-8", "ignore").decode() for name, value in sent.items()}


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
