"""Leaving a file to another service: what goes on, what the old agency keeps, and what neither of them has."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accord.consent import actions as consents
from accord.consent.models import Consent
from accord.dossiers.models import Dossier
from accord.support import actions, queries
from accord.support.models import CaseNote, Child, FollowUp, Goal, SafetyPlan, SupportFile
from accord.support.vocabulary import Identity, Outcome
from tests.support.files import LEGAL, NAME, PHONE, File, open_file
from tests.support.record import GOAL, NOTE, fill, team_consent


def brought_in(world: Any, file: File) -> Consent:
    consent = team_consent(file)
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
    return consent


def hand_over(world: Any, file: File, consent: Consent, **more: Any) -> SupportFile:
    with world.acting(file.lead):
        return actions.hand_over(by=file.lead, file=file.row, consent=consent, **more)


def test_receiver_reads_what_was_agreed_and_old_notes_only_if_she_says_so(world):
    file = open_file(world)
    fill(file)
    hand_over(world, file, brought_in(world, file))
    with world.acting(file.clinic):
        assert [each.words for each in queries.goals_of(file.row.dossier_id)] == [GOAL]
        plan = queries.safety_plan_of(file.row.dossier_id)
        assert plan and plan[1]["phone"] == PHONE and queries.summaries_of(file.row.dossier_id)
        assert not CaseNote.objects.exists()
    # They are not sealed away in the file, either: they have left it.
    assert world.sql("SELECT 1 FROM accord.case_note WHERE dossier_id = %s", file.row.dossier_id) == []


def test_notes_go_along_if_she_says_so_to_the_new_keeper_alone(world):
    file = open_file(world)
    fill(file)
    third = world.member(world.agency("support", short_name="Third"), duties=["intake"])
    other = File(world, file.lead, third, file.row)
    brought_in(world, other)
    hand_over(world, file, brought_in(world, file), with_notes=True)
    with world.acting(file.clinic) as trail:
        assert [each.words for each in queries.notes_of(file.row.dossier_id)] == [NOTE]
        assert trail is not None
    with world.acting(third):
        assert not CaseNote.objects.exists()
    assert world.sql(
        "SELECT reason FROM accord.audit_entry WHERE 'support_file.handed_over' = ANY (actions)"
    ) == [("with notes",)]


def test_old_agency_keeps_a_closed_record_of_its_own_service(world):
    file = open_file(world)
    made = fill(file)
    with world.acting(file.lead):
        actions.finish_follow_up(by=file.lead, follow_up=made.follow_up, outcome=Outcome.SPOKEN)
    kept = hand_over(world, file, brought_in(world, file))
    with world.acting(file.lead):
        assert [row.dossier_id for row in SupportFile.objects.all()] == [kept.dossier_id]
        assert Dossier.objects.get(pk=kept.dossier_id).is_closed and kept.reference == file.row.reference
        assert [each.words for each in queries.notes_of(kept.dossier_id)] == [NOTE]
        assert [each.words for each in queries.goals_of(kept.dossier_id)] == [GOAL]
        assert queries.first_names([kept.dossier_id])[kept.dossier_id] == {"chosen_name": NAME}
        assert actions.reveal(by=file.lead, file=kept, code=Identity.LEGAL_NAME) == LEGAL
        assert [row.outcome for row in FollowUp.objects.all()] == [Outcome.SPOKEN]
        # Nothing by which she could be found or reached, and nothing of her children.
        assert actions.reveal(by=file.lead, file=kept, code=Identity.PHONE) == ""
        assert not SafetyPlan.objects.exists() and not Child.objects.exists()
    page = world.browser(file.lead).get(f"/en/support/{kept.dossier_id}/").content.decode()
    assert "Moved; another service goes on" in page and "Case notes" in page
    assert "To do" not in page and "Optional" not in page, "nothing waits in a closed file"


def test_old_agency_sees_no_row_that_comes_later(world):
    file = open_file(world)
    kept = hand_over(world, file, brought_in(world, file))
    with world.acting(file.clinic):
        actions.add_goal(by=file.clinic, file=file.row, words="A bus pass")
    with world.acting(file.lead):
        assert not Goal.objects.exists() and not Dossier.objects.filter(pk=file.row.dossier_id).exists()
        assert kept.dossier_id != file.row.dossier_id
    with world.acting(file.clinic):
        assert not SupportFile.objects.filter(dossier_id=kept.dossier_id).exists()


def test_record_is_sealed_under_a_key_of_its_own(world):
    file = open_file(world)
    fill(file)
    kept = hand_over(world, file, brought_in(world, file))
    sealed = world.sql("SELECT sealed_words FROM accord.goal WHERE dossier_id = %s", kept.dossier_id)
    others = world.sql("SELECT sealed_words FROM accord.goal WHERE dossier_id = %s", file.row.dossier_id)
    assert sealed != others
    holders = dict(world.sql("SELECT dossier_id, agency_id FROM accord.dossier_key"))
    assert holders == {kept.dossier_id: file.lead.agency_id, file.row.dossier_id: file.clinic.agency_id}


def test_refused_hand_over_leaves_no_record_behind(world):
    file = open_file(world)
    fill(file)
    consent = brought_in(world, file)
    browser = world.browser(file.lead)
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    answer = browser.post(f"/en/support/{file.row.dossier_id}/team/{consent.id}/", {"with_notes": "on"})
    assert answer.status_code == 403
    assert world.sql("SELECT count(*) FROM accord.support_file") == [(1,)]
    assert world.sql("SELECT count(*) FROM accord.case_note WHERE agency_id = %s", file.lead.agency_id) == [
        (1,)
    ]


def test_worker_hands_nothing_over(world):
    file = open_file(world)
    consent = brought_in(world, file)
    with pytest.raises(PermissionDenied), world.acting(file.clinic):
        actions.hand_over(by=file.clinic, file=file.row, consent=consent)
    assert world.sql("SELECT count(*) FROM accord.support_file") == [(1,)]


def test_whom_to_avoid_goes_along_and_stands_in_the_kept_record(world):
    file = open_file(world)
    with world.acting(file.lead):
        actions.change_file(by=file.lead, file=file.row, changes={"cultural_needs": "Not her cousin"})
    kept = hand_over(world, file, brought_in(world, file))
    with world.acting(file.lead):
        assert queries.cultural_needs(SupportFile.objects.get(pk=kept.pk)) == "Not her cousin"
    with world.acting(file.clinic):
        assert queries.cultural_needs(SupportFile.objects.get()) == "Not her cousin"
