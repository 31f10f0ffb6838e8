"""Taking back with the card: open to all, at one pace, forgiving of spaces, and silent in addresses and logs."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accord.consent.actions import make_card
from tests.support.files import File, open_file
from tests.web.consent.pages import url

UNKNOWN = "2345 6789 ABCD"
VARIES = r'[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4}|value="\w{64}"'  # the code itself, the form's token


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def code(file: File) -> str:
    with file.world.acting(file.lead):
        return make_card(by=file.lead, dossier=file.dossier)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_card_takes_everything_back_in_two_steps(file, code, language):
    file.agree()
    browser, address = file.world.browser(language=language), url("withdraw", language=language)
    page = browser.post(address, {"code": f" {code[:4].lower()}-{code[4:8]} {code[8:]} "}).content.decode()
    assert file.world.sql("SELECT ended_at FROM accord.consent") == [(None,)]
    asked = re.search(r'name="code" value="([^"]+)"', page)[1]
    done = browser.post(address, {"code": asked, "step": "confirmed"})
    told = {"en": "has been taken back", "fr": "a été retiré"}[language]
    assert told in done.content.decode() and code not in done.content.decode()
    assert file.world.sql("SELECT ending FROM accord.consent") == [("card",)]


def test_unknown_code_is_not_told_before_it_is_confirmed(file, code):
    browser = file.world.browser()

    def pages(typed: str) -> str:
        page = browser.post(url("withdraw"), {"code": typed}).content.decode()
        return re.sub(VARIES, "", page)

    assert pages(UNKNOWN) == pages(code)
    unknown = browser.post(url("withdraw"), {"code": UNKNOWN, "step": "confirmed"})
    assert unknown.status_code == 200 and "There is no such card" in unknown.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Type the code"), ("2345", "12 letters and digits, and you typed 4"), ("O345 6789 ABCD", "never has I, L, O"),
     ("2345 6789 ABCDE", "you typed 13"), ("2345 6789 ABÇD", "accents")],
)  # fmt: skip
def test_typing_errors_are_told_and_what_was_typed_stays(file, typed, told):
    page = file.world.browser().post(url("withdraw"), {"code": typed}).content.decode()
    assert (told in page and f'value="{typed}"' in page) or not typed


def test_many_tries_from_one_place_wait(file):
    browser = file.world.browser()
    statuses = [
        browser.post(url("withdraw"), {"code": UNKNOWN, "step": "confirmed"}).status_code for _n in range(11)
    ]
    assert statuses == [200] * 10 + [429]


def test_code_stands_in_no_address_log_or_trail(file, code, capfd, caplog):
    browser = file.world.browser()
    for step in ("", "confirmed"):
        answer = browser.post(url("withdraw"), {"code": code, "step": step})
        assert code not in str(answer.headers)
    out = capfd.readouterr()
    assert code not in out.out + out.err + caplog.text
    trail = file.world.sql("SELECT e::text FROM accord.audit_entry e WHERE route = 'consent:withdraw'")
    assert trail and not [line for (line,) in trail if code in line]


def test_address_on_the_card_leads_to_the_page(file):
    answer = file.world.browser(language="fr").get("/withdraw", follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[-1][0].endswith("/fr/withdraw/")


def test_page_has_its_exit_and_no_agency(file):
    page = file.world.browser().get(url("withdraw")).content.decode()
    assert "govuk-exit-this-page" in page and "Haven" not in page


def test_code_in_the_address_is_not_read(file, code):
    file.agree()
    file.world.browser().get(url("withdraw") + f"?code={code}&step=confirmed")
    assert file.world.sql("SELECT ended_at FROM accord.consent") == [(None,)]


TITLES = {"en": "Take everything back", "fr": "Tout retirer", "es": "Retirarlo todo", "ro": "Retrageți tot",
          "tl": "Bawiin ang lahat"}  # fmt: skip


@pytest.mark.parametrize("tongue", sorted(TITLES))
def test_page_speaks_every_language_that_cards_are_made_in(file, code, tongue):
    """From the first page to the last, faults included, without a script."""
    from accord.consent.wording import shipped

    assert set(shipped()) == set(TITLES)
    words, address = shipped()[tongue].words["withdraw"], url("withdraw")
    browser = file.world.browser()
    page = browser.get(f"{address}?in={tongue}").content.decode()
    assert f'<div lang="{tongue}">' in page and words["title"] in page and words["hint"] in page
    faulty = browser.post(address, {"in": tongue, "code": "2345"}).content.decode()
    assert words["length"].format(most=12, typed=4) in faulty
    asked = browser.post(address, {"in": tongue, "code": code}).content.decode()
    assert words["what"] in asked and f'name="in" value="{tongue}"' in asked
    none = browser.post(address, {"in": tongue, "code": UNKNOWN, "step": "confirmed"}).content.decode()
    assert words["none"] in none
    done = browser.post(address, {"in": tongue, "code": code, "step": "confirmed"}).content.decode()
    assert words["taken"] in done


@pytest.mark.parametrize(("wished", "here", "shown"), [
    ("es-MX,es;q=0.9,en;q=0.5", "en", "es"), ("ro", "fr", "ro"), ("fr-CA", "en", "en"), ("de, tl;q=0.4", "en", "tl"),
    ("xx", "fr", "fr"), ("", "en", "en"),
])  # fmt: skip
def test_browser_says_the_language_of_a_page_that_was_not_chosen(file, wished, here, shown):
    browser = file.world.browser()
    page = browser.get(url("withdraw", language=here), headers={"accept-language": wished}).content.decode()
    assert f'<div lang="{shown}">' in page and TITLES[shown] in page
    for other in set(TITLES) - {shown}:
        assert f"?in={other}" in page and f'lang="{other}"' in page


def test_every_language_says_the_same_things(file):
    from accord.consent.wording import shipped

    said = {each.language: {key: set(re.findall(r"{\w+}", text)) for key, text in each.words["withdraw"].items()}
            for each in shipped().values()}  # fmt: skip
    assert all(words == said["en"] for words in said.values())
