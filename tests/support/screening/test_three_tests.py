"""Three tests side by side on the same answers; never one verdict."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.support import screening
from accord.support.screening import (
    Answered,
    Element,
    Kind,
    OneTest,
    Population,
    Standing,
    State,
    ThreeTests,
    find,
    latest,
    three_tests,
)

ILO, CANADA, WALK_IN = find("ilo", "2009"), find("canada", "1"), latest("walk-in")
ADULT, MINOR, LABOUR, SEXUAL = Population.ADULT, Population.MINOR, Kind.LABOUR, Kind.SEXUAL
TOLD = State.DISCLOSED
EXPLOITED = {"D4.01": TOLD, "D4.02": TOLD}


def of(states, population=ADULT, kind=LABOUR, instrument=ILO):
    return three_tests(Answered(instrument, states), population=population, kind=kind)


def standings(one: OneTest):
    return {
        element.code.partition(".")[2] or element.code: element.standing.value for element in one.elements
    }


def test_nothing_asked_says_nothing_and_offers_no_more():
    tests = of({})
    for one in tests.side_by_side:
        assert one.reading_code == "nothing_yet"
        assert {element.standing for element in one.elements} == {Standing.NOT_ASKED}
        assert all(element.not_asked and not element.reasons for element in one.elements)
    assert tests.asked == 0 and len(tests.not_asked) == 67


def test_exploitation_with_coercion_alone_names_what_it_goes_with():
    reading = of({**EXPLOITED, "D5.01": TOLD, "D5.02": TOLD}).ilo.reading
    assert "together with: Coercion at destination." in reading.en
    assert "avec\N{NO-BREAK SPACE}: Coercition à destination." in reading.fr


def test_adult_needs_act_means_and_purpose_by_palermo():
    assert all(element.needed for element in of({}).palermo.elements)
    assert of(EXPLOITED).palermo.reading_code == "speaks_in_part"
    assert of({**EXPLOITED, "D5.04": TOLD}).palermo.reading_code == "speaks_in_part"
    full = of({**EXPLOITED, "D5.04": TOLD, "D1.01": TOLD}).palermo
    assert full.reading_code == "speaks_for"
    assert standings(full) == {"act": "supported", "means": "supported", "purpose": "supported"}
    assert [reason.item.id for reason in full.element("palermo.means").reasons] == ["D1.01", "D5.04"]


def test_child_needs_no_means_by_palermo():
    moved = Answered(ILO, {**EXPLOITED, "D5.03": TOLD})
    child = three_tests(moved, population=MINOR, kind=LABOUR)
    means = child.palermo.element("palermo.means")
    assert not means.needed and means.note.en.startswith("Under 18")
    assert child.palermo.reading_code == "speaks_for"
    assert child.ilo.reading_code == "pattern"
    assert three_tests(moved, population=ADULT, kind=LABOUR).ilo.reading_code == "exploitation"


def test_child_without_an_act_has_exploitation_only():
    child = of(EXPLOITED, population=MINOR)
    assert child.palermo.reading_code == "speaks_in_part"
    assert child.ilo.reading_code == "exploitation"


def test_criminal_code_asks_neither_means_nor_border_nor_movement():
    one = of({**EXPLOITED, "D5.03": TOLD}).code
    assert [element.code for element in one.elements] == ["code.act", "code.service", "code.conduct"]
    assert one.reading_code == "speaks_for"
    said = " ".join(note.en for note in one.notes)
    assert "No border, no movement and no separate means" in said and "Consent is never valid" in said


def test_deception_alone_is_considered_but_does_not_carry_fear_for_safety():
    conduct = of({"D1.01": TOLD}).code.element("code.conduct")
    assert conduct.standing is Standing.NOT_SHOWN
    assert [reason.item.id for reason in conduct.also] == ["D1.01"]


def test_need_is_no_abuse_of_need_by_itself():
    means = of({"D3.06": TOLD, "D6.03": TOLD}).palermo.element("palermo.means")
    assert means.standing is Standing.NOT_SHOWN
    assert {reason.item.id for reason in means.also} == {"D3.06", "D6.03"}


def test_tests_may_differ_and_each_keeps_its_own_reading():
    tests = of({"D5.04": TOLD, "D1.01": TOLD, "D4.02": TOLD})
    assert [one.reading_code for one in tests.side_by_side] == ["speaks_for", "not_enough", "speaks_for"]


def test_refusal_and_not_observed_show_nothing_but_were_asked():
    one = of({"D5.04": State.REFUSED, "D5.05": State.NOT_OBSERVED, "D5.06": State.UNKNOWN}).palermo
    assert one.element("palermo.means").standing is Standing.NOT_SHOWN
    assert one.element("palermo.act").standing is Standing.NOT_ASKED


def test_inferred_is_shown_and_counts_for_nothing():
    tests = of({"D5.04": State.INFERRED, "D5.03": State.INFERRED})
    means = tests.palermo.element("palermo.means")
    assert means.standing is Standing.NOT_SHOWN and len(means.also) == 2
    assert tests.ilo.element("D5").standing is Standing.NOT_SHOWN
    assert {reason.state for reason in tests.ilo.element("D5").also} == {State.INFERRED}


def test_ten_answers_of_a_walk_in_feed_all_three():
    states = {item.id: TOLD for item in WALK_IN.items}
    tests = of(states, kind=SEXUAL, instrument=WALK_IN)
    assert tests.palermo.reading_code == tests.code.reading_code == "speaks_for"
    assert (
        tests.ilo.reading_code == "exploitation_and_more"
    )  # recruitment was asked once: one strong is not positive
    via = {reason.via.id for reason in tests.palermo.element("palermo.means").reasons}
    assert "W.08" in via and tests.not_asked == ()


def test_a_walk_in_about_labour_says_nothing_of_advertisements():
    reasons = [
        reason.item.id
        for one in of({"W.10": TOLD}, kind=LABOUR, instrument=WALK_IN).side_by_side
        for element in one.elements
        for reason in (*element.reasons, *element.also)
    ]
    assert reasons and not [item_id for item_id in reasons if item_id.startswith("CA.")]


def test_walk_in_and_long_form_are_read_together_and_counted_once():
    short = Answered(WALK_IN, {"W.03": TOLD})
    long = Answered(ILO, {"D5.01": TOLD})
    tests = three_tests([short, long], population=ADULT, kind=LABOUR)
    assert [reason.item.id for reason in tests.ilo.element("D5").reasons] == ["D5.01"]
    assert tests.ilo.element("D5").standing is Standing.NOT_SHOWN
    both = three_tests([short, Answered(ILO, {"D5.02": TOLD})], population=ADULT, kind=LABOUR)
    assert both.ilo.element("D5").standing is Standing.SUPPORTED


def test_what_was_told_is_not_shown_as_inferred_too():
    several = [Answered(WALK_IN, {"W.08": TOLD}), Answered(ILO, {"D5.04": State.INFERRED})]
    held = three_tests(several, population=ADULT, kind=LABOUR).ilo.element("D5")
    assert [reason.state for reason in held.reasons] == [TOLD] and held.also == ()


def test_canadian_signs_speak_without_weight():
    tests = of({"CA.19": TOLD, "CA.15": State.OBSERVED}, kind=SEXUAL, instrument=CANADA)
    assert tests.palermo.element("palermo.purpose").standing is Standing.SUPPORTED
    assert tests.code.element("code.act").standing is Standing.SUPPORTED
    assert tests.ilo.reading_code == "nothing_yet"


def test_what_was_not_asked_is_of_the_list_that_fits():
    not_asked = {item.id for item in of({}, population=MINOR).palermo.element("palermo.means").not_asked}
    assert "D3.08" not in not_asked and "D3.07" in not_asked


def test_cautions_stand_until_somebody_signs():
    assert "never checked" in of({}, kind=SEXUAL).cautions[0].en
    assert "second-hand" in of({}, kind=LABOUR).cautions[0].en
    signed = ILO.signed(by="Clinical lead (invented)", on=date(2026, 11, 1))
    assert three_tests(Answered(signed), population=ADULT, kind=SEXUAL).cautions == ()


def test_no_indicators_is_offered_and_never_chosen():
    assert of({"D5.01": State.NOT_OBSERVED}).possible_closing.en.count("may") >= 2
    assert of({"D5.01": TOLD}).possible_closing is None
    assert of({"D5.01": State.INFERRED}).possible_closing is None


@given(st.dictionaries(st.sampled_from([item.id for item in ILO.items]), st.sampled_from([*State]), max_size=20),
       st.sampled_from([*Population]), st.sampled_from([*Kind]))  # fmt: skip
def test_every_reason_is_an_answer_and_every_result_says_what_it_is(states, population, kind):
    tests = of(states, population, kind)
    assert "not a legal finding" in tests.notice.en and "sent nowhere" in tests.notice.en
    assert "non une conclusion juridique" in tests.notice.fr and "Rien n’est transmis" in tests.notice.fr
    for one in tests.side_by_side:
        for element in one.elements:
            assert all(reason.state.counts for reason in element.reasons)
            assert bool(element.reasons) or element.standing is not Standing.SUPPORTED
            answered = {reason.item.id for reason in (*element.reasons, *element.also)}
            assert answered <= set(states)
            assert not {item.id for item in element.not_asked} & set(states)
            assert element.name.en and element.name.fr


def test_unknown_answers_are_refused_by_name():
    with pytest.raises(KeyError, match=r"ilo 2009 has no item D9\.99"):
        Answered(ILO, {"D9.99": TOLD})
    with pytest.raises(ValueError, match="maybe"):
        Answered(ILO, {"D1.01": "maybe"})


VERDICT = re.compile(
    r"is_?victim|is_?trafficked|verdict|guilty|conclusi|score|risk|probab|likel|send|transmit|notify|escalat"
)


def test_nothing_in_the_engine_is_named_a_verdict_a_score_or_a_sending():
    names = []
    for file in Path(screening.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.arg):
                names.append(node.name if not isinstance(node, ast.arg) else node.arg)
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.append(node.target.id)
    assert len(names) > 100
    assert [name for name in names if VERDICT.search(name.lower())] == []


def test_results_hold_no_yes_or_no_about_a_person():
    made = (ThreeTests, OneTest, Element)
    yes_or_no = {
        (each.__name__, field.name) for each in made for field in fields(each) if field.type == "bool"
    }
    assert yes_or_no == {("Element", "needed")}


@pytest.mark.parametrize("population", [*Population])
@pytest.mark.parametrize("kind", [*Kind])
def test_every_reading_has_words_of_its_own_in_both_languages(population, kind):
    latest_ilo = latest("ilo")
    everything = Answered(latest_ilo, {item.id: TOLD for item in latest_ilo.items})
    for answered in (everything, Answered(latest_ilo), Answered(latest_ilo, EXPLOITED)):
        for one in three_tests(answered, population=population, kind=kind).side_by_side:
            for words in (one.title, one.rule, one.source, one.reading, *one.notes):
                assert words.en and words.fr and "{" not in words.en + words.fr
