"""Many pairs at once get the levels and the weights that each pair gets alone."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.linkage import KeyedModel, Person, person_payload
from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Left
from accord.linkage.vectors import PairLevels, levels_at, levels_of, matrix

from ..conftest import KEY
from ..people import sights
from ..test_score import PEOPLE


@pytest.fixture(scope="module")
def payloads() -> tuple[list[bytes], list[bytes]]:
    first, second = sights(11, 3000)
    return [person_payload(one, KEY) for one in first], [person_payload(one, KEY) for one in second]


@pytest.fixture(scope="module")
def pairs(payloads: tuple[list[bytes], list[bytes]]) -> np.ndarray:
    """Rows of true pairs, of neighbours (who may live together) and of strangers."""
    rows, random = len(payloads[0]), Random(2)
    near = [(at, other) for at in range(rows) for other in (at, (at + 1) % rows)]
    return np.array(near + [(random.randrange(rows), random.randrange(rows)) for _ in range(6000)])


def test_levels_and_weights_are_those_of_each_pair_alone(
    keyed: KeyedModel, payloads: tuple[list[bytes], list[bytes]], pairs: np.ndarray
) -> None:
    left, right = payloads
    found = levels_at(matrix(left), pairs[:, 0], matrix(right), pairs[:, 1])
    weights = keyed.weigh_many(found)
    lefts = [Left(one) for one in left]
    seen: list[set[int]] = [set() for _ in FIELDS]
    for at, (mine, other) in enumerate(pairs.tolist()):
        alone = lefts[mine].levels(right[other])
        assert found.pair(at) == alone
        assert abs(weights[at] - keyed.weigh(left[mine], right[other], alone)) < 1e-6
        for levels, level in zip(seen, alone.of_fields(), strict=True):
            levels.add(level)
    assert found.swapped.any()
    assert found.alias.any()
    assert found.kinds.any()
    for levels, (field, names) in zip(seen, FIELDS.items(), strict=True):
        assert len(levels) > 0.7 * len(names), field  # or the comparison says little


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PEOPLE, PEOPLE), min_size=1, max_size=12))
def test_whatever_is_known_and_in_either_size(keyed: KeyedModel, people: list[tuple[Person, Person]]) -> None:
    left = [person_payload(one, KEY) for one, _other in people]
    right = [person_payload(other, KEY) for _one, other in people]
    found = levels_of(matrix(left), matrix(right))
    weights = keyed.weigh_many(found)
    for at, (mine, other) in enumerate(zip(left, right, strict=True)):
        assert found.pair(at) == Left(mine).levels(other)
        assert weights[at] == pytest.approx(keyed.score(mine, other).weight, abs=1e-6)


def test_pairs_are_taken_and_joined(keyed: KeyedModel, payloads: tuple[list[bytes], list[bytes]]) -> None:
    left, right = (matrix(one[:50]) for one in payloads)
    whole = levels_of(left, right)
    parts = [levels_of(left[:20], right[:20]), levels_of(left[20:], right[20:])]
    assert (keyed.weigh_many(PairLevels.joined(parts)) == keyed.weigh_many(whole)).all()
    kept = whole.take(np.arange(0, 50, 5))
    assert len(kept) == 10
    assert [kept.pair(at) for at in range(10)] == [whole.pair(5 * at) for at in range(10)]
    assert len(PairLevels.joined([])) == 0


def test_common_values_are_known_by_their_tokens(keyed: KeyedModel) -> None:
    left = [person_payload(Person(given_name=name, city="Wawa"), KEY) for name in ("John", "Xanthe", "")]
    found = keyed.weigher.listed(levels_of(matrix(left), matrix(left)))
    for field, listed in found.items():
        assert listed.tolist() == [keyed.listed(one)[field] for one in left]
    assert found["given_name"].tolist() == [True, False, False]


def test_no_pairs_are_no_trouble(keyed: KeyedModel) -> None:
    empty = matrix([])
    assert keyed.weigh_many(levels_of(empty, empty)).shape == (0,)


def test_what_is_no_payload_is_refused() -> None:
    payload = person_payload(Person(given_name="Ann"), KEY)
    for wrong in (b"", payload[:-8], b"\0" + payload[1:]):
        with pytest.raises(ValueError, match="not a payload"):
            matrix([payload, wrong])
    rows = matrix([payload])
    with pytest.raises(ValueError, match="not a payload"):
        levels_of(rows, rows + np.uint8(1))
    with pytest.raises(ValueError, match="as many rows"):
        levels_of(rows, matrix([payload, payload]))
