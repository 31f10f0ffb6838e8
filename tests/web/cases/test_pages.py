"""The pages of a joint case, as its two agencies and strangers meet them."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from accord.base.row_security.call import call
from tests.cases.masking import masked
from tests.cases.reports import identifier, person
from tests.cases.test_disclosing import Case


def url(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"cases:{name}", args=args)


@pytest.fixture
def case(world):
    return Case(world)


@pytest.fixture
def told(case, world):
    """A report with a suspect, a victim and a phone of each."""
    made = case.report()
    suspect = person(world, made, given_name="Ivan", family_name="Petrov", occupation="Driver")
    victim = person(world, made, role="possible_victim", given_name="Marie", family_name="Tremblay")
    identifier(world, made, "+15145550111", suspect)
    identifier(world, made, "+15145550199", victim)
    made.suspect, made.victim = suspect, victim
    return made


def form_key(page):
    return re.search(r'name="form_key" value="([0-9a-f-]+)"', page)[1]


def terms(page, told, **more):
    return {
        "form_key": form_key(page),
        f"person-{told.suspect.id}": ["given_name"],
        "purpose": "Find the driver",
        "caveat": "amber",
        "third_party_rule": "on",
        "step": "check",
        **more,
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", ["list", "case", "seats", "disclose", "disclosed"])
def test_pages_open_in_both_languages(world, case, language, path):
    browser = world.browser(case.ours.lead)
    address = url(path, *([] if path == "list" else [case.id]), language=language)
    page = browser.get(address)
    assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()
    assert "Harbour" in page.content.decode() or path == "disclosed"


def test_list_filters_by_agency_title_and_lead(world, case):
    browser = world.browser(case.ours.lead)
    for query, found in (
        ("?text=harb", True),
        ("?text=zzz", False),
        ("?state=closed", False),
        (f"?agency={case.theirs.lead.agency_id}&lead=on", True),
        (f"?agency={world.agency().id}", False),
        ("?agency=nonsense", True),
    ):
        page = browser.get(url("list") + query)
        assert page.status_code == 200
        assert (url("case", case.id) in page.content.decode()) is found, query


def test_hidden_and_nonexistent_cases_are_the_same_answer(world, case):
    stranger = world.browser(world.member())
    for name, more in (
        ("case", []),
        ("disclose", []),
        ("seats", []),
        ("received", [uuid.uuid4()]),
        ("given", [uuid.uuid4()]),
    ):
        hidden = stranger.get(url(name, case.id, *more))
        missing = stranger.get(url(name, uuid.uuid4(), *more))
        assert hidden.status_code == missing.status_code == 404
        assert masked(hidden) == masked(missing)


def test_disclosing_step_by_step_without_javascript(world, case, told):
    ours, theirs = world.browser(case.ours.lead), world.browser(case.theirs.lead)
    assert told.reference in ours.get(url("disclose", case.id)).content.decode()
    address = url("disclose_fields", case.id, told.dossier_id, told.id)
    page = ours.get(address).content.decode()
    assert "Marie Tremblay" in page and "stays with us" in page
    assert f"person-{told.victim.id}" not in page and "15145550199" not in page.replace(
        "+15145550199", "x", 1
    )
    check = ours.post(address, terms(page, told)).content.decode()
    assert "Check what you give" in check and "Ivan" in check and "Driver" not in check
    assert case.received() == []
    shown = re.search(r'name="shown" value="(\w+)"', check)[1]
    back = ours.post(address, terms(page, told, step="change")).content.decode()
    assert "There is a problem" not in back and "Find the driver" in back
    sent = ours.post(address, terms(page, told, step="send", shown=shown))
    assert sent["Location"] == url("disclosed", case.id)
    ours.post(address, terms(page, told, step="send", shown=shown))  # the same form again
    assert len(case.received()) == 1
    page = theirs.get(url("case", case.id)).content.decode()
    assert "Ivan Petrov" in page and "TLP:AMBER" in page and "Third-party rule" in page
    assert "Driver" not in page and "Marie" not in page


def test_protected_person_cannot_be_ticked_by_hand(world, case, told):
    ours = world.browser(case.ours.lead)
    address = url("disclose_fields", case.id, told.dossier_id, told.id)
    page = ours.get(address).content.decode()
    forged = terms(page, told)
    del forged[f"person-{told.suspect.id}"]
    answer = ours.post(address, forged | {f"person-{told.victim.id}": ["given_name"]}).content.decode()
    assert "Tick at least one field" in answer
    assert "Check what you give" not in answer


def test_report_that_changed_meanwhile_is_shown_again(world, case, told):
    ours = world.browser(case.ours.lead)
    address = url("disclose_fields", case.id, told.dossier_id, told.id)
    page = ours.get(address).content.decode()
    shown = re.search(r'name="shown" value="(\w+)"', ours.post(address, terms(page, told)).content.decode())[
        1
    ]
    world.sql("UPDATE accord.person SET family_name = 'Ivanov' WHERE id = %s", told.suspect.id)
    again = ours.post(address, terms(page, told, step="send", shown=shown)).content.decode()
    assert "has changed since you looked" in again and "Ivanov" in again
    assert case.received() == []


def test_terms_looser_than_the_report_are_refused_with_a_message(world, case, told):
    ours = world.browser(case.ours.lead)
    address = url("disclose_fields", case.id, told.dossier_id, told.id)
    page = ours.get(address).content.decode()
    assert 'value="green"' not in page
    loose = terms(page, told, caveat="green")
    assert "There is a problem" in ours.post(address, loose).content.decode()
    unbound = terms(page, told)
    del unbound["third_party_rule"]
    assert "leave it ticked" in ours.post(address, unbound).content.decode()


def test_giver_sees_the_reader_and_takes_it_back(world, case, told):
    (event,) = case.give(told, {f"person-{told.suspect.id}": ["given_name"]})
    ours, theirs = world.browser(case.ours.lead), world.browser(case.theirs.lead)
    assert "Nobody yet" in ours.get(url("given", case.id, event)).content.decode()
    assert "Ivan" in theirs.get(url("received", case.id, event)).content.decode()
    assert "Ben" in ours.get(url("given", case.id, event)).content.decode()
    assert theirs.get(url("given", case.id, event)).status_code == 404
    assert ours.get(url("received", case.id, event)).status_code == 404
    ours.post(url("given", case.id, event))
    gone = theirs.get(url("received", case.id, event)).content.decode()
    assert "Ivan" not in gone and "Destroy any copy" in gone
    assert "Ivan" not in theirs.get(url("case", case.id)).content.decode()


def test_expired_copy_is_not_shown(world, case, told):
    (event,) = case.give(told, {f"person-{told.suspect.id}": ["given_name"]})
    world.sql("UPDATE accord.disclosure SET expires_at = now() - interval '1 minute'")
    theirs = world.browser(case.theirs.lead)
    for address in (url("received", case.id, event), url("case", case.id)):
        page = theirs.get(address).content.decode()
        assert "Ivan" not in page and "Expired" in page


def test_tasks_and_notes(world, case):
    browser = world.browser(case.ours.lead)
    page = browser.get(url("case", case.id)).content.decode()
    task = {"form_key": form_key(page), "title": "Call the hotel", "assignee": str(case.theirs.lead.id)}
    for _time in range(2):
        browser.post(url("add_task", case.id), task)
    page = world.browser(case.theirs.lead).get(url("case", case.id)).content.decode()
    assert page.count("Call the hotel") == 2  # its cell and its button
    (task_id,) = world.sql("SELECT id FROM accord.case_task")[0]
    world.browser(case.theirs.lead).post(url("tick", case.id, task_id), {"done": "yes"})
    assert "Completed" in browser.get(url("case", case.id)).content.decode()
    browser.post(url("tick", case.id, task_id), {"done": "no"})
    assert "Completed" not in browser.get(url("case", case.id)).content.decode()
    browser.post(url("note", case.id), {"text": "Both vans seen"})
    assert "Both vans seen" in world.browser(case.theirs.lead).get(url("case", case.id)).content.decode()
    assert "There is a problem" in browser.post(url("note", case.id), {"text": ""}).content.decode()
    assert "There is a problem" in browser.post(url("add_task", case.id), {"title": ""}).content.decode()


def test_lead_seats_a_colleague_who_then_reads_the_case(world, case):
    colleague = world.member(case.ours.lead.agency, name="Cleo")
    assert world.browser(colleague).get(url("case", case.id)).status_code == 404
    world.browser(case.ours.lead).post(
        url("seats", case.id), {"member": str(colleague.id), "role": "reader", "days": "30"}
    )
    reader = world.browser(colleague)
    page = reader.get(url("case", case.id)).content.decode()
    assert "Harbour" in page and "Add a task" not in page and "Disclose something" not in page
    reader.raise_request_exception = False
    assert reader.get(url("seats", case.id)).status_code == 403
    assert reader.post(url("note", case.id), {"text": "x"}).status_code == 403


def test_colleague_of_the_partner_cannot_be_seated(world, case):
    stranger = world.member(case.theirs.lead.agency)
    page = world.browser(case.ours.lead).post(
        url("seats", case.id), {"member": str(stranger.id), "role": "reader", "days": "30"}
    )
    assert page.status_code == 200 and "There is a problem" in page.content.decode()
    with world.acting(case.theirs.lead):
        call("grant_seat", case.id, stranger.id, "reader", 30)
    assert world.browser(stranger).get(url("case", case.id)).status_code == 200
