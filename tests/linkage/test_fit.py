"""A model learnt from the files alone: right on what nobody saw, and never in the way of a small or odd file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.linkage import Model, Person
from accord.linkage.measure.files import Row
from accord.linkage.measure.halves import halves
from accord.linkage.train.fit import fit, fit_sample
from accord.linkage.train.profiles import PROFILES, rows_of
from accord.linkage.train.report import scored_by
from accord.linkage.train.sample import sample_of


def f1_of(profile: str, seed: int = 11, count: int = 1000) -> float:
    sample = sample_of(profile, *rows_of(profile, seed, count))
    scored = scored_by(sample, fit_sample(sample).content)
    return halves(scored, sample.left, None if sample.own else sample.right)["f1"]


@pytest.mark.parametrize(
    ("profile", "least"),
    [("fifth", 0.99), ("places-fifths", 0.94), ("one-field", 0.98), ("families", 0.94), ("doubles", 0.97),
     ("contacts", 0.93), ("historical", 0.9)],
)  # fmt: skip
def test_files_of_many_kinds(profile: str, least: float) -> None:
    assert f1_of(profile) >= least


def test_every_profile_repeats_itself_and_differs_by_seed() -> None:
    for profile in PROFILES:
        assert rows_of(profile, 3, 40) == rows_of(profile, 3, 40)
        assert rows_of(profile, 3, 40) != rows_of(profile, 4, 40)


def test_households_are_learnt_where_they_are_and_not_where_they_are_not() -> None:
    with_homes = fit_sample(sample_of("families", *rows_of("families", 5, 1000))).content["rules"][
        "household"
    ]
    without = fit_sample(sample_of("fifth", *rows_of("fifth", 5, 1000))).content["rules"]["household"]
    assert with_homes + 3 < without


def test_labels_are_not_read() -> None:
    left, right = rows_of("fifth", 6, 300)
    assert right is not None
    blind = [[replace(row, truth="") for row in rows] for rows in (left, right)]
    seen, unseen = fit(left, right), fit(*blind)
    assert (seen["fields"], seen["rules"]) == (unseen["fields"], unseen["rules"])


def odd(**known: str) -> list[Row]:
    return [Row(Person(given_name=f"ann{at}", family_name="roy", **known), "") for at in range(30)]


@pytest.mark.parametrize(
    "rows",
    [
        odd(),
        odd(city="Toronto"),
        [Row(Person(), "")] * 5,
        [Row(Person(given_name="Ann", family_name="Roy", city="Laval"), "")] * 12,
        [Row(Person(family_name=f"x{at}", city=f"y{at}"), "") for at in range(3)],
    ],
)
def test_an_odd_file_still_gives_a_model_that_loads(rows: list[Row]) -> None:
    for content in (fit(rows), fit(rows, rows)):
        rules = Model.of(content).rules
        assert rules.possible <= rules.probable <= rules.strong
        assert all(pair[0] > 0 < pair[1] for levels in content["fields"].values() for pair in levels.values())


def test_one_row_is_nothing_to_learn_from() -> None:
    with pytest.raises(ValueError, match="two rows"):
        fit([Row(Person(), "")])
