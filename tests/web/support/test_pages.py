"""The pages of a file: what is hidden until a tap, what one click does, and what a form never loses."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accord.support import actions
from accord.support.models import Attachment, Screening, SupportFile
from accord.support.vocabulary import AgeGroup, Closing, Identity
from tests.matrix.row import KEY
from tests.support.files import LEGAL, NAME, PHONE, open_file
from tests.support.record import PAPER, fill


def of(file, part=""):
    return f"/en/support/{file.row.dossier_id}/{part}"


def told(world, file, code):
    with world.acting(file.lead):
        return actions.reveal(by=file.lead, file=file.row, code=code)


def test_hidden_fields_are_not_in_the_page_until_one_is_opened(world):
    file = open_file(world)
    browser = world.browser(file.lead)
    page = browser.get(of(file)).content.decode()
    assert NAME in page and LEGAL not in page and PHONE not in page
    page = browser.post(of(file, "reveal/"), {"code": "legal_name"}).content.decode()
    assert LEGAL in page and PHONE not in page
    assert world.sql("SELECT reason FROM accord.audit_entry WHERE 'identity.revealed' = ANY (actions)") == [
        ("legal_name",)
    ]


def test_change_form_sends_no_hidden_value_and_keeps_what_is_left_empty(world):
    file = open_file(world)
    browser = world.browser(file.lead)
    page = browser.get(of(file, "change/")).content.decode()
    assert LEGAL not in page and PHONE not in page
    browser.post(of(file, "change/"), {"chosen_name": "Lune", "city": "Laval", "forget": ["phone"]})
    assert [told(world, file, code) for code in (Identity.CHOSEN_NAME, Identity.LEGAL_NAME, Identity.PHONE)] == [
        "Lune", LEGAL, "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"), [("contact", "ended"), ("support", "declined"), ("complaint", "wishes")]
)
def test_each_state_changes_alone_in_one_click(world, name, value):
    file = open_file(world)
    before = {"contact": "in_contact", "support": "offered", "complaint": "not_raised"}
    world.browser(file.lead).post(of(file, "state/"), {name: value})
    with world.acting(file.lead):
        row = SupportFile.objects.get()
    assert {each: getattr(row, each) for each in before} == {**before, name: value}


def test_empty_first_page_opens_one_file_however_often_it_is_sent(world):
    lead = world.member(world.agency("support"))
    browser = world.browser(lead)
    first, second = (browser.post("/en/support/new/", {"form_key": KEY}) for _n in range(2))
    assert first["Location"] == second["Location"]
    assert "No name given" in browser.get(first["Location"]).content.decode()
    assert browser.get("/en/support/").content.decode().count("No name given") == 1


def test_any_part_of_the_questions_is_saved_and_three_tests_give_no_verdict(world):
    file = open_file(world)
    browser = world.browser(file.lead)
    start = {"instrument": "walk-in", "about": "sexual", "form_key": KEY}
    where = browser.post(of(file, "screening/"), start)["Location"]
    browser.post(where, {"W.03": "observed"})
    assert 'value="observed" selected' in browser.get(where).content.decode()
    page = browser.get(of(file, "screening/")).content.decode()
    assert page.count("Palermo Protocol</h3>") == 1 and "279.04" in page and "1 answer" in page
    assert "verdict" not in page.lower() and "score:" not in page.lower()
    assert world.sql("SELECT 1 FROM accord.notice") == []


@pytest.mark.parametrize(("age", "shown"), [(15, True), (30, False)])
def test_duty_to_report_is_shown_for_a_minor_alone(world, age, shown):
    file = open_file(world, age=age, age_group=AgeGroup.MINOR if age < 18 else AgeGroup.ADULT)
    page = world.browser(file.lead).get(of(file, "screening/")).content.decode()
    assert ("The law asks you to call" in page) is shown


def test_minor_without_a_province_is_asked_for_one(world):
    file = open_file(world, age=15, province="")
    assert "Say in which province" in world.browser(file.lead).get(of(file, "screening/")).content.decode()


def test_image_of_abuse_is_refused_with_whom_to_call_and_leaves_nothing(world):
    file = open_file(world)
    sent = {"paper": SimpleUploadedFile("a.pdf", PAPER), "abuse": "on", "form_key": KEY}
    page = world.browser(file.lead).post(of(file, "papers/"), sent).content.decode()
    assert "nothing of it is kept" in page and "Cybertip.ca" in page
    with world.acting(file.lead):
        assert not Attachment.objects.exists()


def test_paper_is_always_saved_and_never_shown(world):
    file = open_file(world)
    fill(file)
    browser = world.browser(file.lead)
    with world.acting(file.lead):
        row = Attachment.objects.get()
    answer = browser.get(of(file, f"papers/{row.id}/"))
    assert answer.content == PAPER and answer["Content-Type"] == "application/octet-stream"
    assert (
        answer["Content-Disposition"] == 'attachment; filename="paper.pdf"'
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert "no-store" in answer["Cache-Control"]


def test_file_that_was_forgotten_says_so_and_has_no_other_page(world):
    file = open_file(world)
    fill(file)
    with world.acting(file.lead):
        screening = Screening.objects.get()
        actions.close_file(by=file.lead, file=file.row, closing=Closing.NO_INDICATORS)
    browser = world.browser(file.lead)
    page = browser.get(of(file)).content.decode()
    assert "Nothing of the person is kept" in page and NAME not in page
    for part in ("", "needs/", "notes/", "safety/", "team/", f"screening/{screening.id}/"):
        assert browser.get(of(file, part)).status_code == (404 if part else 200), part
    assert browser.get("/en/support/?show=closed").status_code == 200


def test_what_was_typed_comes_back_with_what_is_wrong(world):
    file = open_file(world)
    typed = {
        "words": "Call the school",
        "day_day": "31",
        "day_month": "2",
        "day_year": "2030",
        "form_key": KEY,
    }
    page = world.browser(file.lead).post(of(file, "follow-ups/"), typed).content.decode()
    assert "Call the school" in page and "govuk-error-summary" in page


def test_queue_of_the_day_names_files_and_never_persons(world):
    file = open_file(world)
    fill(file)
    world.sql("UPDATE accord.follow_up SET due_at = now() - interval '1 hour'")
    page = world.browser(file.lead).get("/en/home/").content.decode()
    assert "Follow-ups due" in page and "In danger or missing" in page and file.row.reference in page
    assert NAME not in page


@pytest.mark.parametrize("show", ["due", "urgent", "minor", "stalled", "cover", "closed"])
def test_filters_leave_what_does_not_fit_out(world, show):
    file = open_file(world)
    page = world.browser(file.lead).get(f"/en/support/?show={show}").content.decode()
    assert NAME not in page and "No file of yours fits" in page


@pytest.mark.parametrize("words", ["sans", "<b>", "%", "'", "\x00", "x" * 101])
def test_any_words_may_be_looked_for(world, words):
    file = open_file(world)
    assert world.browser(file.lead).get("/en/support/", {"text": words}).status_code == 200
