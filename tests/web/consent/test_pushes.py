"""Telling by law, page by page, and the register as page and as file."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.base.sheets import neutral
from accord.consent.models import StatutoryPush
from accord.consent.pushes import actions
from accord.consent.pushes.actions import Push
from accord.consent.pushes.laws import laws
from accord.consent.vocabulary import Fact, PushBasis
from accord.support.actions import change_file
from accord.support.screening.duty import provinces
from tests.support.files import File, open_file
from tests.web.consent.pages import send, url

TERMS = {
    "basis": "child_duty", "law": "YPA-39", "recipient": "", "recipient_name": "=DPJ", "purpose": "Protection",
    "why": "Her daughter", "facts": ["children", "chosen_name"],
}  # fmt: skip


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def second(file: File) -> Any:
    member = file.world.member(file.lead.agency, name="Night")
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, member.id, "worker", 30)
    return member


def propose(file: File, **more: Any) -> Any:
    browser, address = file.world.browser(file.lead), url("new_push", file.row.dossier_id)
    page = browser.post(address, TERMS | {"step": "terms"} | more).content.decode()
    return send(browser, address, page, fact_children="A girl of seven", step="propose")


def test_push_is_proposed_signed_by_another_and_stands_in_the_register(file, second):
    address = propose(file)["Location"]
    lead, other = file.world.browser(file.lead), file.world.browser(second)
    assert "Sign and send" not in lead.get(address).content.decode()
    assert lead.post(address, {"step": "sign"}).status_code == 403
    assert "A girl of seven" in other.get(address).content.decode()
    assert other.post(address, {"step": "sign"}).status_code == 302
    told = lead.get(url("register")).content.decode()
    assert "=DPJ" in told and "A girl of seven" not in told and "Night" in told
    sheet = lead.get(url("register_csv")).content.decode()
    assert ",'=DPJ," in sheet and "A girl of seven" not in sheet and "Luna" not in sheet


@pytest.mark.parametrize(
    "to",
    [
        {"recipient_name": ""},
        {"recipient_name": "CBSA"},
        {"recipient_name": "X", "enforces_immigration": "on"},
    ],
)
def test_immigration_enforcement_is_told_by_order_of_a_court_alone(file, second, to):
    border = file.world.agency(immigration=True, short_name="Border")
    file.world.member(border, duties=["intake"])
    page = file.world.browser(file.lead).get(url("new_push", file.row.dossier_id)).content.decode()
    assert "Border (English) (immigration enforcement: by order of a court alone)" in page
    to = {"recipient": "" if to["recipient_name"] else str(border.id)} | to
    terms = TERMS | {"step": "terms"} | to
    answer = file.world.browser(file.lead).post(url("new_push", file.row.dossier_id), terms)
    assert "tell police, an ambulance or child protection instead" in answer.content.decode()
    assert file.world.sql("SELECT count(*) FROM accord.statutory_push") == [(0,)]
    address = propose(file, **to, basis="court_order", law="PRIVACY-8-2-C")["Location"]
    other = file.world.browser(second)
    assert "This recipient enforces immigration law" in other.get(address).content.decode()
    assert other.post(address, {"step": "sign"}).status_code == 302
    assert file.world.sql("SELECT basis FROM accord.push_entry") == [("court_order",)]


@pytest.mark.parametrize(
    "wrong", [{"law": "A-2.1-59.1"}, {"facts": ["whole_file"]}, {"facts": []}, {"why": ""}, {"purpose": ""},
              {"recipient_name": ""}, {"basis": "agreement"}],
)  # fmt: skip
def test_wrong_terms_are_told_and_nothing_is_proposed(file, wrong):
    answer = propose(file, **wrong)
    assert answer.status_code == 200 and "govuk-error-summary" in answer.content.decode()
    assert file.world.sql("SELECT count(*) FROM accord.statutory_push") == [(0,)]


def test_extra_facts_in_the_post_are_not_told(file):
    browser, address = file.world.browser(file.lead), url("new_push", file.row.dossier_id)
    page = browser.post(address, TERMS | {"step": "terms"}).content.decode()
    assert "Luna" in page
    send(
        browser,
        address,
        page,
        fact_children="A girl",
        fact_legal_name="Marisol",
        state="sent",
        step="propose",
    )
    with file.world.acting(file.lead):
        push = StatutoryPush.objects.get()
        assert push.state == "waiting" and {each["name"] for each in push.fields} == {
            "children",
            "chosen_name",
        } - (set() if any(each["name"] == "chosen_name" for each in push.fields) else {"chosen_name"})
        assert "Marisol" not in str(push.fields)


def test_discarded_push_shows_no_value(file, second):
    address = propose(file)["Location"]
    browser = file.world.browser(second)
    browser.post(address, {"step": "discard"})
    assert "A girl of seven" not in browser.get(address).content.decode()


def test_custodian_of_the_agency_reads_the_register_and_no_push(file, second):
    address = propose(file)["Location"]
    custodian = file.world.browser(file.world.member(file.lead.agency, duties=["custodian"]))
    assert custodian.get(url("register")).status_code == 200
    assert custodian.get(address).status_code == 404


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_formula_is_made_text(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("province", sorted(provinces()))
def test_every_province_has_the_act_under_which_screening_says_that_a_child_is_reported(province):
    act = provinces()[province]
    found = [law for law in laws().values() if law.where == province and law.serves("child_duty")]
    for language in ("en", "fr"):
        told = f"{getattr(act.name, language)}, {getattr(act.law, language)}"
        assert any(getattr(law, f"name_{language}").startswith(told) for law in found), told


def test_law_of_her_province_stands_first_and_another_is_written_in_words(file):
    with file.world.acting(file.lead):
        change_file(by=file.lead, file=file.row, changes={"province": "BC"})
    browser, address = file.world.browser(file.lead), url("new_push", file.row.dossier_id)
    page = browser.get(address).content.decode()
    assert (
        page.index('label="British Columbia"') < page.index('label="Canada"') < page.index('label="Quebec"')
    )

    def said(**more: str) -> str:
        return browser.post(address, TERMS | {"step": "terms"} | more).content.decode()

    assert "Choose a law, or write another one" in said(law="")
    both = said(other_law="Act, s. 1")
    assert "Choose a law or write one, not both" in both and 'value="Act, s. 1"' in both
    page = said(law="", other_law="Mental Health Act, s. 9")
    assert "Mental Health Act, s. 9" in page
    made = send(browser, address, page, fact_children="A girl of seven", step="propose")
    assert (
        made.status_code == 302
        and "Mental Health Act, s. 9" in browser.get(made["Location"]).content.decode()
    )


def test_immigration_status_is_told_by_order_of_a_court_alone(file, second):
    """Neither the page nor the database takes it for a child or for a danger to life."""
    terms = TERMS | {"step": "terms", "facts": ["immigration_status", "chosen_name"]}
    answer = file.world.browser(file.lead).post(url("new_push", file.row.dossier_id), terms)
    assert "Immigration status is told by order of a court alone" in answer.content.decode()
    assert file.world.sql("SELECT count(*) FROM accord.statutory_push") == [(0,)]
    told = {Fact.IMMIGRATION_STATUS: "none"}
    with pytest.raises(PermissionDenied, match="order of a court"), file.world.acting(file.lead):
        push = Push(PushBasis.LIFE_THREAT, "A-2.1-59.1", "Safety", told, "Danger", recipient_name="Ambulance")
        actions.propose_push(by=file.lead, dossier=file.dossier, push=push, form_key=uuid.uuid4())
