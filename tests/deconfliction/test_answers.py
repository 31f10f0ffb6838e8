"""An answer can be changed and taken back: what stood stays in the history, and both sides follow at once."""

from __future__ import annotations

import itertools
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accord.base.clock import new_id, now
from accord.base.row_security.call import call
from accord.deconfliction import actions, queries, rules
from accord.deconfliction.models import Hit, HitAnswer
from accord.linkage import Judgement
from tests.deconfliction.partnership import plate, run_jobs

ANSWERS = ["", *Judgement]


@pytest.fixture
def both(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    right.file(plate())
    return left, right


def say(desk, answer, **more):
    """From whatever stands to this answer."""
    was = desk.hit().answer
    more = {"instead_of": was, "reason": "seen again" if was else ""} | more
    if answer:
        desk.do(actions.answer_hit, hit=desk.hit(), judgement=answer, **more)
    else:
        desk.do(actions.take_answer_back, hit=desk.hit(), **more)


def seen(desk):
    """(own answer, what is shown of the other's)"""
    return desk.hit().answer, desk.hit().other_answer


@pytest.mark.parametrize(("before", "after"), list(itertools.product(Judgement, ANSWERS)))
def test_every_change_reaches_the_other_side_and_both_are_shown_together_or_none(both, before, after):
    left, right = both
    say(left, before)
    say(right, Judgement.SAME)
    assert seen(left) == (before, "same") and seen(right) == ("same", before)
    told = right.notices().count("hit_changed")
    if before == after:
        say(left, after)
        assert right.notices().count("hit_changed") == told
        return
    say(left, after)
    assert seen(left) == (after, "same" if after else "") and seen(right) == ("same", after)
    assert right.notices().count("hit_changed") == told + 1


def test_answer_taken_back_before_the_other_has_answered_tells_nobody(both):
    left, right = both
    say(left, Judgement.SAME)
    before = right.hits(), right.notices()
    say(left, "")
    assert (right.hits(), right.notices()) == before
    say(right, Judgement.DIFFERENT)
    assert seen(left) == ("", "") and seen(right) == ("different", "")


def test_history_keeps_every_answer_for_this_side_alone(both):
    left, right = both
    for answer in (Judgement.SAME, Judgement.UNSURE, "", Judgement.DIFFERENT):
        say(left, answer)
    hit = left.hit()
    with left.world.acting(left.worker):
        lines = queries.answers_of(hit)
        assert [(line.was, line.answer) for line in reversed(lines)] == [
            ("", "same"), ("same", "unsure"), ("unsure", ""), ("", "different"),
        ]  # fmt: skip
        assert [bool(line.reason) for line in reversed(lines)] == [False, True, True, False]
    with right.world.acting(right.worker):
        assert not HitAnswer.objects.exists()


def test_change_says_why(both):
    left, _right = both
    say(left, Judgement.SAME)
    for answer in (Judgement.DIFFERENT, ""):
        with pytest.raises(PermissionDenied, match="why"):
            say(left, answer, reason=" ")
    with left.world.acting(left.worker), pytest.raises(PermissionDenied, match="why"):
        hit = Hit.objects.get()
        call("answer_hit", new_id(), hit.dossier_id, hit.id, "different", "same", " ", now())
    assert left.hit().answer == "same"


def test_each_act_has_its_entry_in_the_trail(both):
    left, _right = both
    for answer in (Judgement.SAME, Judgement.UNSURE, ""):
        say(left, answer)
    acts = left.world.sql("SELECT actions, reason FROM accord.audit_entry WHERE actions && '{hit.answered,"
                          "hit.answer_changed,hit.answer_taken_back}' ORDER BY at")  # fmt: skip
    assert acts == [
        (["hit.answered"], ""), (["hit.answer_changed"], "seen again"), (["hit.answer_taken_back"], "seen again"),
    ]  # fmt: skip


def test_app_writes_no_answer_and_no_history_itself(both):
    left, _right = both
    say(left, Judgement.SAME)
    hit = left.hit()
    with left.world.acting(left.worker):
        mine = Hit.objects.filter(dossier_id=hit.dossier_id, id=hit.id)
        line = HitAnswer(dossier_id=hit.dossier_id, hit_id=hit.id, answer="unsure", by=left.worker.id)
        for forbidden in (
            lambda: mine.update(answer="different"),
            lambda: mine.update(answered_by=left.lead.id),
            lambda: line.save(force_insert=True),
            lambda: HitAnswer.objects.update(reason="x"),
            lambda: HitAnswer.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                forbidden()


def test_neither_reader_nor_stranger_nor_the_other_side_takes_an_answer_back(both, partnership):
    left, right = both
    say(left, Judgement.SAME)
    reader, hit = partnership.world.member(left.agency), left.hit()
    with left.world.acting(left.lead):
        call("grant_seat", left.dossier.id, reader.id, "reader", 30)
    for who in (reader, right.worker, partnership.broker, partnership.world.member()):
        with partnership.world.acting(who):
            with pytest.raises(PermissionDenied):
                actions.take_answer_back(by=who, hit=hit, instead_of="same", reason="x")
            with pytest.raises(PermissionDenied, match="working seat"):
                call("answer_hit", new_id(), hit.dossier_id, hit.id, "", "same", "x", now())
    assert left.hit().answer == "same"


def test_colleague_who_was_faster_is_named(both):
    left, _right = both
    say(left, Judgement.SAME)
    say(left, Judgement.UNSURE)
    with pytest.raises(rules.AnsweredAlready) as told:
        left.do(actions.take_answer_back, by=left.lead, hit=left.hit(), instead_of="same", reason="old page")
    assert told.value.answer == "unsure" and told.value.answered_by == left.worker.id


def test_closed_hit_keeps_its_answer(both):
    left, right = both
    say(left, Judgement.SAME)
    left.do(actions.see_hit, hit=left.hit())
    record = right.hit().record_id
    right.withdraw(record)
    with pytest.raises(rules.HitClosed):
        say(left, "")
    assert left.hit().answer == "same"


def test_hit_that_vanishes_unseen_takes_its_history_with_it(both):
    left, right = both
    say(left, Judgement.SAME)
    right.withdraw(right.hit().record_id)
    assert left.hits() == [] and left.world.sql("SELECT count(*) FROM accord.hit_answer") == [(0,)]


@pytest.mark.parametrize("round_", range(3))
def test_both_sides_changing_at_once_end_with_what_each_said_last(both, round_):
    left, right = both
    say(left, Judgement.SAME)
    say(right, Judgement.SAME)
    hits = {desk: desk.hit() for desk in both}
    ready, failed = threading.Barrier(2), []

    def change(desk, answer):
        try:
            with desk.world.acting(desk.worker):
                ready.wait()
                why = {"instead_of": "same", "reason": "at once"}
                if answer:
                    actions.answer_hit(by=desk.worker, hit=hits[desk], judgement=answer, **why)
                else:
                    actions.take_answer_back(by=desk.worker, hit=hits[desk], **why)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    ends = [(Judgement.DIFFERENT, Judgement.UNSURE), (Judgement.DIFFERENT, ""), ("", "")][round_]
    threads = [threading.Thread(target=change, args=each) for each in zip(both, ends, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    run_jobs()
    shown = ends if all(ends) else ("", "")
    assert not failed
    assert seen(left) == (ends[0], shown[1]) and seen(right) == (ends[1], shown[0])
