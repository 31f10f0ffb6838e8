"""What ties reports together, through the real roles: only one's own seats, and only what counts."""

from __future__ import annotations

from datetime import date

import pytest

from accord.reports.actions.judging import judge, take_back
from accord.reports.corridors import bounds, connections, ties, weave
from accord.reports.models.judgement import Key
from tests.cases.reports import identifier, person, report

PAIR = ("montreal-qc", "toronto-on")
NAMED = {"given_name": "Ivan", "family_name": "Petrov", "given_folded": "ivan", "family_folded": "petrov"}


class Desk:
    def __init__(self, world):
        self.world = world
        self.lead = world.member()
        self.desk = world.desk(self.lead)

    def report(self, city, day=1, **more):
        return report(self.world, self.desk, self.lead, city=city, occurred_from=date(2026, 3, day), **more)

    def seen(self, city, day=1, value="+15145550111", kind="phone", **more):
        made = self.report(city, day, **more)
        identifier(self.world, made, value, kind=kind)
        return made

    def corridors(self, member=None, **asked):
        with self.world.acting(member or self.lead):
            return weave(ties(**asked))


@pytest.fixture
def ours(world):
    return Desk(world)


def test_one_phone_in_two_cities_is_a_corridor_with_its_direction(ours):
    first, second = ours.seen("montreal-qc", 1), ours.seen("toronto-on", 5)
    found = ours.corridors()
    assert list(found) == [PAIR]
    assert set(found[PAIR].reports) == {first.id, second.id}
    assert (found[PAIR].there, found[PAIR].back) == (1, 0)


def test_another_agencys_reports_never_move_a_number(world, ours):
    ours.seen("montreal-qc"), ours.seen("toronto-on", 2)
    before = ours.corridors()
    theirs = Desk(world)
    for day in range(1, 9):
        theirs.seen("toronto-on", day), theirs.seen("windsor-on", day)
    after = ours.corridors()
    assert {pair: each.reports for pair, each in after.items()} == {
        pair: each.reports for pair, each in before.items()
    }
    assert PAIR not in theirs.corridors() and len(theirs.corridors()) == 1


def test_whoever_sits_on_two_desks_sees_what_joins_them(world, ours):
    theirs = Desk(world)
    ours.seen("montreal-qc"), theirs.seen("toronto-on", 2)
    assert ours.corridors() == {} == theirs.corridors()
    second = world.desk(ours.lead)
    identifier(world, report(world, second, ours.lead, city="toronto-on"), "+15145550111")
    assert list(ours.corridors()) == [PAIR]
    assert theirs.corridors() == {}


@pytest.mark.parametrize(
    "why_not",
    [
        {"withdrawn_at": "2026-03-09T12:00:00Z", "withdrawn_by": "00000000-0000-4000-8000-000000000001"},
        {"city": "", "city_other": "Elsewhere"},
        {"city": "nowhere-xx"},
    ],
)
def test_what_was_withdrawn_or_lies_nowhere_does_not_count(ours, why_not):
    ours.seen("montreal-qc")
    ours.seen(**{"city": "toronto-on", "day": 2, **why_not})
    assert ours.corridors() == {}


def test_premises_do_not_travel(ours):
    ours.seen("montreal-qc", kind="premises", value="motel"), ours.seen("toronto-on", 2, "motel", "premises")
    assert ours.corridors() == {}


def test_what_is_published_as_too_common_ties_nothing(world, ours):
    ours.seen("montreal-qc"), ours.seen("toronto-on", 2)
    world.sql(
        "INSERT INTO accord.common_value (id, kind, form, shown, reason, added_by, created_at)"
        " VALUES (gen_random_uuid(), 'phone', '+15145550111', 'Taxi', 'Rank', gen_random_uuid(), now())"
    )
    assert ours.corridors() == {}


def test_days_bound_both_ends(ours):
    ours.seen("montreal-qc", 1), ours.seen("toronto-on", 20)
    with ours.world.acting(ours.lead):
        assert bounds() == (date(2026, 3, 1), date(2026, 3, 20))
    assert ours.corridors(since=date(2026, 3, 1), until=date(2026, 3, 20))
    assert not ours.corridors(until=date(2026, 3, 19))
    assert not ours.corridors(since=date(2026, 3, 2))


def test_a_red_report_stays_when_a_table_leaves(ours):
    ours.seen("montreal-qc"), ours.seen("toronto-on", 2, caveat="red")
    assert ours.corridors() and not ours.corridors(leaving=True)


def named(ours, city, day, born=date(1990, 1, 2)):
    return person(ours.world, ours.report(city, day), **NAMED, date_of_birth=born)


def test_a_name_ties_with_its_date_of_birth_alone(ours):
    named(ours, "montreal-qc", 1), named(ours, "toronto-on", 2, born=None)
    assert ours.corridors() == {}
    named(ours, "toronto-on", 3)
    assert ours.corridors()[PAIR].weight == 2
    assert set(ours.corridors()[PAIR].by_kind) == {"name"}


def judged(ours, one, other, verdict):
    with ours.world.acting(ours.lead):
        return judge(by=ours.lead, one=Key.of(one), other=Key.of(other), verdict=verdict, reason="Seen both")


def test_different_unties_a_name_and_taking_it_back_ties_it_again(ours):
    one, other = named(ours, "montreal-qc", 1), named(ours, "toronto-on", 2)
    judgement = judged(ours, one, other, "different")
    assert ours.corridors() == {}
    with ours.world.acting(ours.lead):
        take_back(by=ours.lead, judgement=judgement, reason="Mistaken")
    assert ours.corridors()[PAIR].weight == 2


def test_same_ties_records_also_through_a_third(ours):
    people = [
        person(ours.world, ours.report(city, day), given_name=name)
        for city, day, name in (("montreal-qc", 1, "A"), ("montreal-qc", 2, "B"), ("toronto-on", 3, "C"))
    ]
    judged(ours, people[0], people[1], "same")
    assert ours.corridors() == {}
    judged(ours, people[1], people[2], "same")
    assert ours.corridors()[PAIR].weight == 3
    assert set(ours.corridors()[PAIR].by_kind) == {"judged"}


def test_who_connects_two_cities_since_when_on_what_evidence(ours):
    one, two, three = ours.seen("montreal-qc", 4), ours.seen("toronto-on", 9), ours.seen("toronto-on", 2)
    ours.seen("windsor-on", 3)
    with ours.world.acting(ours.lead):
        told = connections(ties(cities=PAIR), *PAIR)
    assert [(each.kind, each.shown, each.total, each.since) for each in told] == [
        ("phone", "+15145550111", 3, date(2026, 3, 4))
    ]
    assert [[each.id for each in side] for side in told[0].sides] == [[one.id], [two.id, three.id]]
