"""A referral that is being prepared is the sender's alone, outlives her agreement, and is sent once."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.notices.models import Notice
from accord.referrals import actions, queries
from accord.referrals.drafts.actions import discard_draft
from accord.referrals.models import Referral, ReferralEvent
from accord.referrals.vocabulary import Side, State
from accord.support.models import SupportFile
from tests.referrals.sending import FACTS, errand, keep, move, received, send
from tests.support.files import open_file

TICKED = [Fact.CHOSEN_NAME]


def sent_from(file, draft, consent):
    with file.world.acting(file.lead):
        return actions.refer(
            by=file.lead, consent=consent, errand=errand(), facts=FACTS, form_key=draft.event_id
        )


def test_nothing_of_a_draft_reaches_the_service(world):
    file = open_file(world)
    keep(file, file.agree(), facts=TICKED, caller="Yasmine")
    with world.acting(file.clinic):
        assert not Referral.objects.exists() and not ReferralEvent.objects.exists()
        assert not Notice.objects.exists()
    for table in ("disclosure", "way"):
        assert world.sql(f"SELECT 1 FROM accord.{table}") == []
    assert world.sql("SELECT side, on_paper FROM accord.referral") == [("sent", ["chosen_name"])]


def test_service_that_sits_on_the_file_does_not_see_the_draft(world):
    file = open_file(world)
    team = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE, *FACTS])
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=team)
    draft = keep(file, team, facts=TICKED)
    with world.acting(file.clinic):
        assert SupportFile.objects.filter(dossier_id=file.row.dossier_id).exists()
        assert not Referral.objects.exists() and not ReferralEvent.objects.exists()
        with pytest.raises(PermissionDenied):
            call("discard_referral_draft", draft.event_id, draft.dossier_id)


def test_draft_that_is_sent_becomes_that_referral(world):
    file = open_file(world)
    consent = file.agree()
    draft = keep(file, consent, facts=TICKED, need="")
    mine = sent_from(file, draft, consent)
    assert (mine.number, mine.state, mine.need) == (draft.number, State.SENT, "health")
    assert received(file).state == State.SENT
    with world.acting(file.lead):
        assert Referral.objects.get().side == Side.SENT and not queries.drafts().exists()
        assert [each.state for each in queries.history(mine)] == ["draft", "sent"]
    with world.acting(file.clinic):
        assert [each.state for each in ReferralEvent.objects.all()] == ["sent"]


def test_draft_to_a_service_outside_becomes_a_letter(world):
    file = open_file(world)
    consent = file.agree(recipient=None, recipient_name="Dr Quimper")
    mine = sent_from(file, keep(file, consent), consent)
    assert mine.state == State.SENT and mine.other_id is None
    assert world.sql("SELECT count(*) FROM accord.referral") == [(1,)]


def test_draft_is_written_over_by_its_own_key_and_by_no_other(world):
    file = open_file(world)
    consent, key = file.agree(), uuid.uuid4()
    keep(file, consent, key=key, caller="First")
    again = keep(file, consent, key=key, caller="Second")
    keep(file, consent, caller="Third")
    with world.acting(file.lead):
        assert {row.caller for row in queries.drafts()} == {"Second", "Third"}
        assert len(queries.history(again)) == 1


def test_draft_outlives_its_agreement_and_cannot_be_sent_under_it(world):
    file = open_file(world)
    consent = file.agree()
    draft = keep(file, consent, facts=TICKED)
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    with pytest.raises(PermissionDenied):
        sent_from(file, draft, consent)
    with world.acting(file.lead):
        assert queries.drafts().get().event_id == draft.event_id
    assert sent_from(file, draft, file.agree()).state == State.SENT


def test_draft_needs_no_agreement_but_no_fact_is_ticked_without_one(world):
    file = open_file(world)
    assert keep(file).consent_id is None
    with pytest.raises(PermissionDenied):
        keep(file, facts=TICKED)
    with pytest.raises(PermissionDenied):
        keep(file, file.agree(), facts=[Fact.HEALTH_CARD])
    with pytest.raises(PermissionDenied):
        keep(file, file.agree(purpose=Purpose.POLICE), facts=TICKED)


def test_what_was_sent_is_neither_kept_again_nor_thrown_away(world):
    file = open_file(world)
    consent = file.agree()
    draft = keep(file, consent)
    mine = sent_from(file, draft, consent)
    with pytest.raises(PermissionDenied, match="sent meanwhile"):
        keep(file, consent, key=draft.event_id)
    for each in (mine, draft):  # the second: a page that was open since before it was sent
        with world.acting(file.lead), pytest.raises(PermissionDenied):
            discard_draft(by=file.lead, draft=each)
    assert world.sql("SELECT count(*) FROM accord.referral WHERE state = 'sent'") == [(2,)]


def test_thrown_away_leaves_nothing_of_itself_and_all_of_others(world):
    file = open_file(world)
    draft, other = keep(file), keep(file)
    with world.acting(file.lead):
        discard_draft(by=file.lead, draft=draft)
    assert world.sql("SELECT event_id FROM accord.referral") == [(other.event_id,)]
    assert world.sql("SELECT event_id FROM accord.referral_event") == [(other.event_id,)]


def test_silence_is_not_told_of_a_draft(world):
    from accord.referrals.tasks import sound_silence

    file = open_file(world)
    draft = keep(file, file.agree())
    world.sql(
        "UPDATE accord.referral SET alarm_at = now() - interval '1 day', answer_by = now() - interval '1 day'"
    )
    sound_silence(0)
    with world.acting(file.lead):
        assert not Notice.objects.exists() and not queries.stalled().exists()
    with pytest.raises(PermissionDenied, match="A draft is sent or thrown away"):
        move(file, file.lead, draft, State.WITHDRAWN)


def test_reader_of_the_file_keeps_no_draft(world):
    file = open_file(world)
    trainee = world.member(file.lead.agency)
    with world.acting(file.lead):
        call("grant_seat", file.row.dossier_id, trainee.id, "reader", 30)
    before = send(file)
    with world.acting(trainee):
        assert Referral.objects.filter(event_id=before.event_id).exists()
        with pytest.raises(PermissionDenied):
            call("keep_referral_draft", uuid.uuid4(), file.row.dossier_id, None, "F-1", "{}")
