"""The published list: shipped, kept by brokers, chosen by agencies."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError

from accord.consent.vocabulary import Fact
from accord.permits import actions, queries
from accord.permits.clocks import Unit
from accord.permits.holidays import calendars
from accord.permits.loading import load, shipped
from accord.permits.models import Right
from accord.permits.vocabulary import Jurisdiction, Kind, Situation


@pytest.fixture
def broker(world):
    load()
    return world.member(world.agency("coordination"), duties=["broker"])


def test_every_shipped_right_is_whole_in_both_languages():
    for row in shipped():
        assert row["kind"] in Kind.values and row["jurisdiction"] in Jurisdiction.values
        assert set(row["situations"]) <= set(Situation.values) and set(row["facts"]) <= set(Fact.values)
        assert row["name_en"] and row["name_fr"] and row["gives_en"] and row["gives_fr"] and row["source"]
        assert bool(row["purpose"]) == bool(row["facts"])
        for stage in row["stages"]:
            assert stage["unit"] in Unit.values and stage["name_en"] and stage["name_fr"]
            assert stage["start"] == "requested" or (stage["start_en"] and stage["start_fr"])
    assert {"CA", "QC", "ON", "GB"} <= set(calendars())


def test_permit_for_victims_says_what_the_source_says(broker):
    right = Right.objects.get(code="trp-vtip")
    assert (right.min_months, right.max_months, right.fee_cents) == (12, 36, 0)
    assert right.effective_from == date(2025, 2, 4) and "testify" in right.asks_not_en
    assert Fact.WHOLE_FILE not in right.facts


def test_quick_response_counts_three_five_and_ten_business_days(broker):
    stages = Right.objects.get(code="vqrp").clocks
    assert [(stage.amount, stage.unit) for stage in stages] == [(n, Unit.BUSINESS_DAYS) for n in (3, 5, 10)]


def test_loading_again_keeps_what_a_broker_has_edited(broker, world):
    with world.acting(broker):
        edited = Right.objects.get(code="ivac")
        actions.edit_right(
            by=broker, right=edited, changes={"source": "Read today", "verified_on": date(2026, 11, 23)}
        )
    world.sql("UPDATE accord.published_right SET source = 'gone' WHERE code = 'ifhp'")
    assert load() == len(shipped())
    assert Right.objects.get(code="ivac").source == "Read today"
    assert Right.objects.get(code="ifhp").source != "gone"


@pytest.mark.parametrize("duties", [[], ["administrator"]])
def test_nobody_else_edits(broker, world, duties):
    other = world.member(world.agency("support"), duties=duties)
    with world.acting(other):
        right = Right.objects.get(code="ivac")
        with pytest.raises(PermissionDenied):
            actions.edit_right(by=other, right=right, changes={"source": "mine"})
        right.source = "mine"
        assert Right.objects.filter(code="ivac").update(source="mine") == 0


def test_whole_file_is_never_among_the_facts(broker, world):
    with pytest.raises(Exception, match="right_facts_least"), world.acting(broker):
        right = Right.objects.get(code="ivac")
        actions.edit_right(by=broker, right=right, changes={"facts": [Fact.WHOLE_FILE]})


def test_optional_pathway_shows_where_the_administrator_chose_it(broker, world):
    haven = world.agency("support")
    chief, worker = world.member(haven, duties=["administrator"]), world.member(haven)
    elsewhere = world.member(world.agency("support"))
    code = "referral-mechanism"
    with world.acting(chief):
        right = Right.objects.get(code=code)
        assert code not in {each.code for each in queries.rights(chief)}
        actions.switch_pathway(by=chief, right=right, on=True)
    with world.acting(worker):
        assert code in {each.code for each in queries.rights(worker)}
        with pytest.raises(PermissionDenied):
            actions.switch_pathway(by=worker, right=right, on=False)
    with world.acting(elsewhere):
        assert code not in {each.code for each in queries.rights(elsewhere)}
    with world.acting(chief):
        actions.switch_pathway(by=chief, right=right, on=False)
        assert code not in {each.code for each in queries.rights(chief)}


def test_app_does_not_load_rights(broker, world):
    from accord.base.row_security.call import call

    with pytest.raises(ProgrammingError, match="permission denied"), world.acting(broker):
        call("load_rights", "[]")
