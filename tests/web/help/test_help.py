"""Whoever looks for help finds a service without an account, in either language, and leaves no question behind."""

from __future__ import annotations

import pytest

from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Hours, Number, Place, Provider
from tests.directory.lists import STREET, offer, reading

HIDDEN = [Place("p3", street="5 Heron Way", city="Laval", postal_code="H7A 1A1")]


@pytest.fixture
def ask(world):
    load(
        reading(
            offer("s1"),
            offer(
                "s2",
                name_en="Food bank",
                name_fr="",
                needs=["food"],
                languages=["ar"],
                areas=["Québec"],
                places=[],
            ),
            offer(
                "s3",
                name_en="Hidden house",
                name_fr="Maison cachée",
                confidential=True,
                areas=["Laval"],
                places=HIDDEN,
            ),
            offer("s4", name_en="Old house", name_fr="", status="defunct"),
        )
    )

    def asked(under: str = "en", **question: str) -> str:
        answer = world.browser().post(f"/{under}/help/", question)
        assert answer.status_code == 200
        return answer.content.decode()

    return asked


def test_form_is_for_everybody_and_the_start_page_leads_to_it(world):
    browser = world.browser()
    assert browser.get("/en/help/").status_code == 200
    assert 'href="/fr/help/"' in browser.get("/fr/").content.decode()
    assert "accord-exit" in browser.get("/en/help/").content.decode()


def test_misspelt_word_is_said(ask):
    assert "“sheltter”: “shelter”" in ask(words="sheltter") and "Night shelter" in ask(words="sheltter")
    assert "«\u00a0sheltter\u00a0»" in ask("fr", words="sheltter")


@pytest.mark.parametrize(
    ("question", "names"),
    [({"need": "food"}, {"Food bank"}), ({"place": "gatineau"}, {"Night shelter", "Food bank"}),
     ({"place": "J8X"}, {"Night shelter", "Food bank"}), ({"place": "québec"}, {"Food bank"}),
     ({"place": "laval"}, {"Hidden house"}),
     ({"language": "ar"}, {"Food bank"}), ({"need": "food", "words": "lawyer"}, set()),
     ({}, {"Night shelter", "Food bank", "Hidden house"})],
)  # fmt: skip
def test_need_place_and_language_each_narrow_what_is_found(ask, question, names):
    page = ask(**question)
    every = {"Night shelter", "Food bank", "Hidden house", "Old house"}
    assert {name for name in every if name in page} == names
    assert "1-833-900-1010" in page and "988" in page


def test_french_page_speaks_french_and_marks_what_the_list_has_in_english(ask):
    page = ask("fr", need="shelter")
    assert "Refuge de nuit" in page and "Des lits, jour et nuit." in page and "Night shelter" not in page
    assert "lundi, mardi" in page.lower()
    assert '<h3 class="govuk-heading-s govuk-!-margin-bottom-1" lang="en">' in ask("fr", need="food")


def test_confidential_shelter_is_found_without_its_address(ask):
    page = ask(place="laval")
    assert "The address is not published" in page
    assert "Heron" not in page and "H7A" not in page
    assert STREET in ask(place="gatineau")


def test_numbers_can_be_dialled_and_faxes_are_not_offered(world):
    load(reading(offer(numbers=[Number("(819) 555-0101", "7"), Number("819 555-0103", kind="fax")])))
    page = world.browser().post("/en/help/", {"need": "shelter"}).content.decode()
    assert 'href="tel:8195550101"' in page and "extension 7" in page and "555-0103" not in page


def test_question_stands_in_no_address_and_in_no_log(world, ask):
    ask(place="Gatineau", need="shelter")
    assert "gatineau" not in str(world.sql("SELECT route, actions, reason FROM accord.audit_entry")).lower()
    page = world.browser().get("/en/help/?place=gatineau").content.decode()
    assert "Night shelter" not in page and 'value="gatineau"' not in page


@pytest.mark.parametrize("place", ["%", "_", "\\", "'; --", "x" * 101, "\0", "ﷺ" * 90, " "])
def test_odd_words_are_only_words(world, ask, place):
    assert world.browser().post("/en/help/", {"place": place}).status_code == 200
    assert world.browser().post("/en/help/", {"need": place, "language": place}).status_code == 200


def test_place_without_a_service_is_widened_and_said(ask):
    page = ask(place="Sherbrooke", need="shelter")
    assert "Nothing is listed in the place that you gave." in page and "Quebec" in page
    assert "Night shelter" in page and "Hidden house" not in page
    assert "Québec" in ask("fr", place="Sherbrooke", need="shelter")


def test_nothing_anywhere_shows_the_lines_that_answer_everywhere(ask):
    page = ask(place="Laval", need="transport")
    assert "here or anywhere else" in page and 'href="tel:+18339001010"' in page and 'href="tel:988"' in page


def test_pages_turn_by_form_and_keep_the_question(world):
    load(reading(*[offer(f"s{n}", name_en=f"House {n:02}", places=[], provider=Provider(f"o{n}", f"Owner {n}"))
                   for n in range(45)]))  # fmt: skip
    browser, question = world.browser(), {"need": "shelter", "children": "on"}
    first = browser.post("/en/help/", question)
    page = first.content.decode()
    assert "1 to 20 of 45" in page and "House 19" in page and "House 20" not in page
    assert (
        '<input type="hidden" name="need" value="shelter">' in page and 'name="children" value="on"' in page
    )
    last = browser.post("/en/help/", {**question, "page": "3"}).content.decode()
    assert "41 to 45 of 45" in last and "House 44" in last and "House 39" not in last
    for odd in ("0", "99", "-1", "x", "²", "9" * 30):
        assert browser.post("/en/help/", {**question, "page": odd}).status_code == 200


def test_services_of_one_organization_stand_together(ask, world):
    page = ask()
    assert page.count("Harbour House</bdi>") == 1 and page.count("<article") == 3 and "<h4" in page


def test_who_is_taken_and_whether_it_is_open_is_said_in_both_languages(world):
    load(reading(offer(hours=[Hours(words_en="Open 24/7")])))
    browser = world.browser()
    page = browser.post("/en/help/", {}).content.decode()
    assert (
        "Aged 16 to 99" in page
        and "Children are welcome" in page
        and "No pets" in page
        and "Open now" in page
    )
    french = browser.post("/fr/help/", {}).content.decode()
    assert "De 16 à 99 ans" in french and "Ouvert maintenant" in french and "Open now" not in french


def test_age_that_is_none_is_asked_for_again_and_the_rest_is_kept(world, ask):
    page = ask(age="young", words="beds")
    assert "Enter the age in years" in page and 'value="young"' in page and 'value="beds"' in page
    assert '<details class="govuk-details" open>' in page


def test_page_of_a_service_says_how_to_reach_it_and_no_secret_address(world, ask):
    shown, hidden = (Service.objects.get(external_id=each) for each in ("s1", "s3"))
    browser = world.browser()
    page = browser.get(f"/en/help/services/{shown.id}/").content.decode()
    assert STREET in page and "Call first." in page and 'href="mailto:beds@example.org"' in page
    page = browser.get(f"/fr/help/services/{hidden.id}/").content.decode()
    assert "Maison cachée" in page and "Heron" not in page and "H7A" not in page
    closed = Service.objects.get(external_id="s4")
    assert "closed for good" in browser.get(f"/en/help/services/{closed.id}/").content.decode()
    assert browser.get("/en/help/services/00000000-0000-4000-8000-000000000000/").status_code == 404
