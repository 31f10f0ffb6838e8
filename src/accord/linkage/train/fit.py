"""A model learnt from one's own files alone: no labels, no other file's figures but as a faint beginning.

As the prototype found: u comes from random pairs and never from the candidates; the E step counts only pairs that
are each other's best, so that what many strangers share (a town) is not learnt as a sign of the same person; then
each value's own frequency. For one file with its own duplicates see :func:`_shares`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from accord.linkage.compare.levels import FIELDS, RANGES
from accord.linkage.keyed import KeyedModel
from accord.linkage.measure.files import Row
from accord.linkage.measure.pairs import KEY
from accord.linkage.model import Model
from accord.linkage.tokens import tokeniser
from accord.linkage.train import learnt_rules
from accord.linkage.train.neighbours import NEAR, neighbourhoods, values_of
from accord.linkage.train.sample import Sample, sample_of
from accord.linkage.train.start import start_content

ROUNDS = 8
LAST_ROUNDS = 3
"""Rounds before and after values weigh by their own frequency."""

FAINT_M = 8.0
FAINT_U = 4.0
"""Pseudo-pairs by which the starting values speak: enough for a level that the file never shows."""

SMOOTHING = 5.0
LISTED = ("given_name", "family_name", "city")
_CONDITIONAL = {"initial_given": 0.02, **dict.fromkeys(RANGES, 0.0)}
"""Levels whose starting m and u are given that one side is an initial or an age: how often that is, at a guess."""

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model's content, and how far each candidate is true and each random pair of two persons, by it."""

    content: Content
    shares: np.ndarray
    strangers: np.ndarray


def fit(left: Sequence[Row], right: Sequence[Row] | None = None, version: str = "own") -> Content:
    """Return model content learnt from one file (right None: to deduplicate) or two (to link); labels are not read.

    ``rules.possible`` is where the posteriors say that F1 is highest. Raises ValueError for under two rows.
    """
    start = perf_counter()
    content = fit_sample(sample_of(version, left, right)).content
    content["version"] = version
    content["report"]["seconds"] = round(perf_counter() - start, 1)
    return content


def fit_sample(sample: Sample) -> Fitted:
    """Learn from compared files."""
    content = start_content()
    first = content["fields"]
    content["rules"].update(learnt_rules.NEUTRAL)
    content["fields"] = {name: dict(levels) for name, levels in first.items()}
    near = {field: _near(sample, field) for field in LISTED}
    matches = 0.5 * min(len(sample.left), len(sample.right))
    shares = strangers = weights = np.empty(0)
    for at in range(ROUNDS + LAST_ROUNDS):
        keyed, prior = keyed_of(content), _prior(sample, matches)
        weights = keyed.weigh_many(sample.candidates)
        shares = _shares(sample, weights, prior, last=at >= ROUNDS)
        strangers = 1.0 - _posterior(keyed.weigh_many(sample.chance), prior)
        matches = float(shares.sum())
        m, u = level_sums(sample.candidates.levels, shares), level_sums(sample.chance.levels, strangers)
        content["fields"] = {name: _field(first[name], m[name], u[name]) for name in FIELDS}
        content["rules"].update(learnt_rules.of(sample, content, shares, strangers, prior))
        content["fields"]["date_of_birth"].update(
            learnt_rules.apart(sample, first["date_of_birth"], shares, strangers)
        )
        if at >= ROUNDS - 1:
            extra = 2.0 * matches / (len(sample.left) + (0 if sample.own else len(sample.right)))
            content["frequencies"] = {
                field: _frequencies(content["fields"][field], *near[field], extra) for field in LISTED
            }
    prior, weights = _prior(sample, matches), keyed_of(content).weigh_many(sample.candidates)
    content["rules"].update(learnt_rules.bands(_posterior(weights, prior), weights, prior))
    content["report"] = {
        "how": "u from random pairs, m from the best pairs of each row, values by their own frequency; no labels",
        "rounds": ROUNDS + LAST_ROUNDS,
        "rows": [len(sample.left), 0 if sample.own else len(sample.right)],
        "candidates": len(sample.lefts),
        "expected_matches": round(matches, 1),
    }
    return Fitted(content, shares, strangers)


def keyed_of(content: Content) -> KeyedModel:
    """Return the scorer of model content under the key of measuring."""
    return Model.of(content).keyed(KEY)


def _prior(sample: Sample, matches: float) -> float:
    """Return log2 odds against a pair of rows being one person."""
    return float(np.log2(max(2.0, sample.comparisons / max(1.0, matches))))


def _posterior(weights: np.ndarray, prior: float) -> np.ndarray:
    return 1.0 / (1.0 + np.exp2(np.clip(prior - weights, -60.0, 60.0)))


def _shares(sample: Sample, weights: np.ndarray, prior: float, *, last: bool) -> np.ndarray:
    """Return how far each candidate counts as true: its posterior, where it is best for a row of it.

    Of two clean files a true pair is the best of both its rows. In one file a person may stand six times, so a pair
    counts that is the best of either row; in the last rounds, when the weights can be trusted, every sure pair
    counts as well. (Were unsure ones counted, namesakes would make each other likelier from round to round: on a
    parish register without dates F1 fell from 0.83 to 0.62.)
    """
    shares = _posterior(weights, prior)
    best = np.full(len(sample.left), -np.inf)
    other = best if sample.own else np.full(len(sample.right), -np.inf)
    np.maximum.at(best, sample.lefts, weights)
    np.maximum.at(other, sample.rights, weights)
    of_left, of_right = weights >= best[sample.lefts], weights >= other[sample.rights]
    if sample.own:
        sure = last & (shares >= learnt_rules.SURE)
        return np.where(of_left | of_right | sure, shares, 0.0)
    return np.where(of_left & of_right, shares, 0.0)


def level_sums(levels: np.ndarray, shares: np.ndarray) -> dict[str, np.ndarray]:
    """Return field → summed shares of each level, missing left out."""
    found = {}
    for at, (name, names) in enumerate(FIELDS.items()):
        known = levels[at] >= 0
        found[name] = np.bincount(levels[at][known], weights=shares[known], minlength=len(names))
    return found


def _start(levels: dict[str, list[float]], side: int) -> np.ndarray:
    prior = np.array([pair[side] * _CONDITIONAL.get(level, 1.0) for level, pair in levels.items()])
    return np.asarray(prior / prior.sum())


def _field(first: dict[str, list[float]], m: np.ndarray, u: np.ndarray) -> dict[str, list[float]]:
    """Return m and u of a field's levels, the starting values faintly beside what was counted."""
    kept = np.array([_CONDITIONAL.get(level, 1.0) > 0 for level in first])
    m, u = np.where(kept, m, 0.0), np.where(kept, u, 0.0)
    mine = (m + FAINT_M * _start(first, 0)) / (m.sum() + FAINT_M)
    theirs = (u + FAINT_U * _start(first, 1)) / (u.sum() + FAINT_U)
    # strangers are many and true pairs few: what neither show weighs as it did at first, not what that imbalance says
    unseen = FAINT_M * _start(first, 1) / (m.sum() + FAINT_M) / (1.0 + m) ** 2
    theirs = np.maximum(theirs, unseen)
    return {
        level: [float(f"{mine[at]:.5g}"), float(f"{theirs[at]:.5g}")] if kept[at] else list(first[level])
        for at, level in enumerate(first)
    }


def _near(sample: Sample, field: str) -> tuple[dict[str, np.ndarray], int]:
    values = values_of(sample.left.folded, field)
    if not sample.own:
        values = values + values_of(sample.right.folded, field)
    return neighbourhoods(values, tokeniser(KEY))


def _frequencies(
    levels: dict[str, list[float]], near: dict[str, np.ndarray], rows: int, extra: float
) -> dict[str, dict[str, float]]:
    """Return value → level → bits, from the rows that stand near each value."""
    if not near:
        return {}
    m = np.array([levels[level][0] for level in NEAR])
    u = np.array([levels[level][1] for level in NEAR])
    counts = np.array(list(near.values()))
    counts[:, 0] = np.maximum(1.0, counts[:, 0] - extra * levels["exact"][0])
    bits = np.round(np.log2(m / ((counts + SMOOTHING * u) / (rows + SMOOTHING))), 2)
    return {value: dict(zip(NEAR, row, strict=True)) for value, row in zip(near, bits.tolist(), strict=True)}
