"""Protected wins, and stays: whatever else the same agency files about the same value or person."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accord.deconfliction import actions, queries
from accord.deconfliction.models import Pointer
from tests.deconfliction.partnership import Desk, person, plate

VICTIMS = frozenset({"possible_victim"})


def asked_pointer(desk):
    with desk.world.acting(desk.worker):
        return Pointer.objects.get(dossier_id=desk.dossier.id, opening="asked")


@pytest.mark.parametrize("order", ["protected first", "open first"])
@pytest.mark.parametrize("where", ["same desk", "another desk"])
def test_link_to_a_victim_protects_the_value_in_the_whole_agency(partnership, world, order, where):
    left, right = partnership.desk(), partnership.desk()
    second = left if where == "same desk" else Desk(world, left.agency)
    filed = [lambda: second.file(plate(linked_roles=VICTIMS)), lambda: left.file(plate())]
    for act in filed if order == "protected first" else reversed(filed):
        act()
    right.file(plate())
    assert not right.hits(), "the other side must not learn of it"
    assert left.hit().told == "desk" and not left.hit().known_to_other


def test_withdrawn_link_to_a_victim_still_protects(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.withdraw(left.file(plate(linked_roles=VICTIMS)))
    left.file(plate())
    right.file(plate())
    assert not right.hits() and left.hit()


def test_same_agencys_link_does_not_protect_another_agencys_pointer(partnership):
    left, right, third = partnership.desk(), partnership.desk(), partnership.desk()
    left.file(plate(linked_roles=VICTIMS))
    right.file(plate())
    third.file(plate())
    assert len(right.hits()) == len(third.hits()) == 1
    assert {hit.other_agency_id for hit in left.hits()} == {right.agency.id, third.agency.id}


def test_what_both_were_told_is_not_taken_back_by_a_later_link(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    right.file(plate())
    left.file(plate(linked_roles=VICTIMS))
    assert left.hit().known_to_other and right.hit()


def test_suspect_is_protected_until_a_second_human_signs(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    right.file(person())
    left.file(person(open_wanted=True))
    assert not left.hits() and not right.hits()
    assert left.notices(left.lead) == ["countersign"]
    pointer = asked_pointer(left)
    with left.world.acting(left.lead):
        assert [each.id for each in queries.waiting_signatures(left.lead)] == [pointer.id]
    with left.world.acting(left.worker):
        assert not queries.waiting_signatures(left.worker)
    with pytest.raises(PermissionDenied, match="another person"):
        left.do(actions.countersign_open, pointer=pointer)
    left.do(actions.countersign_open, by=left.lead, pointer=pointer)
    assert not left.hits(), "the other side is protected: it learns, we do not"
    assert right.hit().other_agency_id == left.agency.id and not right.hit().known_to_other


def test_two_signed_suspects_tell_both_desks_with_agreeing_fields_only(partnership):
    left, right = partnership.desk(), partnership.desk()
    for desk, who in (
        (left, person("Mathieu", "Gagnon")),
        (right, person("Mathieu", "Gagnon", "1988-04-03")),
    ):
        desk.file(who.__class__(**{**vars(who), "open_wanted": True}))
        desk.do(actions.countersign_open, by=desk.lead, pointer=asked_pointer(desk))
    mine, theirs = left.hit(), right.hit()
    assert mine.kind == "person" and mine.band == theirs.band and mine.agreed == theirs.agreed
    assert {"field": "family_name", "level": "exact"} in mine.agreed
    assert all(set(each) == {"field", "level"} and each["level"] != "different" for each in mine.agreed)


def test_agencys_own_victim_keeps_her_protected_when_filed_as_an_open_suspect(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    second = Desk(world, left.agency)
    right.file(person("Ana", "Silva"))
    second.file(person("Ana", "Silva", role="possible_victim"))
    left.file(person("Ana", "Silva", open_wanted=True))
    left.do(actions.countersign_open, by=left.lead, pointer=asked_pointer(left))
    assert not right.hits() and not left.hits()


def test_victim_withdrawn_still_keeps_the_open_suspect_protected(partnership):
    left, right = partnership.desk(), partnership.desk()
    right.file(person("Ana", "Silva"))
    left.withdraw(left.file(person("Ana", "Silva", role="possible_victim")))
    left.file(person("Ana", "Silva", open_wanted=True))
    left.do(actions.countersign_open, by=left.lead, pointer=asked_pointer(left))
    assert not right.hits()
