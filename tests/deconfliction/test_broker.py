"""Two brokers, two desks that may not know of each other, and values that mean nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.deconfliction import actions, queries
from accord.deconfliction.models import BrokerItem
from accord.linkage import Judgement
from tests.deconfliction.partnership import phone, plate

VICTIMS = frozenset({"possible_victim"})


def protected_pair(partnership, **more):
    left, right = partnership.desk(), partnership.desk()
    left.file(phone(**more))
    right.file(phone())
    (item,) = partnership.queue()
    return left, right, item


def brokers(partnership, action, *, by=None, item):
    from tests.deconfliction.partnership import run_jobs

    with partnership.world.acting(by or partnership.broker):
        action(by=by or partnership.broker, item=item)
    run_jobs()


def ask(partnership, item):
    brokers(partnership, actions.broker_take, item=item)
    brokers(partnership, actions.broker_second, by=partnership.second_broker, item=item)
    brokers(partnership, actions.ask_desks, item=item)


def request_of(desk):
    with desk.world.acting(desk.lead):
        (one,) = queries.introductions_to_answer()
        return one


def test_two_desks_that_agree_are_introduced(partnership):
    left, right, item = protected_pair(partnership)
    ask(partnership, item)
    assert left.notices(left.lead) == right.notices(right.lead) == ["broker_asks"] and not left.notices()
    asked = request_of(left)
    assert asked.number == item.number
    assert str(right.agency.id) not in str(vars(asked)) and asked.own_reference == "R-1"
    left.do(actions.agree_to_introduction, by=left.lead, request=asked)
    assert not left.hits() and not right.hits(), "one agreement shows nothing"
    right.do(actions.agree_to_introduction, by=right.lead, request=request_of(right))
    assert left.hit().other_agency_id == right.agency.id and right.hit().number == item.number
    assert left.hit().known_to_other and partnership.queue()[0].state == "introduced"
    for desk in (left, right):
        desk.do(actions.answer_hit, hit=desk.hit(), judgement=Judgement.SAME)
    assert left.hit().other_answer == "same"


def test_desk_that_declines_stays_unknown(partnership):
    left, right, item = protected_pair(partnership)
    ask(partnership, item)
    left.do(actions.agree_to_introduction, by=left.lead, request=request_of(left))
    right.do(actions.decline_introduction, by=right.lead, request=request_of(right))
    assert not left.hits() and not right.hits() and partnership.queue()[0].state == "declined"
    assert left.notices(left.lead) == ["broker_asks"]


def test_one_broker_alone_asks_nobody(partnership):
    left, _right, item = protected_pair(partnership)
    brokers(partnership, actions.broker_take, item=item)
    with pytest.raises(PermissionDenied):
        brokers(partnership, actions.broker_second, item=item)
    with pytest.raises(PermissionDenied):
        brokers(partnership, actions.ask_desks, item=item)
    assert not left.notices(left.lead)


def test_filing_that_allows_no_contact_is_not_introduced(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(phone(), contact_allowed=False)
    right.file(phone())
    (item,) = partnership.queue()
    brokers(partnership, actions.broker_take, item=item)
    brokers(partnership, actions.broker_second, by=partnership.second_broker, item=item)
    with pytest.raises(PermissionDenied, match="does not allow contact"):
        brokers(partnership, actions.ask_desks, item=item)


def test_introduction_about_a_victim_needs_consent_or_a_statute(partnership):
    left, _right, item = protected_pair(partnership, linked_roles=VICTIMS)
    ask(partnership, item)
    with pytest.raises(PermissionDenied, match="consent"):
        left.do(actions.agree_to_introduction, by=left.lead, request=request_of(left), basis="agreement")
    left.do(actions.agree_to_introduction, by=left.lead, request=request_of(left), basis="consent")


def test_worker_does_not_answer_for_the_desk(partnership):
    left, _right, item = protected_pair(partnership)
    ask(partnership, item)
    with pytest.raises(PermissionDenied):
        left.do(actions.agree_to_introduction, request=request_of(left))


def test_withdrawal_closes_the_brokers_question(partnership):
    left, right = partnership.desk(), partnership.desk()
    record = left.file(phone())
    right.file(phone())
    (item,) = partnership.queue()
    ask(partnership, item)
    left.withdraw(record)
    with right.world.acting(right.lead):
        assert not queries.introductions_to_answer()
    assert partnership.queue()[0].state == "closed"


def test_queue_is_for_brokers_of_the_coordination_office(partnership, world):
    left, _right, item = protected_pair(partnership)
    elsewhere = world.member(world.agency(), duties=["broker"])
    idle = world.member(partnership.broker.agency)
    for other in (left.lead, elsewhere, idle):
        with world.acting(other):
            assert not BrokerItem.objects.exists()
            with pytest.raises(PermissionDenied):
                actions.broker_take(by=other, item=item)


def test_support_that_called_is_introduced_when_the_desk_agrees(partnership):
    shelter, desk = partnership.desk("support"), partnership.desk()
    shelter.file(plate())
    desk.file(plate())
    assert shelter.hit().told == "broker" and shelter.hit().other_agency_id is None and not desk.hits()
    (item,) = partnership.queue()
    ask(partnership, item)
    shelter.do(actions.agree_to_introduction, by=shelter.lead, request=request_of(shelter))
    desk.do(actions.agree_to_introduction, by=desk.lead, request=request_of(desk))
    assert shelter.hit().told == "desk" and shelter.hit().other_agency_id == desk.agency.id
    assert desk.hit().other_agency_id == shelter.agency.id


def test_value_above_the_cap_goes_to_the_brokers_alone(partnership, setting):
    setting("OVER_COMMON_CAP", 3)
    desks = [partnership.desk() for _ in range(4)]
    for desk in desks[:3]:
        desk.file(plate())
    assert [len(desk.hits()) for desk in desks] == [2, 2, 2, 0]
    desks[3].file(plate())
    assert [len(desk.hits()) for desk in desks] == [2, 2, 2, 0] and not desks[3].notices()
    assert [item.why for item in partnership.queue()] == ["common"] * 3
    desks[3].file(plate())
    assert len(partnership.queue()) == 3


def test_hidden_pointers_do_not_tip_the_balance_of_the_cap(partnership, setting):
    setting("OVER_COMMON_CAP", 2)
    for _ in range(3):
        partnership.desk().file(plate(source_identity=True))
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    right.file(plate())
    assert left.hits() and right.hit()


def test_published_value_goes_to_the_brokers_alone(partnership):
    with partnership.world.acting(partnership.broker):
        actions.publish_common_value(
            by=partnership.broker, kind="plate", value="TAXI 1", context="ON", reason="a taxi rank"
        )
    left, right = partnership.desk(), partnership.desk()
    left.file(plate("TAXI 1"))
    right.file(plate("taxi1"))
    assert not left.hits() and not right.hits() and [item.why for item in partnership.queue()] == ["common"]
    with left.world.acting(left.lead), pytest.raises(PermissionDenied):
        actions.publish_common_value(by=left.lead, kind="plate", value="AAAA 1", context="ON", reason="x")
