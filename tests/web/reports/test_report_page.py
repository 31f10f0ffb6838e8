"""Page 9 and what is done from it: read, change, propose, decide, add, withdraw, close. And who sees none of it."""

from __future__ import annotations

import uuid

import pytest

from accord.reports.actions import file_report
from tests.reports.drafts import full
from tests.web.reports.typed import text_of


@pytest.fixture
def story(world):
    lead = world.member()
    officer, colleague = world.member(lead.agency, name="Ana Officer"), world.member(lead.agency)
    desk = world.desk(lead, officer, colleague, title="Vice desk")
    with world.acting(officer):
        report = file_report(by=officer, dossier=desk, draft=full())
    return officer, colleague, report


def at(report, tail="", language="en"):
    return f"/{language}/reports/{report.dossier_id}/{report.id}/{tail}"


def person_id(world, role):
    [(row_id,)] = world.sql("SELECT id FROM accord.person WHERE role = %s", role)
    return row_id


@pytest.mark.parametrize("language", ["en", "fr"])
def test_report_shows_grading_in_words_caveat_provenance_and_audience(world, story, language):
    officer, _colleague, report = story
    page = world.browser(officer, language=language).get(at(report, language=language))
    words = text_of(page)
    for shown in (report.reference, "Maëlle Côté-Roy", "TLP:AMBER", "Ana Officer", "Vice desk", "3x5x2"):
        assert shown in words
    if language == "en":
        for shown in ("2: untested", "D: not known", "P: lawful sharing", "Minor", "3 members with a seat"):
            assert shown in words
    [(noted,)] = world.sql("SELECT subjects FROM accord.audit_entry WHERE route = 'reports:report'")
    assert report.id in noted


def test_stranger_meets_the_same_answer_for_a_hidden_report_and_for_none(world, story):
    *_rest, report = story
    browser = world.browser(world.member())
    tails = ["", "filed/", "change/seen/", "persons/new/", "identifiers/new/", "withdraw/", "close/"]
    for tail in tails:
        hidden = browser.get(at(report, tail))
        none = browser.get(f"/en/reports/{report.dossier_id}/{uuid.uuid4()}/{tail}")
        assert hidden.status_code == none.status_code == 404, tail
        assert "Côté" not in hidden.content.decode()
    assert browser.post(at(report, "close/"), {"reason": "x"}).status_code == 404
    assert world.sql("SELECT count(*) FROM accord.person") == [(2,)]


def test_owner_changes_a_part_and_the_history_shows_it(world, story):
    officer, _colleague, report = story
    browser = world.browser(officer)
    assert "Motel Exemple, room 12" in browser.get(at(report, "change/where/")).content.decode()
    sent = {"city": "Laval", "place_kind": "street", "place": "Corner", "reason": "Misheard"}
    words = text_of(browser.post(at(report, "change/where/"), sent, follow=True))
    assert "The change is saved." in words
    assert "From “Montreal (QC)” to “Laval (QC)”. Reason: Misheard" in words
    assert "From “Hotel or motel” to “Street, park or parking lot”" in words


def test_grading_scheme_is_changed_as_a_whole(world, story):
    officer, _colleague, report = story
    browser = world.browser(officer)
    sent = {"source_kind": "informant", "grading_scheme": "admiralty", "nato_source": "B", "nato_information": "2",
            "three_source": "nonsense", "reason": "Our scale"}  # fmt: skip
    words = text_of(browser.post(at(report, "change/source/"), sent, follow=True))
    assert "B: usually reliable" in words and "2: probably true" in words
    assert world.sql("SELECT handling FROM accord.report") == [("",)]


@pytest.mark.parametrize("part", ["seen", "when", "where", "urgency", "kind", "source", "handling", "basis"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_part_has_its_page(world, story, part, language):
    officer, colleague, report = story
    for member in (officer, colleague):
        assert world.browser(member).get(at(report, f"change/{part}/", language)).status_code == 200
    assert world.browser(officer).post(at(report, f"change/{part}/", language), {}).status_code == 200


def test_colleague_proposes_and_the_owner_accepts(world, story):
    officer, colleague, report = story
    theirs, mine = world.browser(colleague), world.browser(officer)
    page = text_of(theirs.get(at(report)))
    assert "Propose a change" in page and "Withdraw the report" not in page
    theirs.post(at(report, "change/seen/"), {"narrative": "Three girls.", "reason": "I was there"})
    assert "Three girls." in text_of(mine.get(at(report)))
    [(proposal,)] = world.sql("SELECT id FROM accord.report_proposal")
    assert theirs.post(at(report, f"proposals/{proposal}/"), {"decision": "accept"}).status_code == 403
    assert "The change is accepted." in text_of(
        mine.post(at(report, f"proposals/{proposal}/"), {"decision": "accept"}, follow=True)
    )
    assert world.sql("SELECT narrative FROM accord.report") == [("Three girls.",)]
    assert mine.post(at(report, f"proposals/{uuid.uuid4()}/"), {"decision": "accept"}).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_owner_adds_a_person_an_alias_and_identifiers(world, story, language):
    officer, _colleague, report = story
    browser = world.browser(officer)
    sent = {"role": "buyer", "given_name": "Оксана", "reason": "Seen again",
            "identifiers-0-kind": "email", "identifiers-0-value": "o@example.org"}  # fmt: skip
    assert browser.post(at(report, "persons/new/", language), sent).status_code == 302
    marc = person_id(world, "suspect")
    assert browser.get(at(report, f"persons/{marc}/", language)).status_code == 200
    assert (
        browser.post(
            at(report, f"persons/{marc}/alias/", language), {"alias": "Big M", "reason": "r"}
        ).status_code
        == 302
    )
    handle = {"kind": "handle", "value": "@bigm", "context": "Instagram", "reason": "r"}
    assert browser.post(at(report, f"persons/{marc}/identifiers/new/", language), handle).status_code == 302
    assert (
        browser.post(
            at(report, "identifiers/new/", language), {"kind": "phone", "value": "x", "reason": "r"}
        ).status_code
        == 200
    )
    assert (
        browser.post(at(report, "identifiers/new/", language), {**handle, "value": "other"}).status_code
        == 302
    )
    words = text_of(browser.get(at(report, language=language)))
    for shown in ("Оксана", "o@example.org", "Big M", "@bigm", "other"):
        assert shown in words


def test_possible_victim_does_not_become_suspect_on_the_page(world, story):
    officer, _colleague, report = story
    girl = person_id(world, "possible_victim")
    sent = {"role": "suspect", "given_name": "Maëlle", "family_name": "Côté-Roy", "reason": "She drove"}
    assert "s. 286.5" in text_of(world.browser(officer).post(at(report, f"persons/{girl}/"), sent))
    assert world.sql("SELECT count(*) FROM accord.person WHERE role = 'possible_victim'") == [(1,)]


def test_withdrawing_and_closing_say_what_they_do_first(world, story):
    officer, _colleague, report = story
    browser = world.browser(officer)
    assert "no longer watched" in text_of(browser.get(at(report, "withdraw/")))
    assert "deleted for good" in text_of(browser.get(at(report, "close/")))
    words = text_of(browser.post(at(report, "close/"), {"reason": "A family on holiday"}, follow=True))
    assert "Closed: no indicators" in words and "Maëlle" not in words
    assert browser.get(at(report, "withdraw/")).status_code == 403


def test_withdrawn_report_is_read_and_no_longer_changed(world, story):
    officer, _colleague, report = story
    browser = world.browser(officer)
    words = text_of(browser.post(at(report, "withdraw/"), {"reason": "Wrong car"}, follow=True))
    assert "Withdrawn by Ana Officer" in words and "Maëlle" in words
    assert browser.get(at(report, "change/seen/")).status_code == 403


@pytest.mark.parametrize("language", ["en", "fr"])
def test_list_shows_my_dossiers_and_no_partners(world, story, language):
    officer, _colleague, report = story
    partner = world.member()
    desk = world.desk(partner, title="Partner desk")
    with world.acting(partner):
        theirs = file_report(by=partner, dossier=desk, draft=full(city="toronto-on"))
    words = text_of(world.browser(officer).get(f"/{language}/reports/"))
    assert report.reference in words and "Vice desk" in words
    assert theirs.reference not in words and "Toronto" not in words and "Partner desk" not in words
    for query in (f"?dossier={report.dossier_id}", "?dossier=x", f"?dossier={desk.id}", "?before=nonsense"):
        page = world.browser(officer).get(f"/{language}/reports/{query}")
        assert page.status_code == 200 and theirs.reference not in text_of(page)
    empty = world.browser(world.member()).get(f"/{language}/reports/")
    assert report.reference not in text_of(empty)
