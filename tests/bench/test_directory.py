"""What people type finds a service that answers, on the public lists; each way is asked the same and told as it is."""

from __future__ import annotations

import uuid
from collections import Counter

import pytest

from accord.bench.directory.lists import Asked, judged, readings, written_by_others
from accord.bench.directory.measure import _success
from accord.bench.directory.table import as_table
from accord.bench.directory.ways import WAYS, ours
from accord.directory.loading import load
from accord.directory.models import Service
from tests.directory.lists import REAL, needs_real_lists

FOLDER = REAL / "directories"


@pytest.fixture
def named(world):
    for reading in readings(FOLDER):
        load(reading)
    return {
        id: f"{source}:{there}"
        for id, source, there in Service.objects.values_list("id", "source", "external_id")
    }


@needs_real_lists
def test_every_judged_answer_is_a_service_of_its_list(named):
    answers = {answer for asked in judged() for answer in asked.answers}
    assert answers <= set(named.values())


@needs_real_lists
def test_an_answer_stands_among_the_first_five_in_both_languages(named):
    answers = [(asked, ours(asked)) for asked in judged()]
    french = [pair for pair in answers if pair[0].french]
    slips = [pair for pair in answers if pair[0].slips]
    assert len(answers) >= 70 and len(french) >= 30 and len(slips) >= 8
    assert _success(answers, named)["at_5"] >= 0.95
    assert _success(french, named)["at_5"] >= 0.95
    assert _success(slips, named)["at_5"] >= 0.8


def test_success_counts_the_first_five_and_the_first_rank():
    right, wrong = uuid.uuid4(), [uuid.uuid4() for _n in range(5)]
    asked = Asked("bed", "", False, False, frozenset({"list:1"}))
    named = {right: "list:1", **dict.fromkeys(wrong, "list:2")}
    assert _success([(asked, [wrong[0], right])], named) == {"at_5": 1.0, "reciprocal": 0.5}
    assert _success([(asked, [*wrong, right])], named) == {"at_5": 0.0, "reciprocal": round(1 / 6, 4)}
    assert _success([(asked, wrong)], named) == {"at_5": 0.0, "reciprocal": 0.0}


def test_no_question_is_asked_twice():
    assert not [
        asked for asked, times in Counter((each.words, each.place) for each in judged()).items() if times > 1
    ]


@needs_real_lists
def test_questions_of_the_makers_have_their_service_as_answer():
    asked = written_by_others(FOLDER)
    assert len(asked) > 800 and all(each.answers for each in asked)


def test_table_has_a_line_for_each_way():
    shares = {"at_5": 0.5, "reciprocal": 0.25}
    told = {
        "success": shares,
        "french": shares,
        "slips": shares,
        "of_others": shares,
        "ms": {"p50": 1.0, "p95": 2.0},
    }
    result = {
        "lists": {"a": 2},
        "questions": 3,
        "questions_of_others": 4,
        "services": 5,
        **dict.fromkeys(WAYS, told),
    }
    table = as_table(result)
    assert table.count("| 0.500 | 0.500 | 0.500 | 0.500 | 1.0 | 2.0 |") == len(WAYS) and "a 2" in table
