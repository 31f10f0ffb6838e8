"""Relinking tells what the online way tells, changes what the model changes, and loses no judgement."""

from __future__ import annotations

import json

import pytest

from accord.deconfliction import actions
from accord.deconfliction.matching.relinking import run
from accord.linkage import Judgement
from accord.linkage.model import PACKAGED
from tests.deconfliction.partnership import person
from tests.deconfliction.test_protecting import asked_pointer

HITS = (
    "SELECT dossier_id, id, told, band, agreed::text, state, other_agency_id, known_to_other"
    " FROM accord.hit ORDER BY id"
)
ITEMS = "SELECT id, why, state, may_introduce FROM accord.broker_item ORDER BY id"


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "data_dir", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def strict(tmp_path):
    """A model whose threshold no pair reaches."""
    content = json.loads(PACKAGED.read_text())
    content["rules"] |= {"possible": 900.0, "probable": 910.0, "strong": 920.0}
    path = tmp_path / "strict.json"
    path.write_text(json.dumps(content))
    return path


def both_signed(partnership):
    """Two exploiters that two humans each have shown to partners."""
    desks = partnership.desk(), partnership.desk()
    for desk in desks:
        desk.file(person(open_wanted=True))
        desk.do(actions.countersign_open, by=desk.lead, pointer=asked_pointer(desk))
    return desks


def forget_matches(world):
    for table in (
        "matching.match_side",
        "matching.match",
        "accord.hit",
        "accord.broker_item",
        "accord.notice",
    ):
        world.sql(f"DELETE FROM {table}")


def audited(world):
    return [
        row[0][0]
        for row in world.sql("SELECT actions FROM accord.audit_entry WHERE route = 'relink' ORDER BY at")
    ]


def test_after_the_online_way_nothing_is_new(partnership, world):
    both_signed(partnership)
    before = world.sql(HITS), world.sql(ITEMS), world.sql("SELECT count(*) FROM accord.notice")
    result = run.relink()
    assert (result["persons"], result["pairs"]) == (2, 1)
    assert [result[name] for name in run.COUNTED] == [0, 0, 0, 0]
    assert (world.sql(HITS), world.sql(ITEMS), world.sql("SELECT count(*) FROM accord.notice")) == before
    assert audited(world) == ["pointers.relinking", "pointers.relinked"]


def test_tells_what_the_online_way_tells_and_nothing_else(partnership, world):
    """Open, protected, support, immigration and one's own: the table of pairs, whichever way they meet."""
    both_signed(partnership)
    partnership.desk().file(person())
    partnership.desk("support").file(person())
    partnership.desk(immigration=True).file(person())
    hits, items = world.sql(HITS), world.sql(ITEMS)
    assert len(hits) > 2 and items
    forget_matches(world)
    result = run.relink()
    assert result["new"] > 2
    assert (world.sql(HITS), world.sql(ITEMS)) == (hits, items)


def test_dry_run_changes_nothing(partnership, world, strict):
    both_signed(partnership)
    before = world.sql(HITS)
    assert run.relink(strict, dry_run=True)["closed"] == 1
    assert world.sql(HITS) == before
    forget_matches(world)
    assert run.relink(dry_run=True)["new"] == 1 and not world.sql(HITS)


def test_unseen_hit_below_the_threshold_vanishes_and_comes_back(partnership, strict):
    left, right = both_signed(partnership)
    number = left.hit().number
    assert run.relink(strict)["closed"] == 1
    assert not left.hits() and not right.hits()
    assert [run.relink(strict)[name] for name in run.COUNTED] == [0, 0, 0, 0]
    assert run.relink()["changed"] == 1
    assert left.hit().number == right.hit().number == number


def test_seen_hit_below_the_threshold_says_closed(partnership, strict):
    left, right = both_signed(partnership)
    left.do(actions.see_hit, hit=left.hit())
    run.relink(strict)
    assert left.hit().state == right.hit().state == "closed"


def test_answered_hit_below_the_threshold_stays(partnership, world, strict):
    left, right = both_signed(partnership)
    left.do(actions.see_hit, hit=left.hit())
    left.do(actions.answer_hit, hit=left.hit(), judgement=Judgement.SAME)
    before = world.sql(HITS)
    result = run.relink(strict)
    assert (result["closed"], result["kept_for_judgement"]) == (0, 1)
    assert world.sql(HITS) == before
    assert left.hit().answer == Judgement.SAME and right.hit().state == "open"


def test_pair_in_the_brokers_hands_stays(partnership, world, strict):
    for desk in (partnership.desk(), partnership.desk()):
        desk.file(person())
    (item,) = partnership.queue()
    with world.acting(partnership.broker):
        actions.broker_take(by=partnership.broker, item=item)
    assert run.relink(strict)["kept_for_judgement"] == 1
    assert [one.state for one in partnership.queue()] == ["taken"]


def test_band_and_reasons_are_those_of_the_model(partnership, world):
    left, right = both_signed(partnership)
    band, agreed = left.hit().band, left.hit().agreed
    world.sql("UPDATE matching.match SET band = 'possible', agreed = '[]'")
    assert run.relink()["changed"] == 1
    assert (left.hit().band, left.hit().agreed) == (right.hit().band, right.hit().agreed) == (band, agreed)


def test_own_victim_makes_the_open_suspect_protected(partnership, world):
    left = partnership.desk()
    left.file(person(open_wanted=True))
    left.do(actions.countersign_open, by=left.lead, pointer=asked_pointer(left))
    left.file(person(role="possible_victim"))
    protected = "SELECT value FROM matching.protected_value ORDER BY value"
    before = world.sql(protected)
    (subject,) = world.sql("SELECT subject FROM matching.holding WHERE open")[0]
    assert len(before) == 2
    world.sql("DELETE FROM matching.protected_value WHERE value = %s", subject)
    run.relink()
    assert world.sql(protected) == before


@pytest.mark.parametrize("at", ["read", "compare", "tell", "known"])
def test_cut_off_at_any_step_it_goes_on(partnership, world, work, at):
    both_signed(partnership)
    hits = world.sql(HITS)
    forget_matches(world)

    def cut(progress):
        if progress.step == at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.relink(tell=cut)
    result = run.relink()
    assert (result["resumed"], result["persons"], result["pairs"], result["new"]) == (1, 2, 1, 1)
    assert world.sql(HITS) == hits
    assert [path.name for path in (work / "relink").iterdir()] == ["lock"], "what was opened is gone"
    assert audited(world) == ["pointers.relinking", "pointers.relinking_resumed", "pointers.relinked"]


def test_another_model_begins_anew(partnership, world, strict, work):
    both_signed(partnership)

    def cut(progress):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.relink(strict, tell=cut)
    assert run.relink()["resumed"] == 0
    assert [
        row[0] is None
        for row in world.sql("SELECT abandoned_at FROM matching.relink_run ORDER BY started_at")
    ] == [
        False,
        True,
    ]
