"""Five facts go out; accepted or declined and a number come back, and nothing else in either direction."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from accord.bridges import actions
from accord.bridges.models import PlaceRequest
from accord.bridges.vocabulary import Asking
from accord.dossiers.models import Dossier
from tests.bridges.crossing import FIVE, sides


def test_service_sees_five_facts_and_the_agency_that_asks(world):
    both = sides(world)
    both.ask()
    got = both.asked()
    assert (got.needed, got.people, got.gender, got.language, got.minor) == (
        "tonight",
        1,
        "woman",
        "es",
        False,
    )
    assert got.other_id == both.officer.agency_id
    with world.acting(both.file.clinic):
        assert Dossier.objects.get(pk=got.dossier_id).title == got.number


def test_officer_learns_the_answer_and_nothing_of_the_service(world):
    both = sides(world)
    mine = both.ask()
    theirs = both.asked()
    with world.acting(both.file.clinic):
        actions.answer_place(by=both.file.clinic, request=theirs, answer=Asking.ACCEPTED)
    with world.acting(both.officer):
        mine.refresh_from_db()
        assert mine.state == Asking.ACCEPTED
        assert not PlaceRequest.objects.exclude(dossier_id=both.desk.id).exists()
        assert not Dossier.objects.filter(kind="arrival").exists()


def test_asking_side_cannot_accept_for_the_service(world):
    both = sides(world)
    mine = both.ask()
    with pytest.raises(PermissionDenied), world.acting(both.officer):
        actions.answer_place(by=both.officer, request=mine, answer=Asking.ACCEPTED)


def test_immigration_enforcement_cannot_ask(world):
    both = sides(world, immigration=True)
    with pytest.raises(PermissionDenied):
        both.ask()


def test_officer_with_an_account_at_immigration_enforcement_cannot_ask(world):
    both = sides(world)
    border = world.agency("enforcement", immigration=True)
    world.member(border, human_id=both.officer.human_id)
    with pytest.raises(PermissionDenied):
        both.ask()


@pytest.mark.parametrize("realm", ["enforcement", "authority", "coordination"])
def test_place_is_asked_of_support_alone(world, realm):
    both = sides(world)
    other = world.member(world.agency(realm), duties=["intake"])
    with pytest.raises(PermissionDenied), world.acting(both.officer):
        actions.ask_for_place(by=both.officer, desk=both.desk, of=other.agency, facts=FIVE)


def test_agency_without_intake_is_refused_with_what_to_do(world):
    both = sides(world)
    silent = world.agency("support")
    with pytest.raises(PermissionDenied, match="call them"), world.acting(both.officer):
        actions.ask_for_place(by=both.officer, desk=both.desk, of=silent, facts=FIVE)


def test_same_form_twice_asks_once(world):
    both = sides(world)
    key = uuid.uuid4()
    assert both.ask(form_key=key).id == both.ask(form_key=key).id
    assert both.asked()


def test_answer_and_taking_back_at_once_leave_one_outcome_on_both_sides(world):
    both = sides(world)
    mine, theirs = both.ask(), both.asked()
    world.session(both.officer), world.session(both.file.clinic)
    start, outcome = threading.Barrier(2), []

    def answer(member, request, what):
        try:
            start.wait()
            with world.acting(member):
                actions.answer_place(by=member, request=request, answer=what)
            outcome.append(what)
        except PermissionDenied:
            pass
        finally:
            connections.close_all()

    acts = [(both.officer, mine, Asking.TAKEN_BACK), (both.file.clinic, theirs, Asking.ACCEPTED)]
    threads = [threading.Thread(target=answer, args=act) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(outcome) == 1
    assert world.sql("SELECT DISTINCT state FROM accord.place_request") == [(str(outcome[0]),)]
