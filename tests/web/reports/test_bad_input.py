"""Page 8 with whatever people type: a clear message, and what was typed stays."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.reports.draft import MOST_NARRATIVE
from tests.web.reports.typed import GIRL, NEW, form, text_of


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
    assert f"{len(flood):,} characters, and {MOST_NARRATIVE:,} are kept" in text_of(answer)
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
        ({"place_kind": "moon"}, "among those that are offered"),
        ({"three_source": "9"}, "among those that are offered"),
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
