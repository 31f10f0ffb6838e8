"""The general model, for holdings that nobody may train on: what several files agree on, with floors.

Each file is first fitted on its own, which tells its true pairs better than one model for all could; the general
m and u are the means over the files that know a field. What belongs to a holding and not to desks in general
(households, how far people move) keeps the starting rules, which protect relatives at one address from being
called one person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from accord.linkage.compare.levels import FIELDS, RANGES
from accord.linkage.train.fit import Fitted, fit_sample, keyed_of, level_sums
from accord.linkage.train.heads import heads_of
from accord.linkage.train.sample import Sample
from accord.linkage.train.start import start_content

FIXED = frozenset({"initial_given", *RANGES, "related"})
"""Levels whose m and u are conditional on a rare circumstance (one side is an initial, an age), or that no data set
shows: they keep the starting values."""

FIXED_FIELDS = frozenset({"sex"})
"""Fields that the files hold without error or lack."""

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

FIRM = 40.0
"""Pseudo-pairs by which the starting values hold on in each file."""

KNOWN = 100.0
"""True pairs that must know a field before a file has a say in it."""

ODDS = {"possible": 2 / 3, "probable": 0.98, "strong": 0.9999}
"""Posterior at which each band begins, for a holding of the size that ``rules.prior`` stands for."""

Content = dict[str, Any]


def train(samples: Sequence[Sample]) -> Content:
    """Return model content learnt from several compared files, without labels."""
    content = start_content()
    first = content["fields"]
    fitted = [fit_sample(sample) for sample in samples]
    m = [level_sums(one.candidates.levels, each.shares) for one, each in zip(samples, fitted, strict=True)]
    u = [_unlisted(one, each) for one, each in zip(samples, fitted, strict=True)]
    content["fields"] = {
        name: _field(name, first[name], [one[name] for one in m], [one[name] for one in u]) for name in FIELDS
    }
    content["frequencies"] = heads_of(content["fields"])
    content["rules"].update(
        {
            band: round(content["rules"]["prior"] + float(np.log2(odds / (1 - odds))), 1)
            for band, odds in ODDS.items()
        }
    )
    content["report"] = {
        "how": "each file fitted alone (u from random pairs, m from the best pairs of each row), then the mean over"
        " files; thresholds from the posterior; labels for this report only",
        "learnt_alone": {
            one.name: {
                key: each.content["rules"][key]
                for key in ("household", "lesser_place", "least_place", "swapped")
            }
            for one, each in zip(samples, fitted, strict=True)
        },
    }
    return content


def _unlisted(sample: Sample, fitted: Fitted) -> dict[str, np.ndarray]:
    """Return the summed levels of random pairs of strangers, where a listed value does not have its own table."""
    found = level_sums(sample.chance.levels, fitted.strangers)
    start = start_content()
    listed = keyed_of({**start, "frequencies": heads_of(start["fields"])}).weigher.listed(sample.chance)
    for field, known in listed.items():
        rare = level_sums(sample.chance.levels, np.where(known, 0.0, fitted.strangers))[field]
        if rare.sum() > KNOWN:
            found[field] = rare
    return found


def _field(
    name: str, first: dict[str, list[float]], m: list[np.ndarray], u: list[np.ndarray]
) -> dict[str, list[float]]:
    """Return the mean m and u of a field over the files that know it, floors kept."""
    if name in FIXED_FIELDS:
        return first
    kept = np.array([level in FIXED for level in first])
    mine, theirs = _mean(m, first, 0, kept), _mean(u, first, 1, kept)
    floors = LEAST_M.get(name, {}), LEAST_U.get(name, {})
    return {
        level: list(pair)
        if kept[at]
        else [
            _short(max(mine[at], floors[0].get(level, 0.0))),
            _short(max(theirs[at], floors[1].get(level, 0.0))),
        ]
        for at, (level, pair) in enumerate(first.items())
    }


def _mean(found: list[np.ndarray], first: dict[str, list[float]], side: int, kept: np.ndarray) -> np.ndarray:
    prior = np.array([pair[side] for pair in first.values()])
    counted = [np.where(kept, 0.0, counts) for counts in found]
    shares = [(one + FIRM * prior) / (one.sum() + FIRM) for one in counted if one.sum() > KNOWN]
    return np.mean(shares, axis=0) if shares else prior


def _short(value: float) -> float:
    return float(f"{value:.4g}")
