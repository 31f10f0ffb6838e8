"""The judge of times: what is slower is found, what is alike is not, and its figures stand in the table."""

from __future__ import annotations

import numpy as np

from accord.bench.leak.timing import QUESTIONS, as_table, auc, judged

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


def test_every_question_names_a_known_address_and_a_kind() -> None:
    from tests.matrix.routes import routes

    known = {route.name for route in routes()}
    assert {each.route for each in QUESTIONS} <= known
    assert len({each.name for each in QUESTIONS}) == len(QUESTIONS)
