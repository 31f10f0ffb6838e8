"""What is disclosed into a case meets the standing searches of the agency that received it, and of no other."""

from __future__ import annotations

import pytest

from accord.base.row_security.call import call
from accord.cases import actions
from accord.reports import standing
from accord.reports.actions import save_search
from tests.cases.reports import identifier, person
from tests.cases.test_disclosing import Case


@pytest.fixture
def case(world):
    return Case(world)


def searching(world, who, words):
    with world.acting(who):
        return save_search(by=who, name="Mine", words=words)


def met(world, who, search):
    with world.acting(who):
        return [each.disclosure.event_id for each in standing.finds_of(search)]


def told(world):
    return [
        row[0] for row in world.sql("SELECT recipient_id FROM accord.notice WHERE kind = 'standing_found'")
    ]


def give(world, case, codes, **facts):
    """One suspect of a new report, with the ticked fields; says the disclosure's event."""
    of = case.report()
    who = person(world, of, given_name="Marc", family_name="Exemple", occupation="Driver", **facts)
    (event,) = case.give(of, {f"person-{who.id}": codes})
    return event


@pytest.mark.parametrize("revoked", [False, True])
def test_receiver_is_told_and_sees_it_until_it_is_revoked(world, case, revoked):
    receiver = case.theirs.lead
    search = searching(world, receiver, "Marc Ex")
    event = give(world, case, ["given_name"])
    assert told(world) == [receiver.id] and met(world, receiver, search) == [event]
    if revoked:
        with world.acting(case.ours.lead):
            actions.revoke_disclosure(by=case.ours.lead, event_id=event)
        assert met(world, receiver, search) == []


def test_given_identifier_is_met_in_any_spelling(world, case):
    search = searching(world, case.theirs.lead, "514-555-0123")
    of = case.report()
    phone = identifier(world, of, "(514) 555 0123")
    (event,) = case.give(of, {f"identifier-{phone.id}": ["value"]})
    assert met(world, case.theirs.lead, search) == [event]


def test_fields_that_were_not_given_are_not_met(world, case):
    search = searching(world, case.theirs.lead, "Exemple")
    give(world, case, ["occupation"])
    assert told(world) == [] == met(world, case.theirs.lead, search)


def test_colleague_of_the_giver_on_the_case_is_not_told(world, case):
    colleague = world.member(case.ours.lead.agency)
    with world.acting(case.ours.lead):
        call("grant_seat", case.id, colleague.id, "worker", 30)
    searching(world, colleague, "Exemple")
    give(world, case, ["given_name"])
    assert told(world) == []
