"""The pages of hits, as members of either side, strangers and the overtaken meet them."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from accord.base.row_security.call import call
from tests.cases.masking import masked
from tests.cases.pairs import pair


def at(side, name="hit", language="en"):
    with translation.override(language):
        return reverse(f"hits:{name}", args=[side.desk.id, side.hit_id])


@pytest.fixture
def sides(world):
    north = world.member(world.agency(short_name="North"), name="Ana")
    south = world.member(world.agency(short_name="South"), name="Ben")
    return pair(world, north, south, answers=("", ""))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_hit_shows_whom_to_call_and_what_agrees(world, sides, language):
    ours, theirs = sides
    page = world.browser(ours.lead).get(at(ours, language=language)).content.decode()
    assert 'href="tel:+16135550100"' in page
    with world.acting(ours.lead):
        assert ours.hit.number in page
    assert "South (français)" in page if language == "fr" else "South (English)" in page
    assert ours.hit_id and str(theirs.hit_id) not in page and str(theirs.desk.id) not in page


def test_contact_is_two_clicks_from_the_notice(world, sides):
    ours, _theirs = sides
    browser = world.browser(ours.lead)
    assert "We have spoken" in browser.get(at(ours)).content.decode()
    browser.post(at(ours, "contact"))
    with world.acting(ours.lead):
        assert ours.hit.contacted_by == ours.lead.id
    assert "You have spoken" in browser.get(at(ours)).content.decode()


def test_case_is_four_clicks_from_both_hits(world, sides):
    """Choose, save; propose; accept. The worker's part, carrying answers across, is arranged."""
    ours, theirs = sides
    north, south = world.browser(ours.lead), world.browser(theirs.lead)
    for side, browser in ((ours, north), (theirs, south)):
        browser.post(at(side, "answer"), {"judgement": "same", "instead_of": ""})
    world.sql("UPDATE accord.hit SET other_answer = 'same'")
    page = north.get(at(ours)).content.decode()
    assert "Both desks have answered" in page and "Propose a joint case" in page
    north.post(at(ours, "joint_case"), {"act": "propose", "title": "Harbour"})
    assert "Accept and open the case" in south.get(at(theirs)).content.decode()
    answer = south.post(at(theirs, "joint_case"), {"act": "accept"})
    assert answer.status_code == 302 and "/cases/" in answer["Location"]
    assert "Harbour" in south.get(answer["Location"]).content.decode()
    assert "Harbour" in north.get(answer["Location"]).content.decode()


def test_answers_are_shown_together_or_not_at_all(world, sides):
    ours, theirs = sides
    world.browser(theirs.lead).post(at(theirs, "answer"), {"judgement": "different", "instead_of": ""})
    before = world.browser(ours.lead).get(at(ours)).content
    assert b"govuk-tag--orange" not in before


def test_second_of_two_answers_at_once_is_told_what_stands(world, sides):
    ours, _theirs = sides
    colleague = world.member(ours.lead.agency, name="Cleo")
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, colleague.id, "worker", 30)
    world.browser(colleague).post(at(ours, "answer"), {"judgement": "different", "instead_of": ""})
    late = world.browser(ours.lead).post(at(ours, "answer"), {"judgement": "same", "instead_of": ""})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Cleo" in page and "Different" in page and "yours was not saved" in page
    with world.acting(ours.lead):
        assert ours.hit.answer == "different"


def test_answer_without_a_choice_keeps_the_page_and_says_so(world, sides):
    ours, _theirs = sides
    page = world.browser(ours.lead).post(at(ours, "answer"), {}).content.decode()
    assert "There is a problem" in page


def test_hidden_and_nonexistent_are_the_same_bytes(world, sides):
    ours, _theirs = sides
    stranger = world.browser(world.member())
    nowhere = reverse("hits:hit", args=[uuid.uuid4(), uuid.uuid4()])
    for name in ("hit", "step_forward"):
        hidden, missing = (
            stranger.get(at(ours, name)),
            stranger.get(reverse(f"hits:{name}", args=[ours.desk.id, uuid.uuid4()])),
        )
        assert hidden.status_code == missing.status_code == 404
        assert masked(hidden) == masked(missing)
    assert masked(stranger.get(at(ours))) == masked(stranger.get(nowhere))
    for name in ("contact", "answer", "assign", "joint_case"):
        assert stranger.post(at(ours, name)).status_code == 404


def test_reader_reads_and_changes_nothing(world, sides):
    ours, _theirs = sides
    reader = world.member(ours.lead.agency)
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, reader.id, "reader", 30)
    browser = world.browser(reader)
    page = browser.get(at(ours)).content.decode()
    assert "We have spoken" not in page and "Save the answer" not in page and "South" in page
    browser.raise_request_exception = False
    assert browser.post(at(ours, "answer"), {"judgement": "same", "instead_of": ""}).status_code == 403


def test_closed_hit_gives_no_reason_and_no_action(world, sides):
    ours, _theirs = sides
    world.sql("UPDATE accord.hit SET state = 'closed' WHERE id = %s", ours.hit_id)
    page = world.browser(ours.lead).get(at(ours)).content.decode()
    assert "No reason is given" in page
    assert "tel:" not in page and "Save the answer" not in page and "Assign this hit" not in page


def test_broker_variant_names_no_agency(world, sides):
    ours, _theirs = sides
    world.agency("coordination", short_name="Office")
    world.sql("UPDATE accord.hit SET told = 'broker', other_agency_id = NULL WHERE id = %s", ours.hit_id)
    page = world.browser(ours.lead).get(at(ours)).content.decode()
    assert "Call the coordination office" in page and "South" not in page and "Save the answer" not in page


def test_stepping_forward_takes_two_and_says_what_becomes_known(world):
    ours, _theirs = pair(
        world, world.member(), world.member(), answers=("", ""), known_to_other=False, my_class="protected"
    )
    colleague = world.member(ours.lead.agency)
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, colleague.id, "worker", 30)
    lead, second = world.browser(ours.lead), world.browser(colleague)
    page = lead.get(at(ours, "step_forward")).content.decode()
    assert "What they will learn" in page and "What they will not learn" in page
    sent = lead.post(
        at(ours, "step_forward"), {"act": "propose", "basis": "agreement", "reason": "Two cities"}
    )
    assert sent.status_code == 302
    lead.post(at(ours, "step_forward"), {"act": "sign"})
    with world.acting(ours.lead):
        assert ours.hit.step == "proposed"  # one's own second signature counts for nothing
    assert "Two cities" in second.get(at(ours, "step_forward")).content.decode()
    second.post(at(ours, "step_forward"), {"act": "sign"})
    with world.acting(ours.lead):
        assert ours.hit.step == "done"


def test_agreement_is_no_ground_for_a_victim(world):
    ours, _theirs = pair(
        world, world.member(), world.member(), answers=("", ""), known_to_other=False, about_victim=True
    )
    lead = world.browser(ours.lead)
    assert 'value="agreement"' not in lead.get(at(ours, "step_forward")).content.decode()
    again = lead.post(at(ours, "step_forward"), {"act": "propose", "basis": "agreement", "reason": "x"})
    assert again.status_code == 200
    with world.acting(ours.lead):
        assert ours.hit.step == "none"


# ── The list ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_empty_list_keeps_watching(world):
    member = world.member()
    world.desk(member)
    assert (
        "No match yet; we keep watching." in world.browser(member).get(reverse("hits:list")).content.decode()
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?unanswered=on", True),
        ("?band=strong&kind=phone&state=open", True),
        ("?band=possible", False),
        ("?mine=on", False),
        ("?state=closed", False),
        ("?kind=nonsense", True),
        ("?before=rubbish", True),
        ("?before=2001-01-01T00:00:00%2B00:00", False),
    ],
)
def test_filters(world, sides, query, found):
    ours, _theirs = sides
    page = world.browser(ours.lead).get(reverse("hits:list") + query)
    assert page.status_code == 200
    assert (at(ours) in page.content.decode()) is found


def test_assigning_several_at_once(world, sides):
    ours, _theirs = sides
    colleague = world.member(ours.lead.agency, name="Cleo")
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, colleague.id, "worker", 30)
    lead = world.browser(ours.lead)
    lead.post(
        reverse("hits:assign_several"), {"hit": f"{ours.desk.id}:{ours.hit_id}", "to": str(colleague.id)}
    )
    with world.acting(colleague):
        assert ours.hit.assigned_to == colleague.id
    assert at(ours) in world.browser(colleague).get(reverse("hits:list") + "?mine=on").content.decode()
    for rubbish in ({"hit": "x:y", "to": str(colleague.id)}, {"hit": "", "to": ""}, {}):
        lead.raise_request_exception = False
        assert lead.post(reverse("hits:assign_several"), rubbish).status_code in (302, 403, 404)


def test_list_shows_no_hit_of_others(world, sides):
    ours, _theirs = sides
    stranger = world.member()
    world.desk(stranger)
    page = world.browser(stranger).get(reverse("hits:list")).content.decode()
    assert at(ours) not in page and "No match yet" in page


def test_protected_side_is_not_urged_to_call(world):
    ours, _theirs = pair(world, world.member(), world.member(), answers=("", ""), known_to_other=False)
    page = world.browser(ours.lead).get(at(ours)).content.decode()
    assert "Only you know" in page and "Propose to step forward" in page
    assert "tel:" not in page and "We have spoken" not in page
