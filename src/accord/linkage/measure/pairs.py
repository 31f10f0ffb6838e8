"""Pairs found against pairs true: precision, recall and F1, at the model's threshold or one chosen fairly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from accord.linkage import candidates
from accord.linkage.fields import Fields, fields_of
from accord.linkage.keyed import KeyedModel
from accord.linkage.keys import keys_of
from accord.linkage.measure.files import Row
from accord.linkage.payload.encode import payload_of
from accord.linkage.tokens import tokeniser
from accord.linkage.vectors import levels_at, matrix

KEY = b"a key for measuring, not a secret"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file ready to compare: folded fields, keys and payload a row. ``truths``: "" where unknown."""

    folded: list[Fields]
    keys: list[tuple[int, ...]]
    payloads: np.ndarray
    truths: np.ndarray
    seconds: float

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.keys)


def encode(rows: Sequence[Row], key: bytes = KEY) -> Encoded:
    """Make keys and payloads of all rows."""
    start, tokens = perf_counter(), tokeniser(key)
    folded = [fields_of(row.person) for row in rows]
    keys = [keys_of(fields, key) for fields in folded]
    payloads = matrix([payload_of(fields, tokens) for fields in folded])
    truths = np.array([row.truth for row in rows], dtype=str)
    return Encoded(folded, keys, payloads, truths, perf_counter() - start)


def candidate_pairs(
    left: Encoded, right: Encoded | None, most: int = candidates.CANDIDATES
) -> tuple[np.ndarray, np.ndarray]:
    """Return candidate (left rows, right rows); with no right file, each pair of left rows once, lower row first."""
    return candidates.candidate_pairs(left.keys, right.keys if right else None, most)


def same_entity(left: Encoded, right: Encoded, lefts: np.ndarray, rights: np.ndarray) -> np.ndarray:
    """Say of each pair whether the truth columns name one entity."""
    mine = left.truths[lefts]
    return np.asarray((mine != "") & (mine == right.truths[rights]))


def pairs_true(left: Encoded, right: Encoded | None, among: np.ndarray | None = None) -> int:
    """Return the number of true pairs by the truth columns; ``among``: the entities to count, all by default."""
    mine = _counts(left.truths, among)
    if right is None:
        return sum(count * (count - 1) // 2 for count in mine.values())
    theirs = _counts(right.truths, among)
    return sum(count * theirs.get(truth, 0) for truth, count in mine.items())


def _counts(truths: np.ndarray, among: np.ndarray | None) -> dict[str, int]:
    known = truths[truths != ""] if among is None else truths[np.isin(truths, among) & (truths != "")]
    names, counts = np.unique(known, return_counts=True)
    return dict(zip(names.tolist(), counts.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Scored:
    """All candidates with weight and truth, and what it cost."""

    lefts: np.ndarray
    rights: np.ndarray
    weights: np.ndarray
    same: np.ndarray
    seconds: float

    def take(self, kept: np.ndarray) -> Scored:
        """Return some of the pairs."""
        return Scored(self.lefts[kept], self.rights[kept], self.weights[kept], self.same[kept], self.seconds)


def score_all(left: Encoded, right: Encoded | None, model: KeyedModel) -> Scored:
    """Score every candidate pair."""
    theirs = right or left
    lefts, rights = candidate_pairs(left, right)
    start = perf_counter()
    weights = model.weigh_many(levels_at(left.payloads, lefts, theirs.payloads, rights))
    seconds = perf_counter() - start
    return Scored(lefts, rights, weights, same_entity(left, theirs, lefts, rights), seconds)


def f1_of(right: int, found: int, true: int) -> float:
    """Return the harmonic mean of precision and recall, 0 where undefined."""
    return 2 * right / (found + true) if right else 0.0


def figures(scored: Scored, true: int, threshold: float) -> dict[str, float]:
    """Return precision, recall and F1 at a threshold in bits, 0 where undefined."""
    hits = scored.same[scored.weights >= threshold]
    right = int(hits.sum())
    return {
        "hits": len(hits),
        "precision": round(right / len(hits), 5) if len(hits) else 0.0,
        "recall": round(right / true, 5) if true else 0.0,
        "f1": round(f1_of(right, len(hits), true), 5),
    }


def best_threshold(scored: Scored, true: int) -> tuple[float, float]:
    """Return (threshold, F1) where F1 is highest; halfway to the next lower weight, so that a tie is not split."""
    if not len(scored.weights):
        return 0.0, 0.0
    order = np.argsort(-scored.weights, kind="stable")
    weights, right = scored.weights[order], np.cumsum(scored.same[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + max(1, true))
    last = np.append(weights[1:] < weights[:-1], True)
    at = int(np.argmax(np.where(last, f1, -1.0)))
    below = float(weights[at + 1]) if at + 1 < len(weights) else float(weights[at]) - 2.0
    return round((float(weights[at]) + max(below, float(weights[at]) - 2.0)) / 2, 3), round(float(f1[at]), 5)
