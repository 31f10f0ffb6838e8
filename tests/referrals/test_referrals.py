"""A survivor is sent on under her agreement; both sides agree on where it stands; it ends with the agreement."""

from __future__ import annotations

import itertools
import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from accord.base.row_security.call import call
from accord.consent import actions as consents
from accord.consent.vocabulary import Fact, Purpose
from accord.notices.models import Notice
from accord.referrals import actions, queries
from accord.referrals.models import Referral
from accord.referrals.vocabulary import MOVES, OUTSIDE, Decline, Side, State
from accord.support.models import SupportFile
from tests.referrals.sending import FACTS, errand, move, received, send
from tests.support.files import open_file


def test_receiver_reads_the_facts_and_answers(world):
    file = open_file(world)
    mine = send(file)
    theirs = received(file)
    with world.acting(file.clinic):
        assert actions.facts_given(theirs) == {"chosen_name": "Luna", "languages": "es, fr"}
    move(file, file.clinic, theirs, State.ACCEPTED, reply="Thursday at 10")
    with world.acting(file.lead):
        mine.refresh_from_db()
        assert (mine.state, mine.reply) == (State.ACCEPTED, "Thursday at 10")
        assert [each.state for each in queries.history(mine)] == ["sent", "accepted"]
        assert Notice.objects.filter(kind="referral_moved", subject_id=mine.event_id).exists()


def test_receiver_learns_nothing_of_the_file_that_it_came_from(world):
    file = open_file(world)
    send(file)
    rows = world.sql("SELECT row_to_json(r)::text FROM accord.referral r WHERE side = 'received'")
    assert str(file.row.dossier_id) not in rows[0][0] and received(file).consent_id is None


def test_fact_beyond_the_agreement_is_refused(world):
    file = open_file(world)
    with pytest.raises(PermissionDenied):
        send(file, facts={**FACTS, Fact.HEALTH_CARD: "RAMQ"})


@pytest.mark.parametrize("purpose", [Purpose.POLICE, Purpose.PERMIT, Purpose.MATCHING])
def test_agreement_for_something_else_is_refused(world, purpose):
    file = open_file(world)
    with pytest.raises(PermissionDenied):
        send(file, file.agree(purpose=purpose))


@pytest.mark.parametrize("realm", ["enforcement", "authority", "coordination"])
def test_survivor_is_referred_to_services_alone(world, realm):
    file = open_file(world)
    other = world.member(world.agency(realm), duties=["intake"])
    with pytest.raises(PermissionDenied):
        send(file, file.agree(recipient=other.agency))


def test_declined_takes_a_reason_and_empties_what_was_given(world):
    file = open_file(world)
    mine, theirs = send(file), received(file)
    with pytest.raises(ValueError, match="reason"):
        move(file, file.clinic, theirs, State.DECLINED)
    move(file, file.clinic, theirs, State.DECLINED, decline=Decline.FULL)
    theirs = received(file)
    with world.acting(file.clinic):
        assert actions.facts_given(theirs) == {}
    with world.acting(file.lead):
        mine.refresh_from_db()
        assert mine.decline == Decline.FULL


def test_withdrawn_consent_revokes_on_both_sides(world):
    file = open_file(world)
    consent = file.agree()
    mine = send(file, consent)
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
        mine.refresh_from_db()
        assert mine.state == State.REVOKED
    theirs = received(file)
    assert theirs.state == State.REVOKED
    with world.acting(file.clinic):
        assert actions.facts_given(theirs) == {}
    with pytest.raises(PermissionDenied):
        move(file, file.clinic, theirs, State.ACCEPTED)


def test_words_of_the_sender_do_not_outlive_her_agreement_at_the_receiver(world):
    file = open_file(world)
    consent = file.agree()
    mine = send(file, consent)
    move(file, file.clinic, received(file), State.ACCEPTED, reply="Thursday")
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    said = world.sql("SELECT words FROM accord.referral_event WHERE dossier_id <> %s", mine.dossier_id)
    assert len(said) == 3 and {words for (words,) in said} == {""}


def test_answer_and_taking_back_at_once_never_block_each_other(world):
    file = open_file(world)
    consent = file.agree()
    send(file, consent)
    theirs = received(file)
    world.session(file.lead), world.session(file.clinic)
    start, broken = threading.Barrier(2), []

    def act(what):
        try:
            start.wait()
            what()
        except PermissionDenied:
            pass
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    def take_back():
        with world.acting(file.lead):
            consents.withdraw_consent(by=file.lead, consent=consent)

    acts = [take_back, lambda: move(file, file.clinic, theirs, State.DECLINED, decline=Decline.FULL)]
    threads = [threading.Thread(target=act, args=[each]) for each in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert broken == []
    assert world.sql("SELECT count(DISTINCT state) FROM accord.referral") == [(1,)]
    assert world.sql("SELECT 1 FROM accord.disclosure WHERE side = 'received' AND fields <> '[]'") == []


def test_withdrawn_between_form_and_send_sends_nothing(world):
    file = open_file(world)
    consent = file.agree()
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
    with pytest.raises(PermissionDenied):
        send(file, consent)
    assert world.sql("SELECT 1 FROM accord.referral") == []


def test_same_form_twice_sends_once(world):
    file = open_file(world)
    consent, key = file.agree(), uuid.uuid4()
    for _n in range(2):
        with world.acting(file.lead):
            actions.refer(by=file.lead, consent=consent, errand=errand(), facts=FACTS, form_key=key)
    assert len(world.sql("SELECT 1 FROM accord.referral WHERE side = 'sent'")) == 1


def test_sender_does_not_accept_for_the_receiver(world):
    file = open_file(world)
    mine = send(file)
    with pytest.raises(PermissionDenied):
        move(file, file.lead, mine, State.ACCEPTED)


def test_another_agency_cannot_answer(world):
    file = open_file(world)
    send(file)
    theirs = received(file)
    stranger = world.member(world.agency("support"), duties=["intake"])
    with pytest.raises(PermissionDenied), world.acting(stranger):
        call("move_referral", theirs.dossier_id, theirs.event_id, "accepted", "", "")


def test_accept_and_withdraw_at_once_leave_one_outcome(world):
    file = open_file(world)
    mine, theirs = send(file), received(file)
    world.session(file.lead), world.session(file.clinic)
    start, done = threading.Barrier(2), []

    def act(by, row, to):
        try:
            start.wait()
            move(file, by, row, to, **({"decline": Decline.FULL} if to == State.DECLINED else {}))
            done.append(to)
        except PermissionDenied:
            pass
        finally:
            connections.close_all()

    acts = [(file.lead, mine, State.WITHDRAWN), (file.clinic, theirs, State.DECLINED)]
    threads = [threading.Thread(target=act, args=each) for each in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(done) == 1
    assert world.sql("SELECT DISTINCT state FROM accord.referral") == [(str(done[0]),)]


def test_database_holds_the_same_moves_as_the_vocabulary(world):
    for was, becomes in itertools.product(State.values, State.values):
        for side in Side:
            allowed = State(becomes) in MOVES[side].get(State(was), ())
            asked = "SELECT accord.referral_may_move(%s, false, %s, %s)"
            assert world.sql(asked, str(side), was, becomes) == [(allowed,)], (side, was, becomes)
        allowed = State(becomes) in OUTSIDE.get(State(was), ())
        asked = "SELECT accord.referral_may_move('sent', true, %s, %s)"
        assert world.sql(asked, was, becomes) == [(allowed,)], (was, becomes)


def test_service_outside_is_noted_by_the_worker(world):
    file = open_file(world)
    consent = file.agree(recipient=None, recipient_name="Dr Quimper")
    mine = send(file, consent)
    assert mine.other_id is None
    move(file, file.lead, mine, State.ACCEPTED, reply="by telephone")
    with world.acting(file.lead):
        consents.withdraw_consent(by=file.lead, consent=consent)
        mine.refresh_from_db()
        assert mine.state == State.REVOKED


def test_letter_to_a_service_outside_carries_what_was_ticked_and_agreed(world):
    file = open_file(world)
    consent = file.agree(recipient=None, recipient_name="Dr Quimper")
    mine = send(file, consent, facts={Fact.CHOSEN_NAME: "Luna", Fact.LANGUAGES: ""})
    with world.acting(file.lead):
        assert Referral.objects.get().on_paper == ["chosen_name"]
    with pytest.raises(PermissionDenied):
        send(file, consent, facts={Fact.HEALTH: "asthma"})
    with world.acting(file.lead):
        assert list(Referral.objects.all()) == [mine]


@pytest.mark.parametrize("ending", [State.DONE, State.WITHDRAWN])
def test_care_team_gets_up_when_the_last_referral_on_its_agreement_ends(world, ending):
    file = open_file(world)
    consent = file.agree(purpose=Purpose.CARE_TEAM, facts=[Fact.WHOLE_FILE, *FACTS])
    first, second = send(file, consent), send(file, consent)
    with world.acting(file.lead):
        consents.admit_care_team(by=file.lead, dossier=file.dossier, consent=consent)
    for each in (first, second):
        with world.acting(file.clinic):
            assert SupportFile.objects.filter(dossier_id=file.row.dossier_id).exists()
            theirs = Referral.objects.get(event_id=each.event_id, side="received")
        move(file, file.clinic, theirs, State.ACCEPTED)
        with world.acting(file.lead):
            each.refresh_from_db()
        move(file, file.lead, each, ending)
    with world.acting(file.clinic):
        assert not SupportFile.objects.exists()
    assert world.sql("SELECT 1 FROM accord.dossier_key WHERE agency_id = %s AND dossier_id = %s",
                     file.clinic.agency_id, file.row.dossier_id) == []  # fmt: skip


def test_taken_up_and_past_its_stall_date_is_told_once_more(world):
    from accord.referrals.tasks import sound_silence

    file = open_file(world)
    mine = send(file)
    world.sql("UPDATE accord.referral SET alarm_at = now() - interval '1 second'")
    sound_silence(0)
    move(file, file.clinic, received(file), State.IN_PROGRESS)
    sound_silence(0)
    with world.acting(file.lead):
        told = Notice.objects.filter(kind="referral_silent", subject_id=mine.event_id)
        assert told.count() == 1
    world.sql("UPDATE accord.referral SET answer_by = now() - interval '1 second'")
    for _n in range(2):
        sound_silence(0)
    with world.acting(file.lead):
        assert told.count() == 2


def test_receiver_opens_its_own_file_with_what_it_was_given(world):
    file = open_file(world)
    mine = send(file)
    theirs = received(file)
    with pytest.raises(PermissionDenied), world.acting(file.clinic):
        actions.open_file_from(by=file.clinic, referral=theirs)
    move(file, file.clinic, theirs, State.ACCEPTED)
    with world.acting(file.clinic):
        opened = actions.open_file_from(by=file.clinic, referral=theirs)
        assert opened.languages == ["es", "fr"]
        theirs.refresh_from_db()
        assert theirs.file_id == opened.dossier_id
    with world.acting(file.lead):
        mine.refresh_from_db()
        assert mine.file_id is None
        assert not SupportFile.objects.filter(dossier_id=opened.dossier_id).exists()


def test_silence_is_told_once_to_the_named_person(world):
    from accord.referrals.tasks import sound_silence

    file = open_file(world)
    mine = send(file, urgent=True)
    sound_silence(0)
    with world.acting(file.lead):
        assert not Notice.objects.filter(kind="referral_silent").exists()
    world.sql("UPDATE accord.referral SET alarm_at = now() - interval '1 second'")
    for _n in range(2):
        sound_silence(0)
    with world.acting(file.lead):
        assert Notice.objects.filter(kind="referral_silent", subject_id=mine.event_id).count() == 1


def test_line_of_the_receiver_is_not_written_over_by_who_withdraws(world):
    file = open_file(world)
    sent = send(file)
    arrived = received(file)
    move(file, file.clinic, arrived, State.ACCEPTED, reply="Tuesday at ten, ask for Hana")
    move(file, file.lead, sent, State.WITHDRAWN, reply="We found a bed nearer")
    assert world.sql("SELECT DISTINCT reply FROM accord.referral") == [("Tuesday at ten, ask for Hana",)]
    page = (
        world.browser(file.clinic)
        .get(f"/en/referrals/{arrived.dossier_id}/{arrived.event_id}/")
        .content.decode()
    )
    assert "Our line" in page and "Their line" not in page and "We found a bed nearer" in page
    page = world.browser(file.lead).get(f"/en/referrals/{sent.dossier_id}/{sent.event_id}/").content.decode()
    assert "Their line" in page and "Tuesday at ten" in page
