"""A new agreement through its four pages, and everything that may go wrong on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from accord.consent.actions import record_consent
from accord.consent.models import Consent
from accord.support.vocabulary import AgeGroup
from tests.support.files import File, asked, open_file
from tests.web.consent.pages import ask, hidden, send, url


@pytest.fixture
def file(world: Any) -> File:
    return open_file(world)


@pytest.fixture
def browser(file: File) -> Any:
    return file.world.browser(file.lead)


@pytest.fixture
def address(file: File) -> str:
    return url("new", file.row.dossier_id)


def terms(file: File, **more: Any) -> dict[str, Any]:
    return {
        "recipient": str(file.clinic.agency_id), "recipient_name": "", "facts": ["chosen_name", "needs"], "days": "30",
        "language": "es",
    } | more  # fmt: skip


GIVEN = {"answer": "given", "able": "adult", "how": "read_aloud", "witness": "Interpreter"}


def saved(file: File) -> list[Consent]:
    with file.world.acting(file.lead):
        return list(Consent.objects.all())


def test_agreement_is_saved_with_the_words_that_were_read(file, browser, address):
    answer = ask(browser, address, terms(file), GIVEN, purpose="referral")
    (made,) = saved(file)
    assert answer.status_code == 302 and answer["Location"].endswith(f"/{made.id}/")
    assert (made.facts, made.language, made.text_version) == (["chosen_name", "needs"], "es", "accord-2")
    page = browser.get(answer["Location"]).content.decode()
    assert "¿" not in page and "el nombre que usted usa" in page and "Interpreter" in page


def test_nothing_is_ticked_beyond_the_least(file, browser, address):
    page = send(browser, address, browser.get(address).content.decode(), purpose="permit", step="purpose")
    boxes = [line for line in page.content.decode().splitlines() if 'name="facts"' in line]
    ticked = [line for line in boxes if "checked" in line]
    assert [name in "".join(ticked) for name in ("legal_name", "date_of_birth")] == [True, True]
    assert len(ticked) == 2 and len(boxes) > 2
    assert not [line for line in boxes if "whole_file" in line]


def test_refusal_is_saved_and_costs_nothing(file, browser, address):
    answer = ask(browser, address, terms(file), {"answer": "refused"}, purpose="referral")
    (made,) = saved(file)
    assert made.answer == "refused" and not made.is_live
    assert "Nothing changes in the help that they get" in browser.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"facts": ["whole_file"]}, "whole_file"),
        ({"facts": ["immigration_status"]}, "immigration_status"),
        ({"facts": []}, "Tick at least one fact"),
        ({"days": "91"}, "90"),
        ({"recipient": ""}, "Choose an agency"),
        ({"recipient_name": "A dentist"}, "not both"),
        ({"language": "xx"}, "xx"),
    ],
)
def test_terms_beyond_the_purpose_are_refused_and_what_was_typed_stays(file, browser, address, wrong, told):
    answer = ask(browser, address, terms(file, **wrong), GIVEN, purpose="referral")
    page = answer.content.decode()
    assert answer.status_code == 200 and "govuk-error-summary" in page
    assert saved(file) == []


def test_recipient_of_another_realm_is_refused(file, browser, address):
    for realm in ("enforcement", "authority"):
        agency = file.world.agency(realm)
        answer = ask(browser, address, terms(file, recipient=str(agency.id)), GIVEN, purpose="referral")
        assert answer.status_code == 200
    assert saved(file) == []


@pytest.mark.parametrize("how", ["listed", "by its name", "by the tick"])
def test_immigration_enforcement_is_not_named_and_the_worker_is_told_why(file, browser, address, how):
    border = file.world.agency(immigration=True, short_name="Border")
    outside = {
        "listed": {"recipient": str(border.id)},
        "by its name": {"recipient": "", "recipient_name": "CBSA at Lacolle"},
        "by the tick": {"recipient": "", "recipient_name": "A firm of escorts", "enforces_immigration": "on"},
    }[how]
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="police", step="purpose").content.decode()
    assert "Border" not in page
    page = send(
        browser, address, page, **(terms(file, facts=["chosen_name"]) | outside), step="terms"
    ).content.decode()
    assert "govuk-error-summary" in page
    assert how == "listed" or ("find a lawyer first" in page and outside["recipient_name"] in page)
    ask(browser, address, terms(file, facts=["chosen_name"]) | outside, GIVEN, purpose="police")
    assert saved(file) == []


def test_extra_fields_of_the_post_change_nothing(file, browser, address):
    extra = {"taken_by": str(file.clinic.id), "expires_at": "2099-01-01", "answer_x": "given", "dossier_id": "x",
             "given_at": "2020-01-01", "ended_at": "2020-01-01"}  # fmt: skip
    ask(browser, address, terms(file) | extra, GIVEN | extra, purpose="referral")
    (made,) = saved(file)
    assert made.taken_by == file.lead.id and made.is_live and made.expires_at.year < 2099
    assert made.dossier_id == file.row.dossier_id


def test_form_sent_twice_saves_once(file, browser, address):
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="referral", step="purpose").content.decode()
    page = send(browser, address, page, **terms(file), step="terms").content.decode()
    page = send(browser, address, page, **GIVEN, step="read").content.decode()
    first, second = (send(browser, address, page, step="check") for _n in range(2))
    assert first["Location"] == second["Location"] and len(saved(file)) == 1


def test_read_aloud_wants_its_witness(file, browser, address):
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="referral", step="purpose").content.decode()
    page = send(browser, address, page, **terms(file), step="terms").content.decode()
    answer = send(browser, address, page, answer="given", able="adult", how="read_aloud", step="read")
    assert "Write who was there" in answer.content.decode() and saved(file) == []


def read_page(file: File, browser: Any, address: str) -> str:
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="referral", step="purpose").content.decode()
    text: str = send(browser, address, page, **terms(file), step="terms").content.decode()
    return text


def test_who_agreed_must_be_said(file, browser, address):
    page = read_page(file, browser, address)
    answer = send(browser, address, page, **(GIVEN | {"able": ""}), step="read").content.decode()
    assert "govuk-error-summary" in answer and "Interpreter" in answer and saved(file) == []


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Nothing is saved yet"), ("fr", "Rien n’est encore enregistré")]
)
def test_where_it_is_not_sure_that_they_understand_nothing_is_saved_and_all_is_kept(
    file, browser, address, language, told
):
    address = address.replace("/en/", f"/{language}/")
    page = read_page(file, browser, address)
    answer = send(browser, address, page, **(GIVEN | {"able": "unsure"}), step="read").content.decode()
    assert told in answer and 'value="Interpreter"' in answer and saved(file) == []


def test_somebody_who_decides_for_them_is_noted_by_role(file, browser, address):
    other = GIVEN | {"able": "other", "decided_by": ""}
    answer = send(browser, address, read_page(file, browser, address), **other, step="read").content.decode()
    assert "Write in what role they decide" in answer
    done = ask(browser, address, terms(file), other | {"decided_by": "A tutor"}, purpose="referral")
    (made,) = saved(file)
    assert (made.able, made.decided_by) == ("other", "A tutor")
    assert "Somebody who decides for them: A tutor" in browser.get(done["Location"]).content.decode()


def test_refusal_asks_nobody_s_age(file, browser, address):
    ask(
        browser,
        address,
        terms(file),
        {"answer": "refused", "able": "unsure", "decided_by": "A tutor"},
        purpose="referral",
    )
    (made,) = saved(file)
    assert (made.answer, made.able, made.decided_by) == ("refused", "", "")


@pytest.mark.parametrize(
    ("province", "told"), [("QC", "from 14 one may agree alone"), ("NB", "is not written down here")]
)
def test_for_a_minor_the_page_says_what_is_known_of_agreeing_alone(world, province, told):
    young = open_file(world, age=15, age_group=AgeGroup.MINOR, province=province)
    browser, address = world.browser(young.lead), url("new", young.row.dossier_id)
    page = read_page(young, browser, address)
    assert told in page and ("Nobody has checked" in page) == (province == "QC")
    check = send(browser, address, page, **GIVEN, step="read").content.decode()
    assert "The file says that they are under 18." in check
    done = ask(browser, address, terms(young), GIVEN | {"able": "minor"}, purpose="referral")
    assert "Somebody under 18, who understands" in browser.get(done["Location"]).content.decode()


def test_of_an_adult_the_page_says_nothing_of_age(file, browser, address):
    page = read_page(file, browser, address)
    assert "They are under 18" not in page
    check = send(browser, address, page, **(GIVEN | {"able": "minor"}), step="read").content.decode()
    assert "The file says that they are 18 or over." in check


def test_agreement_from_before_it_was_noted_says_so(file, browser):
    made = file.agree()
    file.world.sql("UPDATE accord.consent SET able = ''")
    page = browser.get(url("agreement", file.row.dossier_id, made.id)).content.decode()
    assert "Who agreed" in page and "Not recorded" in page


@pytest.mark.parametrize("wrong", [{"able": "other"}, {"decided_by": "A tutor"}, {"able": "unsure"}])
def test_database_takes_no_half_answer(file, wrong):
    with pytest.raises(IntegrityError), file.world.acting(file.lead):
        record_consent(by=file.lead, dossier=file.dossier, asked=asked(file.clinic.agency, **wrong))


def test_last_page_alone_saves_nothing(file, browser, address):
    answer = browser.post(address, {"step": "check"})
    assert answer.status_code == 200 and saved(file) == []


def test_terms_changed_after_reading_are_read_again(file, browser, address):
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="referral", step="purpose").content.decode()
    page = send(browser, address, page, **terms(file), step="terms").content.decode()
    page = send(browser, address, page, **GIVEN, step="read").content.decode()
    tampered = hidden(page) | {"facts": ["chosen_name", "health"], "step": "check"}
    answer = browser.post(address, tampered)
    assert "The text has changed since you read it" in answer.content.decode() and saved(file) == []


def test_going_back_keeps_what_was_typed(file, browser, address):
    page = browser.get(address).content.decode()
    page = send(browser, address, page, purpose="referral", step="purpose").content.decode()
    outside = terms(file, recipient="", recipient_name="Docteure Roy", days="12")
    page = send(browser, address, page, **outside, step="terms").content.decode()
    page = send(browser, address, page, **GIVEN, step="read").content.decode()
    back = browser.post(address, hidden(page) | {"step": "check", "to": "terms"})
    text = back.content.decode()
    assert "Docteure Roy" in text and 'value="12"' in text and "govuk-error-summary" not in text


@pytest.mark.parametrize(
    ("to", "title"), [("purpose", "New agreement"), ("terms", "To whom, and what"), ("read", "Read it aloud")]
)
def test_button_that_leads_back_leads_there(file, browser, address, to, title):
    """A browser sends the button that was pressed, and no other."""
    check = send(browser, address, read_page(file, browser, address), **GIVEN, step="read").content.decode()
    page = browser.post(address, hidden(check) | {"to": to}).content.decode()
    assert f">{title}</h1>" in page and "govuk-error-summary" not in page and saved(file) == []


def test_reader_asks_nothing(file, address):
    from accord.base.row_security.call import call

    reader = file.world.member(file.lead.agency)
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, reader.id, "reader", 30)
    assert file.world.browser(reader).get(address).status_code == 403
