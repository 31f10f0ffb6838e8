"""A joint case opens when both desks called it the same, one lead proposed and the other's lead accepted."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accord.base.row_security.call import call
from accord.cases import actions, queries
from accord.cases.models import JointCase
from accord.dossiers.models import Dossier, Party, Seat
from tests.cases.pairs import pair


@pytest.fixture
def sides(world):
    return pair(world, world.member(name="Ana"), world.member(name="Ben"))


def propose(world, side, title="Harbour"):
    with world.acting(side.lead):
        actions.propose_joint_case(by=side.lead, hit=side.hit, title=title)


def accept(world, side):
    with world.acting(side.lead):
        return actions.accept_joint_case(by=side.lead, hit=side.hit)


def test_two_leads_open_a_case_with_both_agencies_and_both_seated(world, sides):
    ours, theirs = sides
    propose(world, ours)
    case_id = accept(world, theirs)
    for side in sides:
        with world.acting(side.lead):
            case = Dossier.objects.get(pk=case_id)
            assert (case.kind, case.title, case.owner_id) == ("case", "Harbour", ours.lead.agency_id)
            parties = {party.agency_id: party.reason for party in Party.objects.filter(dossier_id=case_id)}
            assert parties == {ours.lead.agency_id: "owner", theirs.lead.agency_id: "agreement"}
            seats = {
                (seat.member_id, seat.role, seat.founding) for seat in Seat.objects.filter(dossier_id=case_id)
            }
            assert seats == {(ours.lead.id, "lead", True), (theirs.lead.id, "lead", True)}
            assert JointCase.objects.get(dossier_id=case_id).hit_number == side.hit.number
            assert queries.case_of(side.hit) == side.hit.case_id == case_id
            assert "opened" in {each.kind for each in queries.history(case_id)}


def test_proposal_shows_on_the_other_sides_hit_and_tells_its_lead(world, sides):
    ours, theirs = sides
    propose(world, ours)
    with world.acting(theirs.lead):
        proposal = queries.proposal_for(theirs.hit)
        assert (proposal.ours, proposal.title, proposal.proposed_by) == (False, "Harbour", None)
        assert theirs.hit.proposed_by_them_at and not theirs.hit.proposed_by_us_at
    told = world.sql(
        "SELECT recipient_id, dossier_id, subject_id FROM accord.notice WHERE kind = 'case_proposed'"
    )
    assert told == [(theirs.lead.id, theirs.desk.id, theirs.hit_id)]


def test_declined_proposal_leaves_room_for_another(world, sides):
    ours, theirs = sides
    propose(world, ours)
    with world.acting(theirs.lead):
        actions.decline_joint_case(by=theirs.lead, hit=theirs.hit)
        assert queries.proposal_for(theirs.hit) is None
    with world.acting(ours.lead):
        assert queries.last_declined(ours.hit).title == "Harbour"
    propose(world, theirs, "Second try")
    assert accept(world, ours)


@pytest.mark.parametrize("answers", [("same", ""), ("same", "unsure"), ("different", "different"), ("", "")])
def test_no_case_unless_both_said_same(world, answers):
    ours, theirs = pair(world, world.member(), world.member(), answers=answers)
    for side in (ours, theirs):
        with world.acting(side.lead):
            with pytest.raises(PermissionDenied):
                actions.propose_joint_case(by=side.lead, hit=side.hit, title="x")
            with pytest.raises(PermissionDenied, match="both desks must have answered"):
                call("propose_joint_case", uuid.uuid4(), side.desk.id, side.hit_id, "x")


def test_answer_taken_back_stops_a_standing_proposal(world, sides):
    ours, theirs = sides
    propose(world, ours)
    world.sql("UPDATE accord.hit SET answer = 'unsure' WHERE id = %s", ours.hit_id)
    with world.acting(theirs.lead), pytest.raises(PermissionDenied, match="both desks"):
        call("accept_joint_case", theirs.desk.id, theirs.hit_id, uuid.uuid4())


def test_only_a_lead_speaks_for_the_desk(world, sides):
    ours, _theirs = sides
    worker = world.member(ours.lead.agency)
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, worker.id, "worker", 30)
    with world.acting(worker):
        with pytest.raises(PermissionDenied):
            actions.propose_joint_case(by=worker, hit=ours.hit, title="x")
        with pytest.raises(PermissionDenied, match="a lead speaks"):
            call("propose_joint_case", uuid.uuid4(), ours.desk.id, ours.hit_id, "x")
    propose(world, ours)
    with world.acting(worker), pytest.raises(PermissionDenied, match="a lead speaks"):
        call("accept_joint_case", ours.desk.id, ours.hit_id, uuid.uuid4())


def test_proposer_cannot_accept_for_the_other_side(world, sides):
    ours, theirs = sides
    propose(world, ours)
    with world.acting(ours.lead):
        with pytest.raises(PermissionDenied):
            actions.accept_joint_case(by=ours.lead, hit=ours.hit)
        with pytest.raises(PermissionDenied, match="proposed no joint case"):
            call("accept_joint_case", ours.desk.id, ours.hit_id, uuid.uuid4())
        with pytest.raises(PermissionDenied, match="a lead speaks"):
            call("accept_joint_case", theirs.desk.id, theirs.hit_id, uuid.uuid4())


def test_forged_and_strangers_hits_are_refused(world, sides):
    ours, theirs = sides
    stranger = world.member()
    desk = world.desk(stranger)
    propose(world, ours)
    for which, hit in ((desk.id, theirs.hit_id), (desk.id, uuid.uuid4()), (theirs.desk.id, theirs.hit_id)):
        with world.acting(stranger), pytest.raises(PermissionDenied):
            call("accept_joint_case", which, hit, uuid.uuid4())
        with world.acting(stranger), pytest.raises(PermissionDenied):
            call("propose_joint_case", uuid.uuid4(), which, hit, "x")
    with world.acting(theirs.lead), pytest.raises(PermissionDenied):
        call("accept_joint_case", theirs.desk.id, ours.hit_id, uuid.uuid4())


def test_one_human_with_two_accounts_is_not_two_leads(world):
    human = uuid.uuid4()
    ours, theirs = pair(world, world.member(human_id=human), world.member(human_id=human))
    propose(world, ours)
    with world.acting(theirs.lead), pytest.raises(PermissionDenied, match="two different people"):
        actions.accept_joint_case(by=theirs.lead, hit=theirs.hit)
    assert world.sql("SELECT 1 FROM accord.dossier WHERE kind = 'case'") == []


@pytest.mark.parametrize("realm", ["support", "authority", "coordination"])
def test_only_enforcement_agencies_join(world, realm):
    ours, theirs = pair(world, world.member(), world.member(world.agency(realm)))
    for side in (ours, theirs):
        with world.acting(side.lead), pytest.raises(PermissionDenied, match="between enforcement agencies"):
            call("propose_joint_case", uuid.uuid4(), side.desk.id, side.hit_id, "x")


def test_immigration_enforcement_joins_no_case(world):
    border = world.member(world.agency(immigration=True))
    ours, _theirs = pair(world, world.member(), border)
    with world.acting(ours.lead), pytest.raises(PermissionDenied, match="immigration enforcement apart"):
        call("propose_joint_case", uuid.uuid4(), ours.desk.id, ours.hit_id, "x")


def test_human_with_an_account_at_immigration_enforcement_counts_as_it(world):
    human = uuid.uuid4()
    world.member(world.agency(immigration=True), human_id=human)
    ours, theirs = pair(world, world.member(), world.member(human_id=human))
    propose(world, ours)
    with world.acting(theirs.lead), pytest.raises(PermissionDenied, match="immigration enforcement"):
        call("accept_joint_case", theirs.desk.id, theirs.hit_id, uuid.uuid4())


def test_proposer_who_lost_the_seat_founds_nothing(world, sides):
    ours, theirs = sides
    propose(world, ours)
    world.sql("UPDATE accord.seat SET until = now() WHERE member_id = %s", ours.lead.id)
    with world.acting(theirs.lead), pytest.raises(PermissionDenied, match="propose again"):
        actions.accept_joint_case(by=theirs.lead, hit=theirs.hit)


def test_two_leads_accepting_at_once_open_one_case(world, sides):
    ours, theirs = sides
    second = world.member(theirs.lead.agency)
    with world.acting(theirs.lead):
        call("grant_seat", theirs.desk.id, second.id, "lead", 30)
    propose(world, ours)
    for member in (theirs.lead, second):
        world.session(member)
    opened, start = [], threading.Barrier(2)

    def accept_as(member):
        from django.db import connections

        with world.acting(member):
            hit = theirs.hit
            start.wait()
            opened.append(actions.accept_joint_case(by=member, hit=hit))
        connections.close_all()

    threads = [threading.Thread(target=accept_as, args=(member,)) for member in (theirs.lead, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 2 and len(set(opened)) == 1
    assert world.sql("SELECT count(*) FROM accord.dossier WHERE kind = 'case'") == [(1,)]
    assert world.sql("SELECT count(*) FROM accord.joint_case") == [(1,)]


def test_both_propose_at_once_gives_one_proposal(world, sides):
    ours, theirs = sides
    propose(world, ours)
    with world.acting(theirs.lead), pytest.raises(PermissionDenied, match="proposed already"):
        call("propose_joint_case", uuid.uuid4(), theirs.desk.id, theirs.hit_id, "x")


def test_app_writes_no_proposal_case_or_history_itself(world, sides):
    ours, theirs = sides
    propose(world, ours)
    case_id = accept(world, theirs)
    for statement in (
        "UPDATE joint_proposal SET answer = 'accepted'",
        "INSERT INTO joint_case (dossier_id) VALUES (gen_random_uuid())",
        "UPDATE case_event SET text = 'x'",
        f"SELECT accord.tell_case('{case_id}', 'note', NULL, NULL, NULL, NULL, 'x')",
        f"SELECT accord.must_be_ripe('{ours.desk.id}', '{ours.hit_id}')",
        f"SELECT accord.admit_party('{case_id}', '{ours.lead.agency_id}', 'agreement', NULL)",
        f"SELECT accord.disclose(gen_random_uuid(), '{ours.desk.id}', '{case_id}', '{theirs.lead.agency_id}', 'person',"
        " '[]', 'agreement', 'x', 'red', true, NULL)",
    ):
        with (
            world.acting(ours.lead),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            connection.cursor().execute(statement)


def test_colleague_without_seat_sees_that_a_case_exists_and_not_what_is_in_it(world, sides):
    ours, theirs = sides
    worker = world.member(ours.lead.agency)
    with world.acting(ours.lead):
        call("grant_seat", ours.desk.id, worker.id, "worker", 30)
    propose(world, ours)
    case_id = accept(world, theirs)
    with world.acting(worker):
        assert queries.case_of(ours.hit) == case_id
        assert not Dossier.objects.filter(pk=case_id).exists()
        assert not JointCase.objects.exists()
