"""Pairs found against pairs true: precision, recall and F1, at the model's own threshold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from accord.linkage.candidates import CandidateIndex
from accord.linkage.fields import fields_of
from accord.linkage.keyed import KeyedModel
from accord.linkage.keys import keys_of
from accord.linkage.measure.files import Row
from accord.linkage.payload.encode import payload_of
from accord.linkage.tokens import tokeniser

KEY = b"a key for measuring, not a secret"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file ready to compare: keys and payload a row."""

    keys: list[tuple[int, ...]]
    payloads: list[bytes]
    truths: list[str]
    seconds: float


def encode(rows: Sequence[Row], key: bytes = KEY) -> Encoded:
    """Make keys and payloads of all rows."""
    start, tokens = perf_counter(), tokeniser(key)
    folded = [fields_of(row.person) for row in rows]
    keys = [keys_of(fields, key) for fields in folded]
    payloads = [payload_of(fields, tokens) for fields in folded]
    return Encoded(keys, payloads, [row.truth for row in rows], perf_counter() - start)


def candidate_pairs(
    left: Encoded, right: Encoded | None, index: CandidateIndex | None = None
) -> Iterator[tuple[int, int]]:
    """Yield candidate (left row, right row); with no right file, each pair of left rows once, lower row first."""
    index = index or CandidateIndex()
    for row, keys in enumerate(left.keys):
        index.add(row, keys)
    if right is not None:
        for row, keys in enumerate(right.keys):
            yield from ((found, row) for found in index.find(keys))
        return
    seen: set[tuple[int, int]] = set()
    for row, keys in enumerate(left.keys):
        for found in index.find(keys):
            pair = (min(row, found), max(row, found))
            if found != row and pair not in seen:
                seen.add(pair)
                yield pair


def pairs_true(left: Encoded, right: Encoded | None) -> int:
    """Return the number of true pairs by the truth columns."""
    mine = Counter(truth for truth in left.truths if truth)
    if right is None:
        return sum(count * (count - 1) // 2 for count in mine.values())
    theirs = Counter(truth for truth in right.truths if truth)
    return sum(count * theirs[truth] for truth, count in mine.items())


@dataclass(frozen=True, slots=True)
class Scored:
    """All candidates with weight and truth, and what it cost."""

    pairs: list[tuple[int, int]]
    weights: list[float]
    same: list[bool]
    seconds: float


def score_all(left: Encoded, right: Encoded | None, model: KeyedModel) -> Scored:
    """Score every candidate pair."""
    theirs = right or left
    pairs = sorted(candidate_pairs(left, right))
    start, weights, current, scorer = perf_counter(), [], -1, None
    for mine, other in pairs:
        if mine != current or scorer is None:
            current, scorer = mine, model.scorer(left.payloads[mine])
        weights.append(scorer(theirs.payloads[other]).weight)
    same = [bool(left.truths[mine]) and left.truths[mine] == theirs.truths[other] for mine, other in pairs]
    return Scored(pairs, weights, same, perf_counter() - start)


def figures(scored: Scored, true: int, threshold: float) -> dict[str, float]:
    """Return precision, recall and F1 at a threshold in bits, 0 where undefined."""
    hits = [same for weight, same in zip(scored.weights, scored.same, strict=True) if weight >= threshold]
    right = sum(hits)
    precision = right / len(hits) if hits else 0.0
    recall = right / true if true else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "hits": len(hits),
        "precision": round(precision, 5),
        "recall": round(recall, 5),
        "f1": round(f1, 5),
    }


def best_threshold(scored: Scored, true: int) -> tuple[float, float]:
    """Return (threshold, F1) where F1 is highest: what a tuned threshold could reach, for comparison only."""
    right, best = 0, (0.0, 0.0)
    ranked = sorted(zip(scored.weights, scored.same, strict=True), reverse=True)
    for found, (weight, same) in enumerate(ranked, start=1):
        right += same
        f1 = 2 * right / (found + true)
        if f1 > best[1]:
            best = (weight, f1)
    return round(best[0], 2), round(best[1], 5)
