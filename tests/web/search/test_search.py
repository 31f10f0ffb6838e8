"""Search: within my seats, by POST, without totals."""

from __future__ import annotations

import pytest

from accord.reports.actions import file_report
from tests.reports.drafts import full


@pytest.fixture
def filed(world):
    lead = world.member()
    desk = world.desk(lead)
    with world.acting(lead):
        return lead, file_report(by=lead, dossier=desk, draft=full())


@pytest.mark.parametrize(
    "text", ["514-555-0123", "+1 (514) 555 0123", "cote", "Côté", "Maëlle C", "MTL-2026-17", "a1b2c3"]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_found_in_any_spelling_and_only_in_my_seats(world, filed, text, language):
    lead, report = filed
    address = f"/{language}/search/"
    assert report.reference in world.browser(lead).post(address, {"text": text}).content.decode()
    stranger = world.browser(world.member(lead.agency)).post(address, {"text": text}).content.decode()
    assert report.reference not in stranger
    assert str(report.id) not in stranger


def test_reference_is_found_and_the_words_are_kept_nowhere(world, filed):
    lead, report = filed
    answer = world.browser(lead).post("/en/search/", {"text": report.reference.lower()})
    assert report.reference in answer.content.decode()
    (entry,) = world.sql(
        "SELECT actions, dossiers, route FROM accord.audit_entry WHERE route = 'search:search'"
    )
    assert entry[0] == ["search.made"]
    assert report.dossier_id in entry[1]


@pytest.mark.parametrize(
    "text", ["", "x", " ", "'; DROP TABLE seat; --", "😀😀", "%%", "\x00ab", "ا" * 150, "y" * 5000]
)
def test_odd_words_are_answered_plainly(world, filed, text):
    lead, _report = filed
    answer = world.browser(lead).post("/en/search/", {"text": text})
    assert answer.status_code == 200
    assert (
        "govuk-error-summary" in answer.content.decode()
        or "Nothing in your dossiers" in answer.content.decode()
    )


def test_words_in_an_address_are_not_searched(world, filed):
    lead, report = filed
    assert report.reference not in world.browser(lead).get("/en/search/?text=cote").content.decode()
