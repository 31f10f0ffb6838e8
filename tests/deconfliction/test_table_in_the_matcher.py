"""Every cell of the table of pairs through the real matcher, in both orders: rows of every dossier, and the queue.

A third agency's desk that holds nothing of the kind, and the desk of a colleague without the record, must learn
nothing in any cell.
"""

from __future__ import annotations

import itertools

import pytest

from tests.deconfliction.partnership import Desk, Partnership, phone, plate

# name → (realm, subject, consent to match)
KINDS = {
    "open": ("enforcement", plate(), False),
    "protected": ("enforcement", plate(linked_roles=frozenset({"possible_victim"})), False),
    "support": ("support", plate(), False),
    "consenting": ("support", plate(linked_roles=frozenset({"possible_victim"})), True),
}
# what each side's dossier learns ("" nothing, "desk", "broker"), and why the pair stands in the broker's queue
CELLS = {
    ("open", "open"): ("desk", "desk", ""),
    ("open", "protected"): ("", "desk", ""),
    ("open", "support"): ("", "broker", "support_called"),
    ("open", "consenting"): ("", "broker", "support_called"),
    ("protected", "protected"): ("", "", "both_protected"),
    ("protected", "support"): ("", "", ""),
    ("protected", "consenting"): ("", "", "both_protected"),
    ("support", "support"): ("", "", ""),
    ("support", "consenting"): ("", "", ""),
    ("consenting", "consenting"): ("", "", "both_protected"),
}


def told(desk: Desk) -> str:
    hits = desk.hits()
    assert len(hits) <= 1
    return hits[0].told if hits else ""


def check(partnership: Partnership, left: Desk, right: Desk, expected: tuple[str, str, str]) -> None:
    assert (told(left), told(right)) == expected[:2]
    assert [item.why for item in partnership.queue()] == [why for why in expected[2:] if why]
    for mine, other in ((left, right), (right, left)):
        for hit in mine.hits():
            assert hit.other_agency_id == (other.agency.id if hit.told == "desk" else None)
        assert mine.notices() == mine.notices(mine.lead) == ["hit"] * bool(mine.hits())


@pytest.mark.parametrize("cell", CELLS, ids="×".join)
@pytest.mark.parametrize("first", [0, 1])
def test_cell(partnership, cell, first):
    bystander = partnership.desk()
    bystander.file(plate("ZZZZ 999"), phone())
    desks = [partnership.desk(KINDS[name][0]) for name in cell]
    for which in (first, 1 - first):
        _realm, subject, consent = KINDS[cell[which]]
        desks[which].file(subject, consent_to_match=consent)
    check(partnership, desks[0], desks[1], CELLS[cell])
    assert not bystander.hits() and not bystander.notices()


@pytest.mark.parametrize(
    "kinds", list(itertools.combinations_with_replacement(("open", "protected"), 2)), ids="×".join
)
@pytest.mark.parametrize("first", [0, 1])
def test_desks_of_one_agency_never_meet(partnership, world, kinds, first):
    one = partnership.desk()
    other = Desk(world, one.agency)
    desks = [one, other]
    for which in (first, 1 - first):
        desks[which].file(KINDS[kinds[which]][1])
    check(partnership, one, other, ("", "", ""))


@pytest.mark.parametrize(
    "kinds", list(itertools.combinations_with_replacement(("open", "protected"), 2)), ids="×".join
)
def test_one_human_at_two_agencies_never_meets_himself(partnership, world, kinds):
    one, other = partnership.desk(), partnership.desk()
    twin = world.member(other.agency, human_id=one.worker.human_id)
    with world.acting(other.lead):
        from accord.base.row_security.call import call

        call("grant_seat", other.dossier.id, twin.id, "worker", 90)
    one.file(KINDS[kinds[0]][1])
    other.file(KINDS[kinds[1]][1], by=twin)
    check(partnership, one, other, ("", "", ""))


@pytest.mark.parametrize("kind", ["open", "protected"])
@pytest.mark.parametrize("first", [0, 1])
def test_immigration_enforcement_meets_nobody(partnership, kind, first):
    desks = [partnership.desk(immigration=True), partnership.desk()]
    for which in (first, 1 - first):
        desks[which].file(KINDS[kind][1])
    check(partnership, *desks, ("", "", ""))


@pytest.mark.parametrize("first", [0, 1])
def test_human_with_an_account_at_immigration_enforcement_counts_as_it(partnership, world, first):
    border = world.agency(immigration=True)
    desks = [partnership.desk(), partnership.desk()]
    world.member(border, human_id=desks[0].worker.human_id)
    for which in (first, 1 - first):
        desks[which].file(plate())
    check(partnership, *desks, ("", "", ""))


def test_account_at_immigration_enforcement_made_later_counts_too(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    left.file(plate())
    world.member(world.agency(immigration=True), human_id=left.worker.human_id)
    right.file(plate())
    check(partnership, left, right, ("", "", ""))
