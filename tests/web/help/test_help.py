"""Whoever looks for help finds a service without an account, in either language, and leaves no question behind."""

from __future__ import annotations

import pytest

from accord.directory.loading import load
from accord.directory.queries import find
from accord.directory.records import Number
from tests.directory.lists import STREET, offer, reading


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
            offer("s3", name_en="Hidden house", name_fr="Maison cachée", confidential=True, areas=["Laval"]),
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


@pytest.mark.parametrize(
    ("question", "names"),
    [({"need": "food"}, {"Food bank"}), ({"place": "gatineau"}, {"Night shelter"}),
     ({"place": "J8X"}, {"Night shelter"}), ({"place": "québec"}, {"Food bank"}),
     ({"place": "laval"}, {"Hidden house"}),
     ({"language": "ar"}, {"Food bank"}), ({"need": "food", "place": "laval"}, set()),
     ({}, {"Night shelter", "Food bank", "Hidden house"})],
)  # fmt: skip
def test_need_place_and_language_each_narrow_what_is_found(ask, question, names):
    page = ask(**question)
    every = {"Night shelter", "Food bank", "Hidden house", "Old house"}
    assert {name for name in every if name in page} == names
    assert ("1-833-900-1010" in page) is (not names)


def test_french_page_speaks_french_and_marks_what_the_list_has_in_english(ask):
    page = ask("fr", need="shelter")
    assert "Refuge de nuit" in page and "Des lits, jour et nuit." in page and "Night shelter" not in page
    assert "lundi, mardi" in page.lower()
    assert '<h3 class="govuk-heading-s govuk-!-margin-bottom-1" lang="en">' in ask("fr", need="food")


def test_confidential_shelter_is_found_without_its_address(ask):
    page = ask(place="laval")
    assert "The address is not published" in page
    assert STREET not in page and "J8X" not in page
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


def test_those_who_speak_the_language_come_first(world):
    load(reading(offer("a", name_en="A", languages=[]), offer("b", name_en="B", languages=["ar"])))
    assert [each.name_en for each in find(language="ar")] == ["B", "A"]


@pytest.mark.parametrize("place", ["%", "_", "\\", "'; --", "x" * 101, "\0", "ﷺ" * 90, " "])
def test_odd_words_are_only_words(world, ask, place):
    assert world.browser().post("/en/help/", {"place": place}).status_code == 200
    assert world.browser().post("/en/help/", {"need": place, "language": place}).status_code == 200
