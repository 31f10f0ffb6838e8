"""The dimension rule and the combination rule, case by case, over any answers, and planted wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.support.screening import (
    Answered,
    Kind,
    Population,
    Standing,
    State,
    Strength,
    latest,
    three_tests,
)
from accord.support.screening.bands import Counts
from accord.support.screening.ilo import READINGS, combination

ILO = latest("ilo")
STEP = ILO.bands.steps[0]
# Every worked case: strong, medium, weak → positive.
CASES = [
    (0, 0, 0, False),
    (1, 0, 0, False),
    (2, 0, 0, True),
    (1, 1, 0, True),
    (1, 0, 1, True),
    (0, 1, 0, False),
    (0, 2, 0, False),
    (0, 3, 0, True),
    (0, 2, 1, True),
    (0, 1, 1, False),
    (0, 1, 9, False),
    (0, 0, 1, False),
    (0, 0, 99, False),
    (3, 0, 0, True),
    (0, 4, 0, True),
]
COMBINATIONS = [
    ((), False, "nothing_yet"),
    (("D1", "D2", "D3", "D5", "D6"), False, "nothing_yet"),
    (("D4",), False, "exploitation"),
    (("D1", "D4"), False, "deceived_and_exploited"),
    (("D1", "D2", "D4"), False, "deceived_and_exploited"),
    (("D1", "D4", "D5"), False, "pattern"),
    (("D2", "D4", "D5"), False, "pattern"),
    (("D3", "D4", "D5"), False, "pattern"),  # vulnerability stands in at recruitment
    (("D1", "D4", "D6"), False, "pattern"),  # and at destination
    (("D3", "D4", "D6"), False, "pattern"),
    (("D1", "D5"), False, "nothing_yet"),
    (("D4", "D5"), False, "exploitation_and_more"),
    (("D2", "D4"), False, "exploitation_and_more"),
    (("D4",), True, "pattern"),  # a child: act and exploitation
    ((), True, "nothing_yet"),
    (("D1", "D2"), True, "nothing_yet"),
]
counts = st.builds(Counts, strong=st.integers(0, 5), medium=st.integers(0, 6), weak=st.integers(0, 20))
some_states = st.dictionaries(
    st.sampled_from([item.id for item in ILO.items]), st.sampled_from([*State]), max_size=25
)
populations, kinds = st.sampled_from([*Population]), st.sampled_from([*Kind])


def positive(states, population=Population.ADULT, kind=Kind.LABOUR):
    tests = three_tests(Answered(ILO, states), population=population, kind=kind)
    return {each.code for each in tests.ilo.elements if each.standing is Standing.SUPPORTED}


def rank(states, population, kind):
    tests = three_tests(Answered(ILO, states), population=population, kind=kind)
    return READINGS.index(tests.ilo.reading_code)


@pytest.mark.parametrize(("strong", "medium", "weak", "holds"), CASES)
def test_dimension_rule(strong, medium, weak, holds):
    assert STEP.holds(Counts(strong=strong, medium=medium, weak=weak)) is holds


@pytest.mark.parametrize(("dimensions", "act_of_child", "reading"), COMBINATIONS)
def test_combination_rule(dimensions, act_of_child, reading):
    assert combination(set(dimensions), act_of_child=act_of_child) == reading


@given(counts)
def test_rule_agrees_with_its_wording(given_counts):
    strong, medium, weak = given_counts.strong, given_counts.medium, given_counts.weak
    worded = (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )  # fmt: skip
    assert STEP.holds(given_counts) is worded


def mutants():
    """The rule with one alternative lost, one minimum off by one, or one too easy alternative added."""
    for place, minimums in enumerate(STEP.any_of):
        before, after = STEP.any_of[:place], STEP.any_of[place + 1 :]
        yield (*before, *after)
        for number, (kind, least) in enumerate(minimums):
            for wrong in {least - 1, least + 1} - {0}:
                yield (*before, (*minimums[:number], (kind, wrong), *minimums[number + 1 :]), *after)
        for number in range(len(minimums) if len(minimums) > 1 else 0):
            yield (*before, (*minimums[:number], *minimums[number + 1 :]), *after)
    yield (*STEP.any_of, (("weak", 5),))
    yield (*STEP.any_of, (("medium", 1), ("weak", 1)))


@pytest.mark.parametrize("wrong", [*mutants()])
def test_a_rule_planted_wrong_fails_a_worked_case(wrong):
    planted = replace(STEP, any_of=wrong)
    assert any(planted.holds(Counts(*case[:3])) is not case[3] for case in CASES)


@given(some_states, populations, kinds)
def test_weak_alone_is_never_positive(states, population, kind):
    chosen = ILO.list_for(population, kind)
    weak = {
        item_id: state
        for item_id, state in states.items()
        if ILO.item(item_id).weights.get(chosen.code) in {Strength.WEAK, None}
    }
    assert positive(weak, population, kind) == set()


@given(some_states, populations, kinds)
def test_only_what_is_observed_or_disclosed_counts(states, population, kind):
    silent = {item_id: state for item_id, state in states.items() if not state.counts}
    assert positive(silent, population, kind) == set()
    counting = {item_id: state for item_id, state in states.items() if state.counts}
    assert positive(states, population, kind) == positive(counting, population, kind)


@given(st.sampled_from([*ILO.items]), populations, kinds)
def test_one_answer_is_never_a_positive_dimension(item, population, kind):
    assert positive({item.id: State.OBSERVED}, population, kind) == set()


@given(some_states, populations, kinds)
def test_answers_off_the_list_do_not_count(states, population, kind):
    chosen = ILO.list_for(population, kind)
    on_list = {
        item_id: state for item_id, state in states.items() if chosen.code in ILO.item(item_id).weights
    }
    assert positive(states, population, kind) == positive(on_list, population, kind)


def test_the_same_label_at_recruitment_and_at_destination_is_two_indicators():
    papers_taken = {"D2.05": State.OBSERVED, "D5.01": State.OBSERVED}
    assert positive({**papers_taken, "D5.02": State.DISCLOSED}) == {"D5"}
    assert ILO.item("D2.05").weights["AL"] is Strength.MEDIUM
    assert ILO.item("D5.01").weights["AL"] is Strength.STRONG


def test_forced_tasks_weigh_more_where_they_are_clients():
    states = {"D5.07": State.DISCLOSED, "D5.08": State.DISCLOSED}
    assert positive(states, kind=Kind.LABOUR) == set()
    assert positive(states, kind=Kind.SEXUAL) == {"D5"}


def test_something_said_of_exploitation_is_never_called_nothing():
    assert combination(set(), said_of_exploitation=True) == "not_enough"
    assert combination({"D1", "D5"}, said_of_exploitation=True) == "not_enough"
    assert combination({"D4"}, said_of_exploitation=True) == "exploitation"
