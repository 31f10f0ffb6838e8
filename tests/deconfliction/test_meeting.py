"""Pointers meet: what each dossier learns, through the real matcher."""

from __future__ import annotations

from tests.deconfliction.partnership import person, phone, plate


def test_two_open_plates_tell_both_desks(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    assert not left.hits()
    right.file(plate("abcd-123"))
    mine, theirs = left.hit(), right.hit()
    assert mine.number == theirs.number and mine.id != theirs.id
    assert (mine.other_agency_id, theirs.other_agency_id) == (right.agency.id, left.agency.id)
    assert (
        mine.kind == "plate"
        and mine.band == "strong"
        and mine.agreed == [{"field": "plate", "level": "exact"}]
    )
    assert mine.told == "desk" and mine.known_to_other
    assert left.notices() == right.notices() == ["hit"]
    assert not partnership.queue()


def test_two_protected_telephones_tell_the_brokers_alone(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(phone())
    right.file(phone("+1 (514) 555-0123"))
    assert not left.hits() and not right.hits() and not left.notices() and not right.notices()
    (item,) = partnership.queue()
    assert {item.left_agency_id, item.right_agency_id} == {left.agency.id, right.agency.id}
    assert item.why == "both_protected" and item.may_introduce


def test_two_suspects_alike_meet_by_name_and_birth(partnership):
    left, right = partnership.desk(), partnership.desk()
    left.file(person("Mathieu", "Gagnon"))
    right.file(person("Matthieu", "Gagnon"), person("Zoé", "Okafor", "1979-01-01"))
    (item,) = partnership.queue()
    assert item.why == "both_protected"
