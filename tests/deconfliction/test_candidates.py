"""Whom the matcher compares: linkage's own ranking, over arrays."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from accord.deconfliction.matching import blocks, candidates
from accord.linkage.candidates import ROWS, ROWS_A_KEY
from accord.linkage.candidates import ranked as said_by_linkage


@pytest.mark.parametrize("keys", [1, 12, 40])
def test_ranking_is_linkage_s_own(keys):
    chance = random.Random(keys)
    found = {
        key * 7919 - 3: sorted(chance.sample(range(1, 900), chance.choice([1, 3, 40, ROWS_A_KEY])))
        for key in range(keys)
    }
    pairs = sorted((key, no) for key, numbers in found.items() for no in numbers)
    of = blocks.ordinals([key for key, _no in pairs])
    numbers = np.array([no for _key, no in pairs], dtype=np.int64)
    assert len(of) < ROWS
    mine, theirs = candidates.ranked(of, numbers, 5000).tolist(), said_by_linkage(found, 5000).tolist()
    assert len(mine) == len(theirs) == len(set(mine))
    # Summed in another order, near-equal rows may change places.
    assert [rarity(no, found) for no in mine] == pytest.approx([rarity(no, found) for no in theirs])


def rarity(no, found):
    return sum(math.log(5000 / len(numbers)) for numbers in found.values() if no in numbers)


def test_common_keys_are_left_unread_where_rare_ones_suffice():
    found = {key: list(range(1 + key, 1 + key + ROWS_A_KEY)) for key in range(40)} | {99: [7]}
    pairs = sorted((key, no) for key, numbers in found.items() for no in numbers)
    of = blocks.ordinals([key for key, _no in pairs])
    numbers = np.array([no for _key, no in pairs], dtype=np.int64)
    assert len(of) > ROWS
    assert candidates.ranked(of, numbers, 10**6).tolist() == said_by_linkage(found, 10**6).tolist()
