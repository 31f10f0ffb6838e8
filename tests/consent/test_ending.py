"""What ends by the clock: agreements, what rested on them, and what was given until a day; and who looked meanwhile."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.base import jobs
from accord.base.row_security.call import call
from accord.consent import actions
from accord.consent.looking import looked_at, read_elsewhere
from accord.consent.tasks import end_expired_consents
from accord.consent.vocabulary import Fact
from accord.dossiers.models import Disclosure
from accord.dossiers.tasks import end_expired_disclosures
from accord.support.actions import reveal
from accord.support.vocabulary import Identity
from tests.support.files import open_file


@pytest.fixture
def file(world):
    return open_file(world)


def give(file, consent):
    with file.world.acting(file.lead):
        return actions.disclose(
            by=file.lead, consent=consent, subject="person", title="S-1", facts={Fact.CHOSEN_NAME: "Luna"}
        )


def test_agreement_over_is_taken_back_by_the_worker(file):
    over, _lives = file.agree(), file.agree()
    give(file, over)
    file.world.sql(
        "UPDATE accord.consent SET given_at = now() - interval '3 days', expires_at = now() WHERE id = %s",
        over.id,
    )
    end_expired_consents(timestamp=0)
    assert file.world.sql("SELECT id, ending FROM accord.consent WHERE ended_at IS NOT NULL") == [
        (over.id, "expired")
    ]
    with file.world.acting(file.clinic):
        assert Disclosure.objects.get().fields == []


def test_disclosure_over_is_emptied_at_the_receiver_alone(file):
    give(file, file.agree())
    file.world.sql("UPDATE accord.disclosure SET expires_at = now() - interval '1 second'")
    end_expired_disclosures(timestamp=0)
    sides = dict(file.world.sql("SELECT side, jsonb_array_length(fields) FROM accord.disclosure"))
    assert sides == {"given": 1, "received": 0}
    assert file.world.sql("SELECT revoked_at FROM accord.disclosure") == [(None,), (None,)]


def test_app_cannot_end_what_others_agreed_to(file):
    for function in ("end_expired_consents", "end_expired_disclosures"):
        with pytest.raises(Exception, match="permission denied"), file.world.acting(file.lead):
            call(function)


def test_worker_knows_the_tasks():
    assert {"accord.consent.tasks", "accord.dossiers.tasks"} <= set(jobs.app.import_paths)


def test_who_looked_names_everybody_and_every_day(file):
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, (night := file.world.member(file.lead.agency, name="Night")).id,
             "reader", 30)  # fmt: skip
    with file.world.acting(night):
        assert reveal(by=night, file=file.row, code=Identity.LEGAL_NAME)
    file.world.sql(
        "UPDATE accord.audit_entry SET at = at - interval '400 days' WHERE member_id = %s", night.id
    )
    for _n in range(3):
        with file.world.acting(file.lead):
            call("i_lead", file.row.dossier_id)
            from accord.base import audit

            audit.touched(file.row.dossier_id, None)
    with file.world.acting(file.lead):
        lines = {line.name: line for line in looked_at(file.row.dossier_id)}
    assert lines["Night"].opened == 1 and lines["Night"].times == 1
    assert lines["Advocate"].times >= 4
    assert (lines["Advocate"].day - lines["Night"].day).days >= 399


def test_who_read_elsewhere_is_told_though_it_was_taken_back(file):
    consent = file.agree()
    event, _arrival = give(file, consent)
    with file.world.acting(file.clinic):
        call("note_disclosure_read", event)
    with file.world.acting(file.lead):
        actions.withdraw_consent(by=file.lead, consent=consent)
        (reader,) = read_elsewhere(file.row.dossier_id)
    assert (reader.name, reader.facts) == ("Clinic intake", ["chosen_name"])


def test_who_looked_is_for_leads(file):
    worker = file.world.member(file.lead.agency)
    with file.world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, worker.id, "worker", 30)
    for member in (worker, file.clinic):
        with pytest.raises(PermissionDenied), file.world.acting(member):
            looked_at(file.row.dossier_id)
