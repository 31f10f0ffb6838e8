"""Saved searches on their pages: saved, found, paused, ended; and a spelling that nearly fits."""

from __future__ import annotations

import pytest

from accord.reports import queries
from accord.reports.actions import file_report
from accord.reports.models import StandingSearch
from tests.reports.drafts import full, short, suspect


@pytest.fixture
def desk(world):
    filer = world.member()
    looker = world.member(filer.agency)
    return looker, filer, world.desk(filer, looker)


def the_search(world, looker):
    with world.acting(looker):
        return StandingSearch.objects.get()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_saved_below_what_was_found_and_told_when_something_new_meets_it(world, desk, language):
    looker, filer, place = desk
    browser = world.browser(looker)
    searched = browser.post(f"/{language}/search/", {"text": "côté"}).content.decode()
    assert f'action="/{language}/search/save/"' in searched and 'value="côté"' in searched
    saved = browser.post(f"/{language}/search/save/", {"text": "côté", "name": "The girl"})
    assert saved.status_code == 302
    with world.acting(filer):
        report = file_report(by=filer, dossier=place, draft=full())
    search = the_search(world, looker)
    notices = browser.get(f"/{language}/notifications/").content.decode()
    address = f"/{language}/search/saved/{search.id}/"
    assert address in notices and "côté" not in notices and "The girl" not in notices
    assert "The girl" in browser.get(f"/{language}/search/saved/").content.decode()
    assert report.reference in browser.get(address).content.decode()


def test_paused_resumed_renewed_and_ended(world, desk):
    looker, _filer, _place = desk
    browser = world.browser(looker)
    browser.post("/en/search/save/", {"text": "côté", "name": "Mine"})
    search = the_search(world, looker)
    address = f"/en/search/saved/{search.id}/"
    for act, column in (("pause", True), ("resume", False)):
        browser.post(address, {"act": act})
        assert bool(the_search(world, looker).paused_at) == column
    browser.post(address, {"act": "renew"})
    assert the_search(world, looker).until > search.until
    assert browser.post(address, {"act": "burn"}).status_code == 200
    assert browser.post(address, {"act": "end"}).status_code == 302
    assert browser.get(address).status_code == 404 and world.sql("SELECT 1 FROM accord.standing_search") == []


@pytest.mark.parametrize(
    ("words", "says"), [({"text": "côté", "name": ""}, 200), ({"text": "?", "name": "x"}, 302)]
)
def test_what_cannot_be_saved_is_not(world, desk, words, says):
    looker, _filer, _place = desk
    assert world.browser(looker).post("/en/search/save/", words).status_code == says
    assert world.sql("SELECT 1 FROM accord.standing_search") == []


def test_watched_from_its_report(world, desk):
    looker, filer, place = desk
    with world.acting(filer):
        report = file_report(by=filer, dossier=place, draft=full())
        person = queries.persons_of(report)[0]
    browser, address = world.browser(looker), f"/en/search/watch/{place.id}/{report.id}/"
    assert address in browser.get(f"/en/reports/{place.id}/{report.id}/").content.decode()
    assert browser.post(address, {"subject": str(person.id)}).status_code == 302
    assert the_search(world, looker).about_subject_id == person.id
    assert "Watched" in browser.get(address).content.decode()
    browser.post(address, {"subject": str(place.id)})  # nothing of this report
    assert the_search(world, looker)


def test_near_spelling_is_offered_from_my_seats_only(world, desk):
    looker, filer, place = desk
    with world.acting(filer):
        file_report(by=filer, dossier=place, draft=short(persons=(suspect(family_name="Tremblay"),)))
    for text, near in (("Trembley", "tremblay"), ("marc tramblay", "marc tremblay")):
        shown = world.browser(looker).post("/en/search/", {"text": text}).content.decode()
        assert "Did you mean" in shown and f'value="{near}"' in shown
        stranger = (
            world.browser(world.member(filer.agency)).post("/en/search/", {"text": text}).content.decode()
        )
        assert "Did you mean" not in stranger and near not in stranger
    for text in ("Trudeau", "Tremblay", "tr"):
        assert (
            "Did you mean" not in world.browser(looker).post("/en/search/", {"text": text}).content.decode()
        )
