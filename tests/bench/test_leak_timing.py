"""The judge of times: what is slower is found, what is alike is not, and its figures stand in the table."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from accord.bench.leak.timing import QUESTIONS, Question, as_table, auc, judged, same_size

DRAW = np.random.default_rng(3)


def times(slower: float, rounds: int = 1500) -> np.ndarray:
    """Skewed, as the times of a busy machine are; hidden things take so many milliseconds longer."""
    found = 5 + DRAW.exponential(2.0, (rounds, 3))
    found[:, 0] += slower
    return found


def test_chance_of_ranks() -> None:
    assert auc(np.array([1.0, 2.0]), np.array([1.0, 2.0])) == 0.5
    assert auc(np.array([2.0, 3.0]), np.array([0.0, 1.0])) == 1.0
    assert auc(np.array([1.0]), np.array([2.0])) == 0.0


def test_hidden_that_takes_longer_falls_out_of_the_interval() -> None:
    told = judged(times(1.0))
    assert told["auc"] > 0.6 and not told["within"]
    assert told["interval"][0] < 0.5 < told["interval"][1]


def test_hidden_that_is_quicker_falls_out_too() -> None:
    assert not judged(times(-1.0))["within"]


def test_alike_stays_about_its_control() -> None:
    told = judged(times(0.0, 20_000))
    assert abs(told["auc"] - 0.5) < 0.02 and abs(told["control"] - 0.5) < 0.02


def test_table_says_which_question_fell_out() -> None:
    said = as_table({"rounds": 5, "timing": {"one": judged(times(0.0)), "two": judged(times(3.0))}})
    assert "**no**" in said.splitlines()[-1] and "| two |" in said


def test_ratio_is_one_where_the_question_tells_no_more_than_its_control() -> None:
    assert judged(times(3.0))["ratio"] > 1.3
    assert abs(judged(times(0.0, 20_000))["ratio"] - 1) < 0.03


def test_answers_of_two_sizes_are_marked() -> None:
    odd = judged(times(0.0)) | {"same_size": False}
    assert "differ in size" in as_table({"rounds": 5, "timing": {"one": odd}})


class _Answering:
    """An asking whose answers are as long as what is asked about."""

    def act(self, question: Question, arguments: dict[str, Any]) -> Any:
        return lambda: SimpleNamespace(status_code=404, content=b"x" * arguments["size"])


def test_size_is_compared_with_both_that_do_not_exist() -> None:
    asking: Any = _Answering()
    for sizes, same in (((5, 5, 5), True), ((6, 5, 5), False), ((5, 5, 6), False)):
        asked = tuple([{"size": size}] for size in sizes)
        assert same_size(asking, QUESTIONS[0], asked) is same


def test_every_question_has_a_kind_or_somebody_beside() -> None:
    assert all(bool(each.kind) != all(each.beside) for each in QUESTIONS)


def test_every_question_names_a_known_address_and_a_kind() -> None:
    from tests.matrix.routes import routes

    known = {route.name for route in routes()}
    assert {each.route for each in QUESTIONS} <= known
    assert len({each.name for each in QUESTIONS}) == len(QUESTIONS)
