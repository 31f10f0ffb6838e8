"""A joint case rests on both desks' judgement: proposed and accepted only while it stands, open ones say if it fell."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accord.base.row_security.call import call
from accord.cases import actions, queries
from accord.deconfliction import actions as hits
from accord.linkage import Judgement
from tests.cases.pairs import pair


@pytest.fixture
def sides(world):
    return pair(world, world.member(), world.member())


def say(world, side, answer, by=None):
    by = by or side.lead
    with world.acting(by):
        why = {"instead_of": side.hit.answer, "reason": "seen again"}
        if answer:
            hits.answer_hit(by=by, hit=side.hit, judgement=Judgement(answer), **why)
        else:
            hits.take_answer_back(by=by, hit=side.hit, **why)


def propose(world, side):
    with world.acting(side.lead):
        actions.propose_joint_case(by=side.lead, hit=side.hit, title="Harbour")


def accept(world, side):
    with world.acting(side.lead):
        return actions.accept_joint_case(by=side.lead, hit=side.hit)


def opened(world, sides):
    propose(world, sides[0])
    return accept(world, sides[1])


def doubts(world, case, member):
    with world.acting(member):
        told = [each.kind for each in queries.history(case) if each.kind in ("doubted", "affirmed")]
        return queries.joint_case(case).doubted_at is not None, told[::-1]


def grounds(world, member):
    return world.sql(
        "SELECT count(*) FROM accord.notice WHERE kind = 'case_ground' AND recipient_id = %s", member.id
    )[0][0]


@pytest.mark.parametrize("answer", ["different", "unsure", ""])
def test_nothing_is_proposed_or_accepted_while_either_side_says_otherwise(world, sides, answer):
    ours, theirs = sides
    propose(world, ours)
    say(world, ours, answer)
    for side in sides:
        with world.acting(side.lead):
            with pytest.raises(PermissionDenied):
                actions.accept_joint_case(by=side.lead, hit=side.hit)
            with pytest.raises(PermissionDenied, match="both desks must have answered"):
                call("propose_joint_case", uuid.uuid4(), side.desk.id, side.hit_id, "x")
    with world.acting(ours.lead):
        hits.answer_hit(
            by=ours.lead, hit=ours.hit, judgement=Judgement.SAME, instead_of=answer, reason="sure"
        )
    world.sql("UPDATE accord.hit SET other_answer = 'same'")  # what the matcher would carry
    assert accept(world, theirs)


@pytest.mark.parametrize("answer", ["different", "unsure", ""])
def test_open_case_stays_says_so_and_tells_its_other_leads(world, sides, answer):
    ours, theirs = sides
    case = opened(world, sides)
    assert doubts(world, case, ours.lead) == (False, [])
    say(world, theirs, answer)
    for side in sides:
        assert doubts(world, case, side.lead) == (True, ["doubted"])
    assert (grounds(world, ours.lead), grounds(world, theirs.lead)) == (1, 0)
    say(world, theirs, "same")
    assert doubts(world, case, ours.lead) == (False, ["doubted", "affirmed"])
    assert grounds(world, ours.lead) == 2


def test_case_is_affirmed_only_when_both_say_same_again(world, sides):
    ours, theirs = sides
    case = opened(world, sides)
    say(world, ours, "different")
    say(world, theirs, "unsure")
    say(world, ours, "same")
    assert doubts(world, case, ours.lead) == (True, ["doubted"])
    say(world, theirs, "same")
    assert doubts(world, case, ours.lead) == (False, ["doubted", "affirmed"])


def test_change_between_two_other_answers_says_nothing_new(world, sides):
    ours, _theirs = sides
    case = opened(world, sides)
    for answer in ("different", "unsure", ""):
        say(world, ours, answer)
    assert doubts(world, case, ours.lead) == (True, ["doubted"])


def test_pages_say_that_the_judgement_was_taken_back(world, sides):
    ours, theirs = sides
    case = opened(world, sides)
    say(world, ours, "")
    page = world.browser(theirs.lead).get(f"/en/cases/{case}/").content.decode()
    assert "no longer both say so" in page and "took back that both desks mean the same" in page
    hit = world.browser(ours.lead).get(f"/en/hits/{ours.desk.id}/{ours.hit_id}/").content.decode()
    assert "The judgement that it rests on was taken back" in hit
    notices = world.browser(theirs.lead).get("/en/notifications/").content.decode()
    assert "The judgement that a joint case rests on has changed" in notices


def test_nobody_weighs_a_ground_by_hand(world, sides):
    case = opened(world, sides)
    with world.acting(sides[0].lead), pytest.raises(Exception, match="permission denied"):
        call("weigh_ground", case, False)


@pytest.mark.parametrize("_round", range(3))
def test_accepting_while_the_other_side_takes_back_is_one_after_the_other(world, sides, _round):
    """Either the case opened first and says that its ground fell, or it did not open."""
    ours, theirs = sides
    propose(world, ours)
    ready, told = threading.Barrier(2), {}

    def accepting():
        try:
            ready.wait()
            told["case"] = accept(world, theirs)
        except PermissionDenied as refused:
            told["refused"] = refused
        finally:
            connection.close()

    def taking_back():
        try:
            ready.wait()
            say(world, ours, "")
            told["taken"] = True
        finally:
            connection.close()

    threads = [threading.Thread(target=each) for each in (accepting, taking_back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told.get("taken")
    if "case" in told:
        assert doubts(world, told["case"], theirs.lead) == (True, ["doubted"])
    else:
        assert told["refused"] and world.sql("SELECT count(*) FROM accord.joint_case") == [(0,)]
