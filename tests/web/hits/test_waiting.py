"""What waits for a second person: a suspect to be shown to partners, reports above the daily number."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.base.row_security.call import call
from accord.deconfliction.models import Filing, Pointer
from tests.cases.reports import person, report


@pytest.fixture
def desk(world):
    """A desk whose lead filed; a colleague leads it too."""
    lead, second = world.member(name="Ana"), None
    made = world.desk(lead)
    second = world.member(lead.agency, name="Cleo")
    with world.acting(lead):
        call("grant_seat", made.id, second.id, "lead", 30)
    made.lead, made.second = lead, second
    return made


def filed(world, desk, *, state="watched"):
    """A report with a suspect whose opening was asked for."""
    told = report(world, desk, desk.lead)
    suspect = person(world, told, given_name="Ivan", family_name="Petrov", open_wanted=True)
    filing = Filing(
        dossier_id=desk.id, record_id=told.id, reference=told.reference, lawful_reference="s. 279.01",
        reason="Two vans",
        contact_allowed=True, agency_id=desk.lead.agency_id, member_id=desk.lead.id, human_id=desk.lead.human_id,
        filed_at=timezone.now(), state=state,
    )  # fmt: skip
    world._insert("filing", filing)
    pointer = Pointer(
        dossier_id=desk.id, filing_id=filing.id, record_id=told.id, subject_id=suspect.id, kind="person",
        role="suspect",
        opening="asked", state=state, subject=1, content=1, payload=b"sealed",
    )  # fmt: skip
    world._insert("pointer", pointer)
    return told, pointer


def test_second_human_reads_who_it_is_and_signs(world, desk):
    told, pointer = filed(world, desk)
    second = world.browser(desk.second)
    address = reverse("hits:sign", args=[desk.id, pointer.id])
    assert address in second.get(reverse("hits:waiting")).content.decode()
    page = second.get(address).content.decode()
    assert "Ivan Petrov" in page and told.reference in page and "must stay protected" in page
    second.post(address)
    assert world.sql("SELECT cls, opened_by FROM accord.pointer") == [("open", desk.second.id)]
    assert "Nothing waits for you." in second.get(reverse("hits:waiting")).content.decode()


def test_filer_cannot_sign_for_the_second(world, desk):
    _told, pointer = filed(world, desk)
    lead = world.browser(desk.lead)
    address = reverse("hits:sign", args=[desk.id, pointer.id])
    assert address not in lead.get(reverse("hits:waiting")).content.decode()
    assert lead.get(address).status_code == lead.post(address).status_code == 404
    assert world.sql("SELECT cls FROM accord.pointer") == [("protected",)]


def test_another_lead_releases_what_was_above_the_daily_number(world, desk):
    told, _pointer = filed(world, desk, state="waiting")
    second = world.browser(desk.second)
    page = second.get(reverse("hits:waiting")).content.decode()
    assert told.reference in page and "Two vans" in page and "Ana" in page
    second.post(reverse("hits:release", args=[desk.id, told.id]))
    assert world.sql("SELECT state, released_by FROM accord.filing") == [("watched", desk.second.id)]


def test_filer_cannot_release_the_own_filing(world, desk):
    told, _pointer = filed(world, desk, state="waiting")
    lead = world.browser(desk.lead)
    assert told.reference not in lead.get(reverse("hits:waiting")).content.decode()
    lead.raise_request_exception = False
    assert lead.post(reverse("hits:release", args=[desk.id, told.id])).status_code == 403
    assert world.sql("SELECT state FROM accord.filing") == [("waiting",)]


def test_strangers_meet_nothing(world, desk):
    told, pointer = filed(world, desk, state="waiting")
    stranger = world.browser(world.member())
    assert "Nothing waits for you." in stranger.get(reverse("hits:waiting")).content.decode()
    assert stranger.get(reverse("hits:sign", args=[desk.id, pointer.id])).status_code == 404
    assert stranger.post(reverse("hits:release", args=[desk.id, told.id])).status_code == 404
