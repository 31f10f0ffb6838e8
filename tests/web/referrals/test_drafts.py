"""A draft is kept from the form as it is, found again, gone on with, and says when she no longer agrees."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from accord.consent import actions as consents
from accord.referrals.models import Referral
from tests.referrals.sending import keep
from tests.support.files import NAME, open_file


@pytest.fixture
def file(world):
    return open_file(world)


def form_of(file, agreed, draft=None):
    where = reverse("referrals:send", args=[file.row.dossier_id, agreed.id])
    return where + (f"?draft={draft.event_id}" if draft else "")


def page_of(view, draft):
    return reverse(view, args=[draft.dossier_id, draft.event_id])


def test_half_a_form_is_kept_found_again_and_sent(file):
    agreed, browser, key = file.agree(), file.world.browser(file.lead), str(uuid.uuid4())
    half = {"need": "", "facts": ["chosen_name"], "caller": "", "caller_phone": "514 555 0142", "look": "7",
            "alarm_to": str(file.lead.id), "form_key": key}  # fmt: skip
    kept = browser.post(form_of(file, agreed), half | {"keep": "1"}, follow=True)
    assert "Nothing has been sent" in kept.content.decode()
    with file.world.acting(file.lead):
        draft = Referral.objects.get()
    for found_on in (reverse("referrals:board"), reverse("referrals:choose", args=[file.row.dossier_id])):
        assert draft.number in browser.get(found_on).content.decode()
    form = browser.get(form_of(file, agreed, draft)).content.decode()
    for as_kept in (key, "514 555 0142", 'value="7" selected', 'value="chosen_name" checked'):
        assert as_kept in form, as_kept
    assert 'value="languages" checked' not in form
    browser.post(form_of(file, agreed, draft), half | {"need": "health", "caller": "Yasmine"})
    assert file.world.sql("SELECT side, state FROM accord.referral ORDER BY side") == [
        ("received", "sent"), ("sent", "sent"),
    ]  # fmt: skip
    acts = file.world.sql("SELECT unnest(actions) FROM accord.audit_entry ORDER BY at")
    assert [act for (act,) in acts if act.startswith("referral.")] == ["referral.drafted", "referral.sent"]


def test_sending_asks_for_what_a_draft_may_lack(file):
    agreed = file.agree()
    draft = keep(file, agreed, need="")
    answer = file.world.browser(file.lead).post(form_of(file, agreed, draft), {"form_key": draft.event_id})
    assert answer.status_code == 200 and "Choose an answer for" in answer.content.decode()
    assert file.world.sql("SELECT state FROM accord.referral") == [("draft",)]


def test_draft_says_that_her_agreement_has_ended_and_takes_a_new_one(file):
    agreed, browser = file.agree(), file.world.browser(file.lead)
    draft = keep(file, agreed)
    assert "Complete and send" in browser.get(page_of("referrals:draft", draft)).content.decode()
    with file.world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=agreed)
    page = browser.get(page_of("referrals:draft", draft)).content.decode()
    assert "The survivor’s agreement has ended" in page and "Complete and send" not in page
    anew = file.agree()
    page = browser.get(page_of("referrals:draft", draft)).content.decode()
    assert "The survivor’s agreement has ended" not in page and form_of(file, anew, draft) in page


def test_thrown_away_is_gone_from_the_board(file):
    draft, browser = keep(file, file.agree()), file.world.browser(file.lead)
    browser.post(page_of("referrals:discard", draft))
    assert draft.number not in browser.get(reverse("referrals:board")).content.decode()
    assert browser.post(page_of("referrals:discard", draft)).status_code == 404


def test_no_letter_is_printed_of_a_draft(file):
    draft = keep(file, file.agree(recipient=None, recipient_name="Dr Quimper"))
    assert file.world.browser(file.lead).get(page_of("referrals:letter", draft)).status_code == 404


def test_service_finds_no_page_of_a_draft(file):
    draft = keep(file, file.agree())
    browser = file.world.browser(file.clinic)
    for view in ("referrals:draft", "referrals:referral", "referrals:letter"):
        answer = browser.get(page_of(view, draft))
        assert answer.status_code == 404 and NAME not in answer.content.decode()
    assert browser.post(page_of("referrals:discard", draft)).status_code == 404
