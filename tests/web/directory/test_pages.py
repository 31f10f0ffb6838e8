"""What a keeper types reaches the public page, and what is wrong comes back as it was typed."""

from __future__ import annotations

import re

import pytest

from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.queries import offer_of, published
from tests.directory.lists import STREET, offer, reading


@pytest.fixture
def desk(world):
    hidden = offer("s2", name_en="Refuge", name_fr="Abri", confidential=True, places=[])
    load(reading(offer("s1"), hidden))
    worker = world.member(world.agency("support"), duties=["intake"])
    for row in Service.objects.all():
        world.sql(
            "INSERT INTO accord.service_keeper VALUES (gen_random_uuid(), now(), %s, %s)",
            worker.agency_id,
            row.id,
        )
    return world.browser(worker), Service.objects.get(external_id="s1"), Service.objects.get(external_id="s2")


def as_drawn(page: str) -> dict[str, list[str]]:
    """What the browser would send back of the form, untouched."""
    sent: dict[str, list[str]] = {}
    form = page[page.index('name="was"') - 200 : page.index("Who can see this")]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (("checkbox" not in tag and "radio" not in tag) or " checked" in tag):
            sent.setdefault(name[1], []).append(value[1] if value else "on" * ("checkbox" in tag))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', form):
        sent[name] = [text]
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]* selected', options)
        sent[name] = [chosen[1] if chosen else ""]
    return {name: value for name, value in sent.items() if "__" not in name}


def test_form_sent_back_untouched_changes_nothing(desk):
    browser, row, _hidden = desk
    before = offer_of(published(row.id))
    page = browser.get(f"/en/directory/{row.id}/").content.decode()
    answer = browser.post(f"/en/directory/{row.id}/", as_drawn(page))
    assert re.findall(r'error-message">(.*?)</p>', answer.content.decode(), re.DOTALL) == []
    after = offer_of(published(row.id))
    for each in (before, after):
        each.external_id = each.places[0].external_id = ""
    assert after == before


def test_change_is_public_at_once_and_checked_today(desk, world):
    browser, row, _hidden = desk
    sent = as_drawn(browser.get(f"/en/directory/{row.id}/").content.decode())
    sent |= {
        "name_en": ["Day house"],
        "verified": ["on"],
        "pets": ["yes"],
        "phones-0-number": ["613 555-0142"],
    }
    browser.post(f"/en/directory/{row.id}/", sent)
    page = world.browser().get(f"/en/help/services/{row.id}/").content.decode()
    assert "Day house" in page and "Pets are welcome" in page and "613 555-0142" in page
    assert (
        published(row.id).verified_on is not None
        and "0 days ago" in browser.get("/en/directory/").content.decode()
    )


def test_second_of_two_who_change_it_is_told_and_loses_nothing(desk):
    browser, row, _hidden = desk
    sent = as_drawn(browser.get(f"/en/directory/{row.id}/").content.decode())
    browser.post(f"/en/directory/{row.id}/", sent | {"name_en": ["First"]})
    answer = browser.post(f"/en/directory/{row.id}/", sent | {"name_en": ["Second"]})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Somebody else has changed" in page and 'value="Second"' in page
    assert published(row.id).name_en == "First"
    assert browser.post(f"/en/directory/{row.id}/", as_drawn(page)).status_code == 302
    assert published(row.id).name_en == "Second"


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"name_en": [""]}, "Name in English"), ({"url": ["nowhere"]}, "begins with https"),
     ({"email": ["nobody"]}, "such as name@example.org"), ({"age_min": ["40"], "age_max": ["20"]}, "below the lowest"),
     ({"hours-0-closes": [""]}, "Give the days and both times"), ({"phones-0-number": [""]}, "Number"),
     ({"status": ["gone"]}, "among those that are offered"), ({"name_fr": ["x" * 400]}, "too long")],
)  # fmt: skip
def test_what_is_wrong_is_said_and_everything_typed_is_kept(desk, typed, said):
    browser, row, _hidden = desk
    sent = (
        as_drawn(browser.get(f"/en/directory/{row.id}/").content.decode())
        | {"fees_en": ["Kept words"]}
        | typed
    )
    answer = browser.post(f"/en/directory/{row.id}/", sent)
    page = answer.content.decode()
    assert (
        answer.status_code == 200 and "govuk-error-summary" in page and said in page and "Kept words" in page
    )
    assert published(row.id).source == "invented"


def test_service_that_becomes_confidential_is_public_without_its_address(desk, world):
    browser, row, _hidden = desk
    sent = as_drawn(browser.get(f"/en/directory/{row.id}/").content.decode())
    browser.post(f"/en/directory/{row.id}/", sent | {"confidential": ["on"]})
    page = world.browser().get(f"/en/help/services/{row.id}/").content.decode()
    assert "The address is not published" in page and STREET not in page


def test_address_is_shown_only_by_a_tap_and_the_tap_is_written_down(desk, world):
    browser, _row, hidden = desk
    address = f"/en/directory/{hidden.id}/address/"
    assert browser.post(address, {"act": "enter", "street": "17 Canary Lane"}).status_code == 302
    for _look in range(2):
        assert "Canary" not in browser.get(address).content.decode()
    assert "Canary" in browser.post(address, {"act": "reveal"}).content.decode()
    told = world.sql("SELECT actions, subjects, reason FROM accord.audit_entry WHERE actions <> '{}'")
    row = world.sql("SELECT id FROM accord.shelter_location")[0][0]
    assert (["shelter_address.revealed"], [row], "") in told and "Canary" not in str(told)
    browser.post(address, {"act": "forget"})
    assert "No address is written down yet" in browser.get(address).content.decode()


def test_colleague_sees_the_address_and_no_form(desk, world):
    _browser, _row, hidden = desk
    keeper = world.sql("SELECT agency_id FROM accord.service_keeper")[0][0]
    colleague = world.member()
    world.sql("UPDATE accord.member SET agency_id = %s WHERE id = %s", keeper, colleague.id)
    address = f"/en/directory/{hidden.id}/address/"
    browser = world.browser(colleague)
    assert 'name="street"' not in browser.get(address).content.decode()
    assert browser.post(address, {"act": "enter", "street": "1 Main"}).status_code == 403
    assert f"/directory/{hidden.id}/address/" in browser.get("/en/directory/").content.decode()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_words_that_say_where_a_confidential_service_is_are_not_saved(desk, world, language):
    browser, _row, hidden = desk
    address = f"/{language}/directory/{hidden.id}/"
    drawn = as_drawn(browser.get(f"/en/directory/{hidden.id}/").content.decode())
    for name in ("name_en", "description_fr", "application_en", "fees_fr", "notes_en", "areas", "phones-0-label",
                 "hours-1-words_fr"):  # fmt: skip
        page = browser.post(address, drawn | {name: [f"Ring at {STREET}, twice"]}).content.decode()
        told = {"en": "says where the service is", "fr": "dit où se trouve le service"}[language]
        assert told in page and f"Ring at {STREET}, twice" in page, name
    assert STREET not in repr(offer_of(published(hidden.id)))
    sent = drawn | {"description_fr": ["Appelez d’abord, jour et nuit."]}
    assert browser.post(address, sent).status_code == 302
