"""The rounds: weights score candidates, mutual-best pairs make new weights.

As the prototype found: u comes from random pairs and never from the candidates (it would drift with their cap);
the E step counts only pairs where each is the other's best, which assumes that an agency's own table holds a
person once; random pairs that look true are left out of u, since one table holds duplicates after all.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from accord.linkage.compare.levels import FIELDS, MISSING
from accord.linkage.compare.pair import Levels
from accord.linkage.keyed import KeyedModel
from accord.linkage.measure.pairs import KEY
from accord.linkage.model import Model
from accord.linkage.train.heads import heads_of
from accord.linkage.train.sample import Sample

ROUNDS = 8
FIRM_M = 40.0
"""Pseudo-pairs by which the starting m holds on: levels that no data set shows keep it."""
FIRM_U = 20.0
LOOKS_TRUE = 8.0
"""Bits from which a random pair is taken for a true one and left out of u."""

FIXED = frozenset({"initial_given", "in_range", "out_of_range", "related"})
"""Levels whose m and u are conditional on a rare circumstance (one side is an initial, an age), or that no data set
shows: they keep the starting values."""

FIXED_FIELDS = frozenset({"sex", "occupation", "birth_place"})
"""Fields that the training data lack, or hold without error."""

LEAST_U = {
    "city": {"exact": 0.008},
    "given_name": {"exact": 0.0025},
    "family_name": {"exact": 0.0015},
    "postal_code": {"exact": 0.0008},
    "date_of_birth": {"exact": 5e-5},
}
"""Agreement is never held rarer than this: the next country's unlisted values may be common there."""

LEAST_M = {field: {"different": 0.03} for field in ("given_name", "family_name", "date_of_birth")}
"""Disagreement between true pairs is never held rarer than this: real desks err more than test data do."""

_NAMES = list(FIELDS)
Content = dict[str, Any]


def _weights(sample: Sample, pairs: list[tuple[int, int, Levels]], keyed: KeyedModel) -> np.ndarray:
    payloads = sample.right.payloads
    return np.array(
        [keyed.weigh(sample.lefts[mine], payloads[other], levels) for mine, other, levels in pairs]
    )


def mutual_best(sample: Sample, weights: np.ndarray) -> np.ndarray:
    """Return the positions of pairs that are the best of both their rows."""
    left = np.array([pair[0] for pair in sample.candidates])
    right = np.array([pair[1] for pair in sample.candidates])
    one_table = sample.left is sample.right
    rows = max(left.max(), right.max()) + 1
    best = np.full((2, rows), -np.inf)
    for side, ids in ((0, left), (1, right)):
        np.maximum.at(best[0 if one_table else side], ids, weights)
    other = best[0] if one_table else best[1]
    return np.flatnonzero((weights == best[0][left]) & (weights == other[right]))


def _counts(levels: list[Levels], shares: np.ndarray, field: int) -> np.ndarray:
    """Return the summed shares of each level of a field, missing left out."""
    found = np.array([pair[field] for pair in levels])
    names = FIELDS[_NAMES[field]]
    known = found != MISSING
    counts = np.bincount(found[known], weights=shares[known], minlength=len(names))
    return np.where([name in FIXED for name in names], 0.0, counts)


def chance_levels(samples: list[Sample], start: Content) -> dict[str, dict[str, float]]:
    """Return u of each level: the mean over the data sets that know the field."""
    keyed = Model.of(start).keyed(KEY)
    sums: dict[str, list[np.ndarray]] = {name: [] for name in FIELDS}
    for sample in samples:
        kept = [pair[2] for pair, weight in zip(sample.chance, _weights(sample, sample.chance, keyed), strict=True)
                if weight < LOOKS_TRUE]  # fmt: skip
        rare = _rare(sample, keyed, kept)
        for at, name in enumerate(FIELDS):
            looked_at = rare.get(name, kept)
            counts = _counts(looked_at, np.ones(len(looked_at)), at)
            if counts.sum() > 1000:
                prior = np.array([start["fields"][name][level][1] for level in FIELDS[name]])
                sums[name].append((counts + FIRM_U * prior) / (counts.sum() + FIRM_U))
    return {
        name: {
            level: float(np.mean([one[at] for one in found])) if found else start["fields"][name][level][1]
            for at, level in enumerate(FIELDS[name])
        }
        for name, found in sums.items()
    }


def _rare(sample: Sample, keyed: KeyedModel, kept: list[Levels]) -> dict[str, list[Levels]]:
    """Return, for fields with listed values, the random pairs whose left value is not listed."""
    wanted = {id(levels) for levels in kept}
    found: dict[str, list[Levels]] = {"given_name": [], "family_name": [], "city": []}
    for mine, _other, levels in sample.chance:
        if id(levels) not in wanted:
            continue
        for field, listed in keyed.listed(sample.lefts[mine]).items():
            if not listed:
                found[field].append(levels)
    return found


def true_levels(sample: Sample, content: Content) -> tuple[dict[str, np.ndarray], float]:
    """Return (field → share of each level among mutual-best pairs, number of pairs counted)."""
    keyed = Model.of(content).keyed(KEY)
    weights = _weights(sample, sample.candidates, keyed)
    best = mutual_best(sample, weights)
    shares = 1.0 / (1.0 + np.exp2(sample.prior - weights[best]))
    levels = [sample.candidates[at][2] for at in best]
    return {name: _counts(levels, shares, at) for at, name in enumerate(FIELDS)}, float(shares.sum())


def train(samples: list[Sample], start: Content, rounds: int = ROUNDS) -> Content:
    """Return model content with learnt m and u; ``start`` gives rules, starting weights and listed values."""
    start = {**start, "frequencies": heads_of(start["fields"])}
    chance = chance_levels(samples, start)
    content = {**start, "fields": _fields({name: {level: pair[0] for level, pair in levels.items()}
                                           for name, levels in start["fields"].items()}, chance,
                                           start["fields"])}  # fmt: skip
    for _round in range(rounds):
        content["frequencies"] = heads_of(content["fields"])
        found = [true_levels(sample, content)[0] for sample in samples]
        m = {
            name: _pooled([counts[name] for counts in found], start["fields"][name], name) for name in FIELDS
        }
        content["fields"] = _fields(m, chance, start["fields"])
    content["frequencies"] = heads_of(content["fields"])
    return content


def _pooled(found: list[np.ndarray], start: dict[str, list[float]], name: str) -> dict[str, float]:
    """Return m: the mean over data sets that know the field, each held by the starting values."""
    prior = np.array([start[level][0] for level in FIELDS[name]])
    known = [(counts + FIRM_M * prior) / (counts.sum() + FIRM_M) for counts in found if counts.sum() > 20]
    pooled = np.mean(known, axis=0) if known else prior
    return {level: float(pooled[at]) for at, level in enumerate(FIELDS[name])}


def _fields(
    m: dict[str, dict[str, float]], u: dict[str, dict[str, float]], start: dict[str, dict[str, list[float]]]
) -> dict[str, dict[str, list[float]]]:
    """Return m and u of every level, the fixed ones from the start."""
    return {
        name: {
            level: start[name][level]
            if name in FIXED_FIELDS or level in FIXED
            else [
                _short(max(m[name][level], LEAST_M.get(name, {}).get(level, 0.0))),
                _short(max(u[name][level], LEAST_U.get(name, {}).get(level, 0.0))),
            ]
            for level in levels
        }
        for name, levels in FIELDS.items()
    }


def _short(value: float) -> float:
    return float(f"{value:.4g}")
