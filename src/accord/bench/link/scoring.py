"""Scored pairs against the truth: a threshold chosen on one half of the entities, scored on the other, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np
import numpy.typing as npt

from accord.bench.link.clusters import Labels, components, implied
from accord.bench.link.halves import Ids, Truth, Weights


@dataclass(frozen=True, slots=True)
class Pairs:
    """What an engine found: rows (from 0) and a score, higher for likelier; each pair once.

    ``unresolved``: the score before it was decided who is whose, of an engine that does so; else None.
    """

    left: Ids
    right: Ids
    score: Weights
    unresolved: Weights | None = None

    def take(self, which: Ids | npt.NDArray[np.bool_]) -> Pairs:
        """Return some of the pairs, or all in another order."""
        before = None if self.unresolved is None else self.unresolved[which]
        return Pairs(self.left[which], self.right[which], self.score[which], before)


@dataclass(frozen=True, slots=True)
class Counted:
    """Pairs claimed, true ones among them, and true ones in all, each counted by the rule of ``halves``."""

    claimed: float
    right: float
    true: float

    @property
    def precision(self) -> float:
        """The share of claims that are right; 0 where nothing is claimed."""
        return self.right / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        """The share of true pairs that are claimed; 0 where there are none."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where either is."""
        return 2 * self.right / (self.claimed + self.true) if self.right else 0.0


def once(pairs: Pairs, *, one_file: bool) -> Pairs:
    """Return each pair once, with its best score; in one file the lower row first and no row with itself.
    The highest score comes first."""
    if one_file:
        left, right = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
        pairs = Pairs(left, right, pairs.score, pairs.unresolved).take(left != right)
    if not len(pairs.left):
        return pairs
    pairs = pairs.take(np.lexsort((-pairs.score, pairs.right, pairs.left)))
    first = np.ones(len(pairs.left), dtype=bool)
    first[1:] = (pairs.left[1:] != pairs.left[:-1]) | (pairs.right[1:] != pairs.right[:-1])
    pairs = pairs.take(first)
    return pairs.take(np.argsort(-pairs.score, kind="stable"))


def best_threshold(pairs: Pairs, truth: Truth, half: int) -> float:
    """Return the score from which claiming gives the best F1 on a half; of equals the highest; infinity for no pair.

    Pairs of minus infinity are never claimed. Between the last pair claimed and the next one, pairs of the other half
    alone may lie, on which this half is silent: the threshold parts them in the middle by their number, whatever the
    scale of an engine's scores.
    """
    weights = truth.weights(pairs.left, pairs.right, half)
    order = np.argsort(-pairs.score, kind="stable")
    score, weight = pairs.score[order], weights[order]
    right = np.cumsum(weight * truth.same(pairs.left, pairs.right)[order])
    last = np.flatnonzero(np.append(score[1:] != score[:-1], True)) if len(score) else np.empty(0, np.int64)
    last = last[np.isfinite(score[last])]
    if not len(last) or not right[last[-1]]:
        return float("inf")
    f1 = 2 * right[last] / (np.cumsum(weight)[last] + truth.pairs(half))
    at = last[int(np.argmax(f1))]
    below = np.flatnonzero((weight > 0) & (score < score[at]))
    silent = (score < score[at]) & (score > (score[below[0]] if len(below) else -np.inf))
    between = score[silent]
    return float(between[(len(between) - 1) // 2] if len(between) else score[at])


def counted(pairs: Pairs, truth: Truth, half: int, threshold: float) -> Counted:
    """Count the pairs at or above a threshold on a half."""
    claimed = pairs.score >= threshold
    left, right = pairs.left[claimed], pairs.right[claimed]
    weights = truth.weights(left, right, half)
    return Counted(float(weights.sum()), float(weights[truth.same(left, right)].sum()), truth.pairs(half))


def scored(found: Pairs, truth: Truth) -> dict[str, float]:
    """Return the figures of one engine, means of both directions, shares rounded to five places.

    ``clusters_f1``: pairs implied by the connected components at the chosen threshold (pairs across the files only,
    when two are linked). ``candidate_recall``: true pairs that the engine compared. ``pairs_f1_unresolved``: before it
    was decided who is whose.
    """
    return _figures(once(found, one_file=truth.right is None), truth)


def scored_often(found: Pairs, truths: Sequence[Truth]) -> dict[str, Any]:
    """Return the figures of the first deal of halves, and how far F1 spreads from deal to deal (least, most)."""
    pairs = once(found, one_file=truths[0].right is None)
    dealt = [_figures(pairs, truth) for truth in truths]
    every = {name: [one[name] for one in dealt] for name in dealt[0] if name.endswith("_f1")}
    return {**dealt[0], **{f"{name}_spread": [min(values), max(values)] for name, values in every.items()}}


def _figures(pairs: Pairs, truth: Truth) -> dict[str, float]:
    sizes = len(truth.left), 0 if truth.right is None else len(truth.right)
    ways: list[dict[str, float]] = []
    for chosen_on, scored_on in ((0, 1), (1, 0)):
        threshold = best_threshold(pairs, truth, chosen_on)
        result = counted(pairs, truth, scored_on, threshold)
        way = {"pairs_f1": result.f1, "pairs_precision": result.precision, "pairs_recall": result.recall}
        claimed, right = implied(_connected(pairs, *sizes, threshold), truth, scored_on)
        way["clusters_f1"] = Counted(claimed, right, truth.pairs(scored_on)).f1
        if pairs.unresolved is not None:
            before = Pairs(pairs.left, pairs.right, pairs.unresolved)
            threshold_before = best_threshold(before, truth, chosen_on)
            way["pairs_f1_unresolved"] = counted(before, truth, scored_on, threshold_before).f1
        ways.append({**way, "threshold": threshold})
    compared = pairs if pairs.unresolved is None else pairs.take(pairs.unresolved > -np.inf)
    true, met = truth.pairs(), int(truth.same(compared.left, compared.right).sum())
    figures = {name: round(fmean(way[name] for way in ways), 5) for name in ways[0]}
    figures["threshold"] = round(figures["threshold"], 4) if np.isfinite(figures["threshold"]) else 0.0
    return {
        **figures,
        "candidate_recall": round(met / true, 5) if true else 0.0,
        "candidates": len(compared.left),
    }


def _connected(pairs: Pairs, lefts: int, rights: int, threshold: float) -> Labels:
    claimed = pairs.score >= threshold
    right = pairs.right[claimed] + (lefts if rights else 0)
    return components(lefts + rights, pairs.left[claimed], right)
