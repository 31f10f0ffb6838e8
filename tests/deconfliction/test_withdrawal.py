"""Taking pointers back, and filing them again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.deconfliction import actions, rules
from accord.deconfliction.matching import blocks
from accord.deconfliction.matching.rebuilding import rebuild_index
from accord.linkage import Judgement
from tests.deconfliction.partnership import Desk, person, phone, plate


def pair(partnership):
    left, right = partnership.desk(), partnership.desk()
    record = left.file(plate())
    right.file(plate())
    return left, right, record


def test_unseen_hits_vanish_on_both_sides_with_their_notices(partnership):
    left, right, record = pair(partnership)
    left.withdraw(record)
    for desk in (left, right):
        assert not desk.hits() and not desk.notices() and not desk.notices(desk.lead)


@pytest.mark.parametrize("who", [0, 1])
def test_seen_hits_close_without_a_reason(partnership, who):
    left, right, record = pair(partnership)
    looker = (left, right)[who]
    looker.do(actions.see_hit, hit=looker.hit())
    left.withdraw(record)
    assert left.hit().state == right.hit().state == "closed"
    assert left.notices() == right.notices() == ["hit"], "nobody is told when, let alone why"
    with pytest.raises(rules.HitClosed):
        right.do(actions.answer_hit, hit=right.hit(), judgement=Judgement.SAME)


def test_refiling_shows_the_same_hit_and_nothing_new(partnership):
    left, right, record = pair(partnership)
    before = right.hit()
    right.do(actions.see_hit, hit=before)
    left.withdraw(record)
    left.file(plate())
    after = right.hit()
    assert (after.id, after.number, after.state) == (before.id, before.number, "open")
    assert right.notices() == ["hit"] and len(left.hits()) == 1
    left.file(plate())
    assert right.hit().id == before.id and right.notices() == ["hit"]


def test_person_refiled_in_the_same_words_meets_nobody_for_a_second_time(partnership):
    left, right = partnership.desk(), partnership.desk()
    right.file(person())
    record = left.file(person())
    (before,) = partnership.queue()
    with partnership.world.acting(partnership.broker):
        actions.broker_take(by=partnership.broker, item=before)
    left.withdraw(record)
    assert [item.state for item in partnership.queue()] == ["closed"]
    left.file(person())
    (after,) = partnership.queue()
    assert after.number == before.number


def test_same_value_in_another_record_of_the_desk_keeps_the_hit(partnership):
    left, right, record = pair(partnership)
    other = left.file(plate(), reference="R-2")
    left.withdraw(record)
    assert left.hit().record_id == other and left.hit().own_reference == "R-2" and right.hit().state == "open"


def test_second_desk_of_the_agency_has_a_hit_of_its_own(partnership, world):
    left, right, record = pair(partnership)
    second = Desk(world, left.agency)
    second.file(plate())
    assert left.hit().number != second.hit().number and len(right.hits()) == 2
    left.withdraw(record)
    assert not left.hits() and second.hit() and len(right.hits()) == 1


def test_one_subject_is_withdrawn_and_the_rest_stays(partnership):
    left, right = partnership.desk(), partnership.desk()
    gone, stays = plate("AAAA 111"), plate("BBBB 222")
    record = left.file(gone, stays)
    right.file(plate("AAAA 111"), plate("BBBB 222"))
    left.do(actions.withdraw_pointers, dossier=left.dossier, record_id=record, subject_ids=[gone.subject_id])
    assert len(left.hits()) == len(right.hits()) == 1


def test_withdrawn_before_the_matcher_came_meets_nobody(partnership):
    left, right = partnership.desk(), partnership.desk()
    record = left.file(plate(), phone(), run=False)
    left.withdraw(record)
    right.file(plate(), phone())
    assert not right.hits() and not partnership.queue()


def index_of_keys(world):
    """Key → pointers, whether fresh or settled."""
    of, numbers = blocks.unpack(
        (bucket, bytes(packed))
        for bucket, packed in world.sql("SELECT bucket, packed FROM matching.key_block")
    )
    settled = zip((of - (1 << 31)).tolist(), numbers.tolist(), strict=True)
    pointer = dict(world.sql("SELECT no, pointer_id FROM matching.holding"))
    return sorted(
        (key, pointer[no]) for key, no in [*settled, *world.sql("SELECT key, no FROM matching.holding_key")]
    )


def test_withdrawn_person_leaves_no_keys(partnership, world):
    desk = partnership.desk()
    desk.withdraw(desk.file(person()))
    assert world.sql("SELECT live, keyed FROM matching.holding") == [(False, False)]
    assert not index_of_keys(world)


def test_corrected_number_leaves_the_old_hit_and_makes_the_new_one(partnership):
    left, right = partnership.desk(), partnership.desk()
    right.file(plate("AAAA 111"), plate("BBBB 222"))
    wrong = plate("AAAA 111")
    record = left.file(wrong)
    (before,) = right.hits()
    left.file(replace(wrong, value="BBBB 222"), record=record)
    assert len(left.hits()) == 1 and right.hit().number == left.hit().number != before.number


def test_corrected_person_keeps_the_pair_and_has_one_holding(partnership, world):
    left, right = partnership.desk(), partnership.desk()
    right.file(person())
    who = person()
    record = left.file(who)
    (before,) = partnership.queue()
    left.file(replace(who, person=replace(who.person, aliases=("Matt",))), record=record)
    (after,) = partnership.queue()
    assert after.id == before.id
    assert world.sql("SELECT count(*) FROM matching.holding WHERE live") == [(2,)]


def test_pair_that_the_table_now_tells_leaves_the_brokers_queue(partnership):
    left, right = partnership.desk(), partnership.desk()
    right.file(person())
    left.file(person(open_wanted=True))
    assert len(partnership.queue()) == 1
    with left.world.acting(left.lead):
        from accord.deconfliction.models import Pointer

        asked = Pointer.objects.get(dossier_id=left.dossier.id)
    left.do(actions.countersign_open, by=left.lead, pointer=asked)
    assert right.hit() and not partnership.queue()


def test_index_made_anew_from_the_pointers_is_the_same(partnership, world):
    left, right = partnership.desk(), partnership.desk("support")
    record = left.file(person(), plate(), person("Ana", "Silva", role="possible_victim"))
    left.withdraw(record)
    left.file(person(), plate())
    right.file(person(), plate())
    what = "SELECT pointer_id, support, open, live, keyed, subject, content, token FROM matching.holding ORDER BY 1"
    before, keys, queue = world.sql(what), index_of_keys(world), [item.id for item in partnership.queue()]
    assert rebuild_index() == 3
    assert world.sql(what) == before and index_of_keys(world) == keys
    assert [item.id for item in partnership.queue()] == queue
