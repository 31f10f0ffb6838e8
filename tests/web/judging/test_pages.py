"""The pages of judging: suggested, compared, answered, changed meanwhile, taken back, and one pair after another."""

from __future__ import annotations

import re

import pytest

from accord.base.row_security.call import call
from accord.reports import queries
from accord.reports.actions import file_report
from accord.reports.models.judgement import Key
from tests.reports.drafts import short, suspect


@pytest.fixture
def pair(world):
    lead = world.member()
    desk = world.desk(lead, title="Intake")
    with world.acting(lead):
        reports = [file_report(by=lead, dossier=desk, draft=short(persons=(suspect(),))) for _ in range(2)]
        one, other = (Key.of(queries.persons_of(report)[0]) for report in reports)
    return lead, one, other


def page(one, other=None, language="en"):
    return f"/{language}/judgements/" + "".join(f"{part}/" for part in (*one, *(other or ())))


def standing(world):
    return world.sql("SELECT verdict FROM accord.judgement WHERE undone_at IS NULL")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_from_the_report_to_an_answer_and_back(world, pair, language):
    lead, one, other = pair
    browser = world.browser(lead)
    report = browser.get(f"/{language}/reports/{one.dossier_id}/{one.report_id}/").content.decode()
    assert page(one, language=language) in report
    assert page(one, other, language) in browser.get(page(one, language=language)).content.decode()
    answer = browser.post(page(one, other, language), {"verdict": "same", "reason": "the tattoo"})
    assert answer.status_code == 302 and standing(world) == [("same",)]
    shown = browser.get(page(one, language=language)).content.decode()
    assert (
        "the tattoo" in shown and shown.count(page(one, other, language)) == 1
    )  # answered, suggested no more


def test_answer_that_changed_meanwhile_is_shown_and_not_overwritten(world, pair):
    lead, one, other = pair
    browser = world.browser(lead)
    browser.post(page(one, other), {"verdict": "same"})
    late = browser.post(page(one, other), {"verdict": "different"})
    assert late.status_code == 409 and "answered meanwhile" in late.content.decode()
    assert standing(world) == [("same",)]
    stood = re.search(r'name="instead_of" value="([^"]+)"', late.content.decode())[1]
    assert browser.post(page(one, other), {"verdict": "take_back", "instead_of": stood}).status_code == 302
    assert standing(world) == []
    assert "taken back" in browser.get(page(one)).content.decode()


@pytest.mark.parametrize("bad", [{}, {"verdict": "maybe"}, {"verdict": "same", "instead_of": "x"}])
def test_odd_forms_change_nothing(world, pair, bad):
    lead, one, other = pair
    assert world.browser(lead).post(page(one, other), bad).status_code == 200
    assert standing(world) == []


def test_record_is_not_compared_with_itself_or_with_a_hidden_one(world, pair):
    lead, one, other = pair
    hidden = (other.dossier_id, other.report_id, one.person_id)
    for address in (page(one, one), page(one, hidden), page(hidden)):
        assert world.browser(lead).get(address).status_code == 404
    assert world.browser(world.member(lead.agency)).get(page(one, other)).status_code == 404


def test_reader_sees_the_pair_and_no_form(world, pair):
    lead, one, other = pair
    reader = world.member(lead.agency)
    with world.acting(lead):
        call("grant_seat", one.dossier_id, reader.id, "reader", 30)
    browser = world.browser(reader)
    for address in (page(one, other), f"/en/judgements/duplicates/{one.dossier_id}/"):
        shown = browser.get(address).content.decode()
        assert "you need a working seat" in shown and 'name="verdict"' not in shown
    assert browser.post(page(one, other), {"verdict": "same"}).status_code == 403


def test_duplicates_are_answered_one_after_another(world, pair):
    lead, one, _other = pair
    browser = world.browser(lead)
    list_ = f"/en/judgements/duplicates/{one.dossier_id}/"
    assert list_ in browser.get(f"/en/reports/?dossier={one.dossier_id}").content.decode()
    shown = browser.get(list_).content.decode()
    address = re.search(r'<form method="post" action="(/en/judgements/[^"]+)"', shown)[1]
    sent = browser.post(address, {"verdict": "different", "from_list": "True"})
    assert sent.status_code == 302 and sent["Location"] == list_
    after = browser.get(list_).content.decode()
    assert "No two records" in after and "Answered lately" in after
    assert browser.get(f"{list_}?after=nonsense").status_code == 200
