"""The plain twin says of text what the scorer says of tokens."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import KeyedModel, Model, Person, person_payload
from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Left
from accord.linkage.fields import fields_of
from accord.linkage.measure.files import Map, read_rows
from accord.linkage.plain import PlainModel

from ..conftest import KEY, MAPS
from ..people import sights
from ..test_score import PEOPLE

RUNS = st.text("abcdeors", max_size=14)
BLURRED = {"given_name", "family_name", "city", "street", "birth_place", "occupation", "email"}
"""Fields with a filter, where two bigrams may share a bit."""


@pytest.fixture(scope="module")
def plain() -> PlainModel:
    return PlainModel(Model.load())


def agreement(
    plain: PlainModel, left: list[Person], right: list[Person], pairs: list[tuple[int, int]]
) -> dict[str, float]:
    """Return, for each field, the share of pairs whose level is the same by text and by tokens."""
    fields = [fields_of(one) for one in left], [fields_of(one) for one in right]
    lefts = [Left(person_payload(one, KEY)) for one in left]
    rights = [person_payload(one, KEY) for one in right]
    same = [0] * len(FIELDS)
    for mine, other in pairs:
        tokens, text = lefts[mine].levels(rights[other]), plain.levels(fields[0][mine], fields[1][other])
        for at, (one, two) in enumerate(zip(tokens.of_fields(), text.of_fields(), strict=True)):
            same[at] += one == two
    return {field: count / len(pairs) for field, count in zip(FIELDS, same, strict=True)}


def mixed(rows: int, seed: int) -> list[tuple[int, int]]:
    """Return true pairs, neighbours and strangers."""
    random = Random(seed)
    strangers = [(random.randrange(rows), random.randrange(rows)) for _ in range(rows)]
    return [(at, other) for at in range(rows) for other in (at, (at + 1) % rows)] + strangers


def test_levels_by_text_are_those_by_tokens(plain: PlainModel) -> None:
    first, second = sights(17, 1500)
    for field, share in agreement(plain, first, second, mixed(1500, 4)).items():
        assert share >= (0.96 if field in BLURRED else 0.999), field


def test_weights_by_text_are_those_by_tokens(plain: PlainModel, keyed: KeyedModel) -> None:
    first, second = sights(19, 800)
    pairs = mixed(800, 5)
    weights = plain.score_pairs([fields_of(one) for one in first], [fields_of(one) for one in second], pairs)
    tokens = [
        keyed.score(person_payload(first[mine], KEY), person_payload(second[other], KEY))
        for mine, other in pairs
    ]
    same = sum(abs(one - two.weight) < 1e-6 for one, two in zip(weights, tokens, strict=True))
    assert same >= 0.9 * len(pairs)
    bands = sum(keyed.band(one) == two.band for one, two in zip(weights, tokens, strict=True))
    assert bands >= 0.995 * len(pairs)
    assert weights[0] == plain.score(first[0], second[0]).weight


@settings(max_examples=300, deadline=None)
@given(RUNS, RUNS)
def test_sharp_levels_are_the_same_whatever_the_text(left: str, right: str) -> None:
    """One edit apart, or the same, or a bare initial: no filter has a say there."""
    plain = PlainModel(Model.load())
    one, two = Person(city=left, given_name=right), Person(city=right, given_name=left)
    tokens = [
        Left(person_payload(one, key)).levels(person_payload(two, key)).city for key in (KEY, KEY + b"!")
    ]  # short tokens meet by chance once in a thousand, but not under two keys
    text = plain.levels(fields_of(one), fields_of(two)).city
    assert (text in (0, 1, 9)) in [level in (0, 1, 9) for level in tokens]


@settings(max_examples=300, deadline=None)
@given(st.from_regex(r"[A-C1-3 ]{0,9}", fullmatch=True), st.from_regex(r"[A-C1-3 ]{0,9}", fullmatch=True),
       st.dates(date(1990, 1, 1), date(2003, 12, 31)), st.dates(date(1990, 1, 1), date(2003, 12, 31)))  # fmt: skip
def test_codes_numbers_and_dates_are_the_same(left: str, right: str, born: date, other: date) -> None:
    plain = PlainModel(Model.load())
    one = Person(postal_code=left, street_number=left, date_of_birth=born)
    two = Person(postal_code=right, street_number=right, date_of_birth=other)
    tokens = [
        Left(person_payload(one, key)).levels(person_payload(two, key)) for key in (KEY, KEY + b"!")
    ]  # short tokens meet by chance once in a thousand, but not under two keys
    assert plain.levels(fields_of(one), fields_of(two)) in tokens


@settings(max_examples=300, deadline=None)
@given(PEOPLE, PEOPLE)
def test_it_does_not_matter_who_came_first(left: Person, right: Person) -> None:
    plain = PlainModel(Model.load())
    found, turned = plain.score(left, right), plain.score(right, left)
    assert found.weight == pytest.approx(turned.weight, abs=1e-9)
    assert (found.band, found.reasons) == (turned.band, turned.reasons)


def test_labelled_files_agree(plain: PlainModel, labelled: Path) -> None:
    columns = Map.load(MAPS / "febrl.toml")
    rows = [read_rows(labelled / "febrl" / name, columns) for name in ("dataset4a.csv", "dataset4b.csv")]
    by_truth = {row.truth: at for at, row in enumerate(rows[1])}
    pairs = [(at, by_truth[row.truth]) for at, row in enumerate(rows[0]) if row.truth in by_truth]
    random = Random(6)
    pairs += [(random.randrange(len(rows[0])), random.randrange(len(rows[1]))) for _ in range(5000)]
    people = [[row.person for row in one] for one in rows]
    for field, share in agreement(plain, people[0], people[1], pairs).items():
        assert share >= (0.985 if field in BLURRED else 0.999), field
