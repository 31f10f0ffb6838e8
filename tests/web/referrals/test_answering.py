"""The board opens where something is; a refusal says enough for the next try; the form names who hears of silence."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from accord.directory.vocabulary import Need
from accord.referrals.models import Referral
from tests.referrals.sending import received, send
from tests.support.files import open_file


@pytest.fixture
def file(world):
    return open_file(world)


def page_of(row):
    return reverse("referrals:referral", args=[row.dossier_id, row.event_id])


@pytest.mark.parametrize("reason", ["not_eligible", "other"])
def test_refusal_that_says_too_little_is_asked_for_more_and_keeps_what_was_chosen(file, reason):
    send(file)
    theirs, browser = received(file), file.world.browser(file.clinic)
    answer = browser.post(page_of(theirs), {"to": "declined", "decline": reason, "reply": " "})
    assert "Say which condition or reason it is" in answer.content.decode()
    assert f'value="{reason}" selected' in answer.content.decode()
    browser.post(page_of(theirs), {"to": "declined", "decline": reason, "reply": "Under 25 only"})
    assert file.world.sql("SELECT state, reply FROM accord.referral WHERE side = 'sent'") == [
        ("declined", "Under 25 only")
    ]


def test_board_opens_on_what_was_sent_to_a_service_that_only_receives(file):
    send(file)
    page = file.world.browser(file.clinic).get(reverse("referrals:board")).content.decode()
    assert 'href="?side=received" aria-current="page"' in page and received(file).number in page


def test_board_shows_one_need(file):
    bed, doctor = send(file, need=Need.SHELTER), send(file, need=Need.HEALTH)
    page = file.world.browser(file.lead).get(reverse("referrals:board"), {"need": "shelter"}).content.decode()
    assert bed.number in page and doctor.number not in page


def test_sender_chooses_who_hears_of_silence_among_those_on_the_file(file):
    colleague = file.world.member(file.lead.agency)
    agreed = file.agree()
    browser = file.world.browser(file.lead)
    typed = {"need": "health", "facts": ["chosen_name"], "caller": "Advocate", "caller_phone": "514 555 0100",
             "look": "7", "form_key": str(uuid.uuid4())}  # fmt: skip
    where = reverse("referrals:send", args=[file.row.dossier_id, agreed.id])
    assert browser.post(where, typed | {"alarm_to": str(colleague.id)}).status_code == 200
    with file.world.acting(file.lead):
        assert not Referral.objects.exists()
    assert browser.post(where, typed | {"alarm_to": str(file.lead.id)}).status_code == 302
    assert file.world.sql(
        "SELECT alarm_to, answer_by::date - created_at::date FROM accord.referral WHERE side = 'sent'"
    ) == [(file.lead.id, 7)]
