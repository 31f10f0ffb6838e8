"""The coordination office's queue, and the desks it asks."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from tests.cases.pairs import pair


@pytest.fixture
def office(world):
    return world.agency("coordination", short_name="Office")


def brokers(world, office):
    return [world.member(office, name=name, duties=["broker"]) for name in ("Dee", "Eli")]


def item(world, **more):
    left, right = world.agency(short_name="North"), world.agency(short_name="South")
    values = {
        "id": uuid.uuid4(), "number": "H-4821-77", "left_agency_id": left.id, "right_agency_id": right.id,
        "why": "both_protected", "may_introduce": True, "state": "waiting", **more,
    }  # fmt: skip
    columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
    world.sql(
        f"INSERT INTO accord.broker_item ({columns}, created_at) VALUES ({places}, now())", *values.values()
    )
    return values["id"]


def at(pair_id):
    return reverse("broker:pair", args=[pair_id])


def test_two_brokers_take_second_and_ask(world, office):
    first, second = (world.browser(member) for member in brokers(world, office))
    pair_id = item(world)
    assert "H-4821-77" in first.get(reverse("broker:list")).content.decode()
    first.post(at(pair_id), {"step": "take"})
    assert "Join as the second broker" not in first.get(at(pair_id)).content.decode()
    assert first.post(at(pair_id), {"step": "second"}).status_code == 409  # nobody seconds themselves
    assert "Ask both desks" not in first.get(at(pair_id)).content.decode()
    second.post(at(pair_id), {"step": "second"})
    assert "Ask both desks" in second.get(at(pair_id)).content.decode()
    second.post(at(pair_id), {"step": "ask"})
    assert world.sql("SELECT state FROM accord.broker_item") == [("asked",)]


def test_second_broker_to_take_is_told_how_it_stands(world, office):
    first, second = (world.browser(member) for member in brokers(world, office))
    pair_id = item(world)
    first.post(at(pair_id), {"step": "take"})
    late = second.post(at(pair_id), {"step": "take"})
    assert late.status_code == 409 and "Dee" in late.content.decode()


def test_desks_that_allow_no_contact_cannot_be_asked(world, office):
    first, second = (world.browser(member) for member in brokers(world, office))
    pair_id = item(world, may_introduce=False)
    first.post(at(pair_id), {"step": "take"})
    second.post(at(pair_id), {"step": "second"})
    assert "Ask both desks" not in second.get(at(pair_id)).content.decode()
    assert second.post(at(pair_id), {"step": "ask"}).status_code == 409


@pytest.mark.parametrize("duty", [[], ["commander"], ["administrator"]])
def test_queue_is_for_brokers_alone(world, office, duty):
    pair_id = item(world)
    for member in (world.member(office, duties=duty), world.member(duties=["broker"])):
        browser = world.browser(member)
        assert browser.get(reverse("broker:list")).status_code == 404
        assert browser.get(at(pair_id)).status_code == 404
        assert browser.post(at(pair_id), {"step": "take"}).status_code == 404


def test_queue_counts_unanswered_hits_by_agency(world, office):
    ours, _theirs = pair(
        world, world.member(world.agency(short_name="West")), world.member(), answers=("", "same")
    )
    broker = world.browser(brokers(world, office)[0])
    page = broker.get(reverse("broker:list")).content.decode()
    assert str(ours.lead.agency.name_en) in page


def asked(world, desk, **more):
    values = {
        "dossier_id": desk.id, "id": uuid.uuid4(), "number": "H-1", "record_id": uuid.uuid4(),
        "own_reference": "R-7K3M-92QD", "subject_id": uuid.uuid4(), "kind": "phone", "about_victim": False,
        "answer": "", "basis": "", "reason": "", **more,
    }  # fmt: skip
    columns, places = ", ".join(values), ", ".join(["%s"] * len(values))
    world.sql(
        f"INSERT INTO accord.introduction_request ({columns}, created_at) VALUES ({places}, now())",
        *values.values(),
    )
    return reverse("hits:introduction", args=[desk.id, values["id"]])


@pytest.mark.parametrize("answer", ["agree", "decline"])
def test_lead_answers_for_the_desk(world, answer):
    lead = world.member()
    desk = world.desk(lead)
    address = asked(world, desk)
    browser = world.browser(lead)
    assert "May we introduce you?" in browser.get(address).content.decode()
    browser.post(address, {"act": answer})
    assert world.sql("SELECT answer FROM accord.introduction_request") == [(answer,)]
    assert "Your desk has answered" in browser.get(address).content.decode()


def test_agreeing_about_a_victim_needs_a_ground(world):
    lead = world.member()
    address = asked(world, world.desk(lead), about_victim=True)
    browser = world.browser(lead)
    assert 'value="agreement"' not in browser.get(address).content.decode()
    assert "There is a problem" in browser.post(address, {"act": "agree"}).content.decode()
    browser.post(address, {"act": "agree", "basis": "consent", "reason": "She asked for it"})
    assert world.sql("SELECT answer, basis FROM accord.introduction_request") == [("agree", "consent")]


def test_request_is_hidden_from_strangers(world):
    address = asked(world, world.desk(world.member()))
    assert world.browser(world.member()).get(address).status_code == 404


def test_broker_finds_the_number_that_a_caller_quotes(world, office):
    broker = world.browser(brokers(world, office)[0])
    pair_id = item(world, why="support_called", number="H-7777-11")
    address = reverse("broker:list")
    assert "Support agencies that may call you" in broker.get(address).content.decode()
    assert at(pair_id) in broker.get(address + "?number=7777").content.decode()
    assert at(pair_id) not in broker.get(address + "?number=8888").content.decode()
