"""What training looks at: the levels of candidate pairs and of random pairs of one data set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from random import Random

from accord.linkage.compare.pair import Left, Levels
from accord.linkage.measure.files import Row
from accord.linkage.measure.pairs import Encoded, candidate_pairs, encode, pairs_true

RANDOM_PAIRS = 150_000


@dataclass(frozen=True, slots=True)
class Sample:
    """One data set, compared. Pairs are (left row, right row, levels); ``prior`` is log2 odds against a pair."""

    name: str
    left: Encoded
    right: Encoded
    lefts: list[Left]
    candidates: list[tuple[int, int, Levels]]
    chance: list[tuple[int, int, Levels]]
    true: int
    prior: float

    def same(self, left: int, right: int) -> bool:
        """Say whether a pair is true by the labels (for the report)."""
        return bool(self.left.truths[left]) and self.left.truths[left] == self.right.truths[right]


def sample_of(name: str, left_rows: Sequence[Row], right_rows: Sequence[Row] | None, seed: int = 7) -> Sample:
    """Compare one file with itself, or two with each other."""
    left = encode(left_rows)
    right = encode(right_rows) if right_rows else None
    theirs = right or left
    lefts = [Left(payload) for payload in left.payloads]
    pairs = candidate_pairs(left, right)
    candidates = [(mine, other, lefts[mine].levels(theirs.payloads[other])) for mine, other in pairs]
    random = Random(seed)
    chance: list[tuple[int, int, Levels]] = []
    while len(chance) < RANDOM_PAIRS:
        mine, other = random.randrange(len(lefts)), random.randrange(len(theirs.payloads))
        if right is not None or mine != other:
            chance.append((mine, other, lefts[mine].levels(theirs.payloads[other])))
    prior = log2(max(len(lefts), len(theirs.payloads)))
    return Sample(name, left, theirs, lefts, candidates, chance, pairs_true(left, right), prior)
