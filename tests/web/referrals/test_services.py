"""A service of the directory is offered with whom it takes, bound to the referral, and named to both sides."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils.translation import override

from accord.directory.loading import load
from accord.directory.models import Service
from accord.directory.records import Whom
from accord.referrals import actions
from accord.referrals.actions import Errand
from accord.referrals.models import Referral
from accord.web.referrals import views
from tests.directory.lists import offer, reading
from tests.referrals.sending import FACTS, errand
from tests.support.files import open_file

NOTHING = {"places": [], "areas": [], "languages": [], "name_fr": ""}


@pytest.fixture
def file(world):
    return open_file(world)


@pytest.fixture
def listed(world, file):
    """The clinic keeps two services; a doctor outside the platform, and one in another province."""
    load(
        reading(
            offer(
                "w", name_en="Walk-in care", needs=["health"], whom=Whom(), **(NOTHING | {"name_fr": "Soins"})
            ),
            offer(
                "y",
                name_en="Care for boys",
                needs=["health"],
                whom=Whom(age_max=17, genders=["men"]),
                **NOTHING,
            ),
            offer("d", name_en="Dr Quimper", needs=["health"], whom=Whom(), **NOTHING),
            offer("b", name_en="Coast care", needs=["health"], whom=Whom(), **(NOTHING | {"areas": ["BC"]})),
        )
    )
    found = dict(Service.objects.values_list("external_id", "id"))
    for name in "wy":
        world.sql(
            "INSERT INTO accord.service_keeper (id, service_id, agency_id, since) VALUES (%s, %s, %s, now())",
            uuid.uuid4(), found[name], file.clinic.agency_id,
        )  # fmt: skip
    return found


def choose(file, under="en", **question):
    browser = file.world.browser(file.lead)
    address = reverse("referrals:choose", args=[file.row.dossier_id]).replace("/en/", f"/{under}/")
    return browser.get(address, {"need": "health", **question}).content.decode()


def test_services_are_offered_with_whom_they_take_and_the_next_step(file, listed):
    agreed = file.agree()
    page = choose(file)
    assert f"{agreed.id}/?service={listed['w']}" in page
    assert f"consent/new/?purpose=referral&amp;service={listed['d']}" in page
    assert page.index("Walk-in care") < page.index("Care for boys")
    for words in ("It takes people of other ages.", "It takes people of other genders.",
                  "It serves another province or territory."):  # fmt: skip
        assert words in page
    assert page.count("Not for them") == 2 and page.count("Takes them, by what it says") == 2


def test_services_are_offered_in_french(file, listed):
    page = choose(file, "fr")
    assert "Soins" in page and "Pas pour elle" in page and "Not for them" not in page


@pytest.mark.parametrize(
    ("which", "says"),
    [("w", "selected"), ("d", 'value="Dr Quimper"')],
)
def test_agreement_begins_with_the_service_that_was_chosen(file, listed, which, says):
    browser = file.world.browser(file.lead)
    page = browser.get(
        reverse("consent:new", args=[file.row.dossier_id]), {"purpose": "referral", "service": listed[which]}
    )
    shown = page.content.decode()
    wanted = f'value="{file.clinic.agency_id}" selected' if which == "w" else says
    assert wanted in shown and 'name="purpose" value="referral"' in shown


@pytest.mark.parametrize("asked", ["", "x", "'; --", "00000000-0000-4000-8000-00000000dead"])
def test_unknown_service_begins_with_none(file, listed, asked):
    browser = file.world.browser(file.lead)
    address = reverse("consent:new", args=[file.row.dossier_id])
    page = browser.get(address, {"purpose": "referral", "service": asked})
    shown = page.content.decode()
    assert page.status_code == 200 and f'value="{file.clinic.agency_id}" selected' not in shown
    assert "Quimper" not in shown


def sending(file, agreed, **typed):
    browser = file.world.browser(file.lead)
    address = reverse("referrals:send", args=[file.row.dossier_id, agreed.id])
    facts = {"need": "health", "caller": "Advocate", "caller_phone": "514 555 0100", "form_key": uuid.uuid4()}
    return browser.post(address, facts | typed)


def test_referral_names_the_service_to_both_sides_in_their_language(file, listed):
    agreed = file.agree()
    assert sending(file, agreed, service=listed["w"]).status_code == 302
    with file.world.acting(file.clinic):
        theirs = Referral.objects.get()
    assert theirs.service_id == listed["w"]
    page = reverse("referrals:referral", args=[theirs.dossier_id, theirs.event_id])
    browser = file.world.browser(file.clinic)
    assert "Walk-in care" in browser.get(page).content.decode()
    assert "Soins" in browser.get(page.replace("/en/", "/fr/")).content.decode()
    with file.world.acting(file.lead):
        mine = Referral.objects.select_related("other").get(side="sent")
        for language, name in (("en", "· Walk-in care"), ("fr", "· Soins")):
            with override(language):
                assert views._addressed(mine).endswith(name)


def test_form_says_which_service_is_not_for_her_and_takes_none_of_them_too(file, listed):
    agreed = file.agree()
    browser = file.world.browser(file.lead)
    shown = browser.get(reverse("referrals:send", args=[file.row.dossier_id, agreed.id])).content.decode()
    assert "Care for boys · not for them: It takes people of other ages." in shown
    assert sending(file, agreed, service="").status_code == 302
    assert file.world.sql("SELECT DISTINCT service_id FROM accord.referral") == [(None,)]


def test_strange_service_is_refused_on_the_form_and_in_the_database(file, listed):
    agreed = file.agree()
    shown = sending(file, agreed, service=listed["d"]).content.decode()
    assert "Choose an answer" in shown and file.world.sql("SELECT 1 FROM accord.referral") == []
    with file.world.acting(file.lead), pytest.raises(Exception, match="kept by another agency"):
        given = errand(service_id=listed["d"])
        assert isinstance(given, Errand)
        actions.refer(by=file.lead, consent=agreed, errand=given, facts=FACTS, form_key=uuid.uuid4())
