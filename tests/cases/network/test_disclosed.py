"""What a partner gave is told act by act: each report with what it says, however soon one follows the other."""

from __future__ import annotations

import pytest

from accord.cases import queries
from accord.cases.network.disclosed import ONE_ACT, sources_of
from tests.cases.reports import identifier, person
from tests.cases.test_disclosing import Case


@pytest.fixture
def case(world):
    return Case(world)


def give(world, case, city, plate):
    """All of a report with one plate in one city, at once."""
    told = case.report(city=city)
    seen = identifier(world, told, plate, kind="plate")
    case.give(told, {f"report-{told.id}": ["reference", "city"], f"identifier-{seen.id}": ["value"]})
    return told


def sources(world, case):
    with world.acting(case.theirs.lead):
        return sources_of(queries.received_in(case.id))


def test_two_reports_given_in_one_breath_stay_two(world, case):
    first = give(world, case, "montreal-qc", "ABC123")
    second = give(world, case, "niagarafalls-on", "XYZ789")
    given = [each.created_at for each in case.received()]
    assert max(given) - min(given) < ONE_ACT
    told = {
        each.reference: (each.city, [value.value for value in each.values]) for each in sources(world, case)
    }
    assert told == {
        first.reference: ("montreal-qc", ["ABC123"]),
        second.reference: ("niagarafalls-on", ["XYZ789"]),
    }


def test_parts_without_their_report_are_one_source(world, case):
    told = case.report()
    one, other = person(world, told, given_name="Ivan"), identifier(world, told, "ABC123", kind="plate")
    case.give(told, {f"person-{one.id}": ["given_name"], f"identifier-{other.id}": ["value"]})
    (source,) = sources(world, case)
    assert [each.name for each in source.persons] == ["Ivan"]
    assert [each.whose for each in source.values] == [source.persons[0].key]
