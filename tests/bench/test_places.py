"""The bench measures what it says, its peers know better where they should, and its figures reach the page."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from accord.bench.cli import places
from accord.bench.places.measure import measured
from accord.bench.places.peers import first_come, most_placed
from accord.bench.places.population import NOW, country
from accord.bench.places.table import as_table
from accord.bench.report.page import written
from accord.places.assignment.matching import Edges
from accord.places.fit import Seeker

# Seeker 0 has waited longest and could go to either place; her nearest is the only one that takes seeker 1, a minor.
EDGES = Edges(np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([10, 20, 30]))
WHO = [Seeker(age=30, waiting_since=NOW.replace(hour=1)), Seeker(age=16, waiting_since=NOW)]
MINORS = np.array([False, True])


@pytest.fixture(scope="module")
def result() -> dict[str, object]:
    return measured(services=400, persons=160, farthest_km=300, free=0.17, seed=5)


def test_first_come_takes_the_nearest_and_leaves_the_next_without() -> None:
    assert first_come(EDGES, np.array([1, 1]), WHO) == {0: 0}


def test_minors_may_choose_first() -> None:
    assert first_come(EDGES, np.array([1, 0]), WHO) == {0: 0}
    assert first_come(EDGES, np.array([1, 0]), WHO, minors_first=True) == {1: 2}


def test_the_programs_find_room_for_both() -> None:
    assert most_placed(EDGES, np.array([1, 1]), MINORS) == {
        "placed": 2,
        "minors": 1,
        "placed_minors_first": 2,
    }
    assert most_placed(EDGES, np.array([1, 0]), MINORS) == {
        "placed": 1,
        "minors": 1,
        "placed_minors_first": 1,
    }


def test_the_country_is_the_same_for_a_seed_and_mostly_full() -> None:
    offers, seekers = country(600, 200, seed=4)
    assert (offers, seekers) == country(600, 200, seed=4)
    assert (offers, seekers) != country(600, 200, seed=5)
    assert 0.1 < sum(one.free > 0 for one in offers) / 600 < 0.25
    assert 0.15 < sum(one.is_minor for one in seekers) / 200 < 0.35


def test_ours_reaches_what_the_programs_prove_and_first_come_does_not(result: dict[str, object]) -> None:
    assert result["candidates"]["same_answer"] == 1.0  # type: ignore[index]
    ours, first, highs = (result[name] for name in ("ours", "first_come", "highs"))
    assert ours["unmet"] == highs["unmet"] == highs["minors_first"]["unmet"]  # type: ignore[index]
    assert ours["minors_unmet"] == highs["minors_first"]["minors_unmet"]  # type: ignore[index]
    in_turn = result["first_come_minors_first"]
    assert first["minors_unmet"] >= in_turn["minors_unmet"] >= ours["minors_unmet"]  # type: ignore[index]
    assert first["minors_unmet"] > ours["minors_unmet"]  # type: ignore[index]


def test_figures_reach_the_page(result: dict[str, object]) -> None:
    kept = {"name": "places", "bench": "places", "command": "accord bench places --json", "machine": "2 cores",
            "date": "2026-01-02", "runs": [{"load": 1.0, "result": result}]}  # fmt: skip
    page = written("# Performance\n\n## What falls short\n- Much.\n", [kept])
    assert as_table(result) in page
    assert "| HiGHS, minors first |" in page


def test_the_command_ends_in_one_json_line() -> None:
    done = CliRunner().invoke(places, ["--services", "60", "--persons", "20", "--farthest-km", "0"])
    assert done.exit_code == 0, done.output
    last = json.loads(done.stdout.strip().splitlines()[-1])
    assert last["farthest_km"] is None
    assert last["persons"] == 20


def test_the_command_measures_a_town_where_nothing_is_free() -> None:
    done = CliRunner().invoke(places, ["--services", "3", "--persons", "2", "--free", "0", "--json"])
    assert done.exit_code == 0, done.output
    last = json.loads(done.stdout.strip().splitlines()[-1])
    assert last["ours"]["unmet"] == last["highs"]["unmet"] == 2


def test_the_command_says_which_numbers_it_takes() -> None:
    done = CliRunner().invoke(places, ["--services", "-5"])
    assert done.exit_code == 2 and "not in the range" in done.output
