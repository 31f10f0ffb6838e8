"""Working a hit: answers shown together, stepping forward, contact, assignment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accord.base.clock import now, replaced
from accord.base.row_security.call import call
from accord.deconfliction import actions, queries, rules
from accord.deconfliction.models import Hit
from accord.linkage import Judgement
from tests.deconfliction.partnership import person, phone, plate

VICTIMS = frozenset({"possible_victim"})


def open_pair(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    right.file(plate())
    return left, right


def hidden_pair(partnership, **link):
    """(protected side, open side)"""
    left, right = partnership.desk(), partnership.desk()
    left.file(plate(**link) if link else plate(source_identity=True))
    right.file(plate())
    return left, right


def test_answers_are_shown_together(partnership):
    left, right = open_pair(partnership)
    left.do(actions.answer_hit, hit=left.hit(), judgement=Judgement.SAME)
    assert left.hit().answer == "same"
    assert right.hit().other_answer == "" and right.notices() == ["hit"]
    right.do(actions.answer_hit, hit=right.hit(), judgement=Judgement.UNSURE)
    assert (left.hit().other_answer, right.hit().other_answer) == ("unsure", "same")
    assert (
        left.hit().answers_shown_at and "hit_changed" in left.notices() and "hit_changed" in right.notices()
    )


def test_answer_may_be_changed_and_the_change_is_carried(partnership):
    left, right = open_pair(partnership)
    for desk in (left, right):
        desk.do(actions.answer_hit, hit=desk.hit(), judgement=Judgement.SAME)
    left.do(
        actions.answer_hit, hit=left.hit(), judgement=Judgement.DIFFERENT, instead_of="same", reason="photo"
    )
    assert right.hit().other_answer == "different" and left.hit().other_answer == "same"


def test_of_two_members_answering_at_once_one_wins_and_the_other_is_told_what_stands(partnership):
    left, _right = open_pair(partnership)
    seen_by_both = left.hit()
    left.do(actions.answer_hit, hit=seen_by_both, judgement=Judgement.SAME)
    with pytest.raises(rules.AnsweredAlready) as refused:
        left.do(actions.answer_hit, by=left.lead, hit=seen_by_both, judgement=Judgement.DIFFERENT)
    assert refused.value.answer == "same" and refused.value.answered_by == left.worker.id
    left.do(actions.answer_hit, hit=seen_by_both, judgement=Judgement.SAME)  # the same form twice
    assert left.hit().answer == "same"


def test_app_cannot_write_what_a_hit_says(partnership):
    left, right = open_pair(partnership)
    hit = left.hit()
    with left.world.acting(left.worker):
        mine = Hit.objects.filter(dossier_id=hit.dossier_id, id=hit.id)
        for change in (
            {"other_answer": "same"},
            {"told": "broker"},
            {"step": "done"},
            {"known_to_other": False},
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                mine.update(**change)
        assert not Hit.objects.filter(dossier_id=right.dossier.id).exists()
        assert Hit.objects.filter(dossier_id=right.dossier.id).update(contacted_at=now()) == 0


def test_stepping_forward_takes_a_lead_and_a_second_human(partnership):
    hidden, other = hidden_pair(partnership)
    before = (other.hits(), other.notices())
    with pytest.raises(PermissionDenied):
        hidden.do(actions.propose_step_forward, hit=hidden.hit(), basis="agreement", reason="talk")
    hidden.do(
        actions.propose_step_forward, by=hidden.lead, hit=hidden.hit(), basis="agreement", reason="talk"
    )
    assert (other.hits(), other.notices()) == before == ([], [])
    with pytest.raises(PermissionDenied):
        hidden.do(actions.countersign_step_forward, by=hidden.lead, hit=hidden.hit())
    with hidden.world.acting(hidden.lead), pytest.raises(PermissionDenied, match="another person"):
        call("sign_step", hidden.dossier.id, hidden.world.sql("SELECT id FROM accord.hit")[0][0])
    hidden.do(actions.countersign_step_forward, hit=hidden.hit())
    assert other.hit().other_agency_id == hidden.agency.id and other.hit().number == hidden.hit().number
    assert hidden.hit().known_to_other and other.notices() == ["hit"]
    hidden.do(actions.answer_hit, hit=hidden.hit(), judgement=Judgement.SAME)
    other.do(actions.answer_hit, hit=other.hit(), judgement=Judgement.SAME)
    assert hidden.hit().other_answer == other.hit().other_answer == "same"


def test_answer_given_before_stepping_forward_waits_for_the_other(partnership):
    hidden, other = hidden_pair(partnership)
    hidden.do(actions.answer_hit, hit=hidden.hit(), judgement=Judgement.SAME)
    hidden.do(
        actions.propose_step_forward, by=hidden.lead, hit=hidden.hit(), basis="court_order", reason="order"
    )
    hidden.do(actions.countersign_step_forward, hit=hidden.hit())
    assert other.hit().other_answer == ""
    other.do(actions.answer_hit, hit=other.hit(), judgement=Judgement.DIFFERENT)
    assert other.hit().other_answer == "same" and hidden.hit().other_answer == "different"


@pytest.mark.parametrize(
    ("basis", "suffices"), [("agreement", False), ("consent", True), ("child_duty", True)]
)
def test_stepping_forward_for_a_victim_needs_consent_or_a_statute(partnership, basis, suffices):
    hidden, _other = hidden_pair(partnership, linked_roles=VICTIMS)
    propose = {"by": hidden.lead, "hit": hidden.hit(), "basis": basis, "reason": "why"}
    if suffices:
        hidden.do(actions.propose_step_forward, **propose)
    else:
        with pytest.raises(PermissionDenied, match="consent"):
            hidden.do(actions.propose_step_forward, **propose)
        with hidden.world.acting(hidden.lead), pytest.raises(DatabaseError, match="hit_step_for_victim"):
            call("propose_step", hidden.dossier.id, propose["hit"].id, basis, "why")


def test_known_side_has_nothing_to_step_forward_from(partnership):
    left, _right = open_pair(partnership)
    with pytest.raises(PermissionDenied):
        left.do(actions.propose_step_forward, by=left.lead, hit=left.hit(), basis="consent", reason="r")


def test_support_answers_by_telephone_not_here(partnership):
    shelter, desk = partnership.desk("support"), partnership.desk()
    shelter.file(plate())
    desk.file(plate())
    with pytest.raises(PermissionDenied, match="coordination office"):
        shelter.do(actions.answer_hit, hit=shelter.hit(), judgement=Judgement.SAME)


def test_contact_is_measured_from_the_report_that_led_to_it(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate(), filed_at=now() - timedelta(days=400))
    filed = now() - timedelta(minutes=5)
    right.file(plate(), filed_at=filed)
    for desk in (left, right):
        desk.do(actions.record_contact, hit=desk.hit())
        desk.do(actions.record_contact, hit=desk.hit())
    assert timedelta(minutes=5) <= right.hit().contact_took < timedelta(minutes=6)
    assert left.hit().contact_took < timedelta(minutes=1), "not the age of an old record"
    with left.world.acting(left.worker):
        assert queries.time_to_contact(left.dossier.id).count == 1
        assert queries.time_to_contact(right.dossier.id).median is None


def test_hit_is_assigned_to_a_working_member_who_is_told(partnership, world):
    left, _right = open_pair(partnership)
    left.do(actions.assign_hit, by=left.lead, hit=left.hit(), to=left.worker)
    assert left.hit().assigned_to == left.worker.id and "hit_assigned" in left.notices()
    with pytest.raises(PermissionDenied):
        left.do(actions.assign_hit, hit=left.hit(), to=world.member(left.agency))


def test_reader_sees_and_marks_a_hit_but_does_not_answer(partnership, world):
    left, _right = open_pair(partnership)
    reader = world.member(left.agency)
    with world.acting(left.lead):
        call("grant_seat", left.dossier.id, reader.id, "reader", 90)
    left.do(actions.see_hit, by=reader, hit=left.hit(), run=False)
    assert left.hit().first_seen_at
    with pytest.raises(PermissionDenied):
        left.do(actions.answer_hit, by=reader, hit=left.hit(), judgement=Judgement.SAME)


def test_human_of_immigration_enforcement_on_the_desk_reads_no_hit_and_gets_no_notice(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    seconded = world.member(left.agency)
    with world.acting(left.lead):
        call("grant_seat", left.dossier.id, seconded.id, "worker", 90)
    world.member(world.agency(immigration=True), human_id=seconded.human_id)
    left.file(plate())
    right.file(plate())
    assert left.hit() and not left.hits(by=seconded) and not left.notices(seconded)


def test_lists_for_the_pages(partnership, world):
    left, right = open_pair(partnership)
    third = partnership.desk()
    third.file(plate(), phone())
    hits = left.hits()
    assert len(hits) == 2
    with left.world.acting(left.worker):
        newest = queries.newest_hits()
        assert [hit.id for hit in newest] == [
            hit.id for hit in sorted(hits, key=lambda h: h.created_at)[::-1]
        ]
        assert len(queries.newest_hits(unanswered=True, kind="plate", state="open", limit=1)) == 1
        assert not queries.newest_hits(assigned_to=left.worker) and not queries.newest_hits(kind="phone")
        assert queries.unanswered_count() == 2
        assert queries.hit(left.dossier.id, hits[0].id).other_agency.id in {right.agency.id, third.agency.id}
        assert set(queries.hits_of_record(left.dossier.id, hits[0].record_id)) == set(hits)
        with pytest.raises(Hit.DoesNotExist):
            queries.hit(right.dossier.id, right.world.sql("SELECT id FROM accord.hit LIMIT 1")[0][0])


@pytest.mark.parametrize("who", ["leads", "commanders"])
def test_hit_that_nobody_answers_goes_up_inside_the_agency(partnership, world, setting, who):
    from accord.deconfliction.matching.escalation import escalate

    setting("ANSWER_WITHIN_HOURS", 10)
    left, right = open_pair(partnership)
    commander = world.member(left.agency, duties=["commander"])
    right.do(actions.answer_hit, hit=right.hit(), judgement=Judgement.SAME)
    late = timedelta(hours=11 if who == "leads" else 21)
    for _run in range(3):
        with replaced(now=lambda: _later(late)):
            escalate()
    assert left.notices(left.lead).count("hit_unanswered") == (
        1 if who == "leads" else 2
    )  # the lead commands too
    assert not [kind for kind in left.notices() if kind == "hit_unanswered"]
    assert left.notices(commander) == ([] if who == "leads" else ["hit_unanswered"])
    assert "hit_unanswered" not in right.notices(right.lead)
    with world.acting(partnership.broker):
        assert [(one.agency_id, one.waiting) for one in queries.unanswered_by_agency()] == [
            (left.agency.id, 1)
        ]
    with world.acting(left.lead), pytest.raises(PermissionDenied):
        queries.unanswered_by_agency()


def _later(by):
    from datetime import UTC, datetime

    return datetime.now(UTC) + by


def test_persons_of_one_report_meet_each_partner_record_once(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(person(), person("Léa", "Roy", "1991-02-02"))
    right.file(person("Lea", "Roy", "1991-02-02"))
    assert len(partnership.queue()) == 1
