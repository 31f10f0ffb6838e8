"""Judging two records within one's own seats: suggested, answered, remembered, taken back, and never merged."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from accord.base.row_security.call import call
from accord.linkage import Band
from accord.linkage import Judgement as Verdict
from accord.reports import judging, queries
from accord.reports.actions import JudgedAlready, close_report, file_report, judge, take_back, withdraw_report
from accord.reports.draft import IdentifierDraft
from accord.reports.judging_duplicates import duplicates
from accord.reports.judging_likeness import suggestions
from accord.reports.models import Judgement, Person
from accord.reports.models.judgement import Key
from accord.reports.rules import Refused
from tests.reports.drafts import short, suspect

BORN = date(1988, 3, 4)


def marc(**more):
    return suspect(**{"age_from": None, "age_to": None, "date_of_birth": BORN} | more)


def filed(world, by, desk, *persons) -> list[Person]:
    with world.acting(by):
        report = file_report(by=by, dossier=desk, draft=short(persons=persons))
        return queries.persons_of(report)


@pytest.fixture
def desks(world):
    """A member with two desks, and on each a record that may be the same man."""
    lead = world.member()
    one, other = world.desk(lead), world.desk(lead)
    [left], [right] = filed(world, lead, one, marc()), filed(world, lead, other, marc(given_name="Mark"))
    return lead, left, right


def answered(world, lead, left, right, verdict=Verdict.SAME, **more):
    with world.acting(lead):
        return judge(by=lead, one=Key.of(left), other=Key.of(right), verdict=verdict, **more)


def suggested(world, who, person):
    with world.acting(who):
        return [pair.other.person.id for pair in suggestions(Person.objects.get(pk=person.pk))]


def test_suggested_from_every_seat_with_strength_and_reasons(world, desks):
    lead, left, right = desks
    with world.acting(lead):
        (pair,) = suggestions(left)
    assert pair.other.person.id == right.id and pair.score.band in set(Band)
    assert {"date_of_birth", "family_name"} <= {reason.field for reason in pair.score.reasons}
    assert suggested(world, lead, right) == [left.id]


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Exemple", "family_name": "Marc"},
        {"family_name": "Exempel"},
        {"family_name": ""},
        {
            "given_name": "Luc",
            "family_name": "Autre",
            "identifiers": (IdentifierDraft("phone", "514 555 0123"),),
        },
    ],
    ids=["swapped", "misspelt", "half a name", "same phone"],
)
def test_found_by_each_way(world, other):
    lead = world.member()
    desk = world.desk(lead)
    [left] = filed(world, lead, desk, marc(identifiers=(IdentifierDraft("phone", "+1 514-555-0123"),)))
    [right] = filed(world, lead, desk, marc(**other))
    assert suggested(world, lead, left) == [right.id]


def test_neither_strangers_nor_the_same_report_nor_a_withdrawn_one(world):
    lead, stranger = world.member(), world.member()
    desk = world.desk(lead)
    filed(world, stranger, world.desk(stranger), marc())
    left, _beside = filed(world, lead, desk, marc(), marc(role="other", given_name="Marco"))
    [gone] = filed(world, lead, desk, marc())
    assert suggested(world, lead, left) == [gone.id]
    with world.acting(lead):
        withdraw_report(
            by=lead, report=queries.Report.objects.get(pk=(desk.id, gone.report_id)), reason="error"
        )
    assert suggested(world, lead, left) == []


@pytest.mark.parametrize("verdict", list(Verdict))
def test_answered_pairs_are_remembered_and_suggested_no_more(world, desks, verdict):
    lead, left, right = desks
    made = answered(world, lead, right, left, verdict, reason="compared the photographs")
    assert suggested(world, lead, left) == suggested(world, lead, right) == []
    with world.acting(lead):
        take_back(by=lead, judgement=made, reason="wrong man")
    assert suggested(world, lead, left) == [right.id]
    with world.acting(lead):
        (line,) = judging.history_of(Key.of(left))
        assert (line.verdict, line.by, line.undone_by) == (verdict, lead.id, lead.id)
        assert (line.reason, line.undone_reason) == ("compared the photographs", "wrong man")


def test_queries_give_what_stands_between_the_dossiers_asked_for(world, desks):
    lead, left, right = desks
    made = answered(world, lead, left, right)
    both = [left.dossier_id, right.dossier_id]
    with world.acting(lead):
        ((one, other, verdict),) = queries.judgements(both)
        assert {one, other} == {Key.of(left), Key.of(right)} and one < other and verdict == "same"
        assert queries.judgements(both[:1]) == queries.judgements([]) == []
        take_back(by=lead, judgement=made)
        assert queries.judgements(both) == []


def test_seen_with_a_seat_on_both_dossiers_only(world, desks):
    lead, left, right = desks
    answered(world, lead, left, right)
    colleague = world.member(lead.agency)
    for place in (left, right):
        with world.acting(colleague):
            assert not Judgement.objects.exists()
        with world.acting(lead):
            call("grant_seat", place.dossier_id, colleague.id, "reader", 30)
    with world.acting(colleague):
        assert Judgement.objects.count() == 1
    world.sql(
        "UPDATE accord.seat SET until = now() WHERE member_id = %s AND dossier_id = %s",
        colleague.id, right.dossier_id,
    )  # fmt: skip
    with world.acting(colleague):
        assert not Judgement.objects.exists() and judging.standing_of(Key.of(left)) == {}


def test_readers_neither_answer_nor_take_back(world, desks):
    lead, left, right = desks
    reader = world.member(lead.agency)
    with world.acting(lead):
        call("grant_seat", left.dossier_id, reader.id, "worker", 30)
        call("grant_seat", right.dossier_id, reader.id, "reader", 30)
    with world.acting(reader), pytest.raises(Refused):
        judge(by=reader, one=Key.of(left), other=Key.of(right), verdict=Verdict.SAME)
    made = answered(world, lead, left, right)
    with world.acting(reader):
        with pytest.raises(Refused):
            take_back(by=reader, judgement=made)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            again = Judgement(
                verdict="same", by=reader.id, undone_at=made.created_at, undone_by=reader.id,
                **judging.columns(Key.of(left), Key.of(right)),
            )  # fmt: skip
            again.save(force_insert=True)
        assert (
            Judgement.objects.filter(pk=made.pk).update(undone_at=made.created_at, undone_by=reader.id) == 0
        )


def test_nothing_but_undoing_is_ever_written_to_an_answer_and_nobody_signs_for_another(world, desks):
    lead, left, right = desks
    victim = world.member(lead.agency)
    made = answered(world, lead, left, right)
    with world.acting(lead):
        for change in ({"verdict": "different"}, {"by": victim.id}, {"reason": "x"}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Judgement.objects.filter(pk=made.pk).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Judgement.objects.filter(pk=made.pk).delete()
        Judgement.objects.filter(pk=made.pk).update(undone_at=made.created_at, undone_by=victim.id)
        forged = Judgement(verdict="same", by=victim.id, **judging.columns(Key.of(left), Key.of(right)))
        forged.save(force_insert=True)
        with pytest.raises(DatabaseError, match="taken back already"), transaction.atomic():
            Judgement.objects.filter(pk=made.pk).update(undone_at=None, undone_by=None)
    assert world.sql("SELECT by, coalesce(undone_by, by) FROM accord.judgement") == [(lead.id, lead.id)] * 2


def test_changing_names_what_it_is_instead_of(world, desks):
    lead, left, right = desks
    first = answered(world, lead, left, right)
    assert answered(world, lead, left, right).id == first.id  # the same form twice
    with pytest.raises(JudgedAlready) as told:
        answered(world, lead, left, right, Verdict.DIFFERENT)
    assert told.value.standing.id == first.id
    second = answered(world, lead, left, right, Verdict.DIFFERENT, instead_of=first.id)
    with world.acting(lead):
        assert judging.between(Key.of(right), Key.of(left)).id == second.id
        assert [line.verdict for line in judging.history_of(Key.of(right))] == ["different", "same"]
    with world.acting(lead), pytest.raises(JudgedAlready):
        take_back(by=lead, judgement=first)


def test_of_two_members_answering_at_once_one_wins(world, desks):
    lead, left, right = desks
    colleague = world.member(lead.agency)
    with world.acting(lead):
        for place in (left, right):
            call("grant_seat", place.dossier_id, colleague.id, "worker", 30)
    told, ready = [], threading.Barrier(2)

    def answer(who, verdict):
        try:
            with world.acting(who):
                ready.wait()
                told.append(judge(by=who, one=Key.of(left), other=Key.of(right), verdict=verdict).verdict)
        except JudgedAlready as late:
            told.append(late)
        finally:
            connection.close()

    world.session(lead), world.session(colleague)
    pairs = ((lead, Verdict.SAME), (colleague, Verdict.DIFFERENT))
    threads = [threading.Thread(target=answer, args=each) for each in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(each, JudgedAlready) for each in told) == [False, True]
    assert world.sql("SELECT count(*) FROM accord.judgement WHERE undone_at IS NULL") == [(1,)]


def test_what_forgets_a_person_forgets_what_was_said_of_it(world, desks):
    lead, left, right = desks
    answered(world, lead, left, right)
    greater = max(left, right, key=Key.of)
    with world.acting(lead):
        report = queries.Report.objects.get(pk=(greater.dossier_id, greater.report_id))
        close_report(by=lead, report=report, reason="no indicators")
    assert world.sql("SELECT count(*) FROM accord.judgement") == [(0,)]


def test_duplicates_of_a_dossier_come_one_after_another_until_all_are_answered(world):
    lead = world.member()
    desk = world.desk(lead)
    phone = (IdentifierDraft("phone", "514 555 0123"),)
    swapped, other = (
        {"given_name": "Exemple", "family_name": "Marc"},
        {"given_name": "Zoé", "family_name": "Loin"},
    )
    persons = [filed(world, lead, desk, marc(**more))[0] for more in ({}, {}, swapped, other)]
    filed(world, lead, desk, marc(given_name="Ali", family_name="Nul", date_of_birth=None, identifiers=phone))
    filed(world, lead, world.desk(lead), marc())
    seen = set()
    while True:
        with world.acting(lead):
            found = duplicates(desk.id)
            if not found.pairs:
                break
            pair = found.pairs[0]
            judge(by=lead, one=pair.one.key, other=pair.other.key, verdict=Verdict.DIFFERENT)
        ids = frozenset((pair.one.person.id, pair.other.person.id))
        assert ids not in seen
        seen.add(ids)
    alike = {each.id for each in persons[:3]}
    assert seen == {frozenset((one, other)) for one in alike for other in alike if one != other}


def test_look_goes_on_where_it_stopped(world, monkeypatch):
    from accord.reports import judging_duplicates

    monkeypatch.setattr(judging_duplicates, "SHOWN", 2)
    monkeypatch.setattr(judging_duplicates, "SCORED", 1)
    lead = world.member()
    desk = world.desk(lead)
    for _ in range(4):
        filed(world, lead, desk, marc())
    seen, place = [], None
    with world.acting(lead):
        for _ in range(6):
            found = duplicates(desk.id, after=place)
            seen += [(pair.one.key, pair.other.key) for pair in found.pairs]
            place = found.following
            if place is None:
                break
    assert len(seen) == len(set(seen)) == 6
