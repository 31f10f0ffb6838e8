"""The rules that a file itself can answer for: are there households, do town and postal code say one thing twice,
how often are names crossed, dates wrong in range, people moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from accord.linkage.compare.date import IN_RANGE
from accord.linkage.compare.levels import DATE, FIELDS, RANGES

if TYPE_CHECKING:
    from accord.linkage.train.sample import Sample
    from accord.linkage.vectors import PairLevels

NEUTRAL = {
    "household": 16.0,
    "lesser_place": 0.7,
    "least_place": -8.0,
    "swapped": -4.0,
    "range_agreement": 0.9,
    "range_years": 60.0,
}
"""Where learning starts."""

FAINT = 8.0
"""Pairs by which starting values speak."""

_AT = {name: at for at, name in enumerate(FIELDS)}
_OWN = ("given_name", "date_of_birth", "birth_place", "sex", "occupation")
_PLACES = ("city", "postal_code", "street_number", "street")
MOST_HOUSEHOLD = 40.0
SURE = 0.95
"""Posterior from which a pair is taken for one person when households are counted."""


def of(
    sample: Sample, content: dict[str, Any], shares: np.ndarray, strangers: np.ndarray, prior: float
) -> dict[str, float]:
    """Return the rules learnt: ``shares`` of candidates that are true, ``strangers`` of random pairs that are not."""
    return {
        "prior": round(prior, 2),
        "swapped": _swapped(sample, shares),
        "household": _household(sample, content, shares, prior),
        **_ranges(sample, shares, strangers),
        "lesser_place": _lesser_place(sample, content, shares, strangers),
        "least_place": _least_place(sample, shares, strangers),
    }


def _tables(content: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return field → bits of each level, 0 for missing at the end."""
    return {
        name: np.array([*(np.log2(pair[0] / pair[1]) for pair in levels.values()), 0.0])
        for name, levels in content["fields"].items()
    }


def _household(sample: Sample, content: dict[str, Any], shares: np.ndarray, prior: float) -> float:
    """Return log2 odds against two strangers being of one household.

    Counted: candidates that a household explains better than chance or one person does (shared facts agree, a
    person's own do not), but only among :func:`_apart`, since elsewhere they may be one person misspelt.
    """
    tables, levels = _tables(content), sample.candidates.levels
    own = np.sum([tables[name][levels[_AT[name]]] for name in _OWN], axis=0)
    place = np.sum([tables[name][levels[_AT[name]]] for name in _PLACES], axis=0)
    shared = (
        tables["family_name"][levels[_AT["family_name"]]]
        + tables["email"][levels[_AT["email"]]]
        + np.maximum(place, content["rules"]["least_place"])
    )
    at_home = np.exp2(np.clip(shared - content["rules"]["household"], -60.0, 60.0))
    same = np.exp2(np.clip(own + shared - prior, -60.0, 60.0))
    apart, part = _apart(sample, shares)
    homes = float((at_home / (1.0 + at_home + same))[apart].sum() + 0.5) / max(part, 0.02)
    return round(min(MOST_HOUSEHOLD, float(np.log2(sample.comparisons / homes))), 2)


def _apart(sample: Sample, shares: np.ndarray) -> tuple[np.ndarray, float]:
    """Return (candidates surely of two persons, part of all pairs of strangers that this could tell of).

    Of two clean files: whoever is surely matched is nobody else. In one file: two groups of two rows or more,
    each surely one person, with no sure link between them.
    """
    sure = shares > SURE
    mine, theirs = sample.lefts[sure], sample.rights[sure]
    if sample.own:
        size = len(sample.left)
        links = sparse.coo_matrix((np.ones(len(mine)), (mine, theirs)), shape=(size, size))
        group = connected_components(links, directed=False)[1]
        several = np.bincount(group)[group] > 1
        apart = (group[sample.lefts] != group[sample.rights]) & several[sample.lefts] & several[sample.rights]
        return apart, float(several.mean() ** 2)
    of_left, of_right = np.zeros(len(sample.left), bool), np.zeros(len(sample.right), bool)
    of_left[mine], of_right[theirs] = True, True
    apart = (of_left[sample.lefts] | of_right[sample.rights]) & ~sure
    return apart, float(1.0 - (1.0 - of_left.mean()) * (1.0 - of_right.mean()))


def _lesser_place(
    sample: Sample, content: dict[str, Any], shares: np.ndarray, strangers: np.ndarray
) -> float:
    """Return the share of the lesser of town and postal code that is news, from how often both agree at once."""
    tables, town, code = _tables(content), _AT["city"], _AT["postal_code"]

    def agreeing(levels: np.ndarray, weights: np.ndarray) -> np.ndarray:
        known = (levels[town] >= 0) & (levels[code] >= 0)
        of_town = known & (tables["city"][levels[town]] > 0)
        of_code = known & (tables["postal_code"][levels[code]] > 0)
        found = [weights[which].sum() for which in (of_town, of_code, of_town & of_code)]
        return np.asarray((np.array(found) + 0.5) / (weights[known].sum() + 1.0))

    bits = np.log2(agreeing(sample.candidates.levels, shares) / agreeing(sample.chance.levels, strangers))
    greater, lesser = max(bits[0], bits[1]), min(bits[0], bits[1])
    if lesser < 0.5:
        return 1.0
    return round(float(np.clip((bits[2] - greater) / lesser, 0.0, 1.0)), 2)


def _least_place(sample: Sample, shares: np.ndarray, strangers: np.ndarray) -> float:
    """Return what disagreement of every place costs: people move, and then all of them differ at once.

    Where a file has but one field of place, its own table says that already.
    """
    if (sample.candidates.levels[[_AT[name] for name in _PLACES]] >= 0).any(axis=1).sum() < 2:
        return -40.0

    def elsewhere(levels: np.ndarray, weights: np.ndarray) -> float:
        known, differ = np.zeros(len(weights), np.int64), np.ones(len(weights), dtype=bool)
        for name in _PLACES:
            level, worst = levels[_AT[name]], list(FIELDS[name]).index("different")
            known += level >= 0
            differ &= (level == worst) | (level < 0)
        several = known > 1
        return float((weights[several & differ].sum() + 0.5) / (weights[several].sum() + 2.0))

    bits = np.log2(elsewhere(sample.candidates.levels, shares) / elsewhere(sample.chance.levels, strangers))
    return round(min(0.0, float(bits)), 2)  # where everybody lives in one town, places never all differ


def _ranges(sample: Sample, shares: np.ndarray, strangers: np.ndarray) -> dict[str, float]:
    """Return how often a year, or a range of years, is right, and the years among which births spread.

    Where a file has years alone they are what a date is elsewhere, and how good they are is its own: a parish register
    reckons them from ages. The starting values speak faintly.
    """
    known, inside, _years = _in_range(sample.candidates)
    right, all_true = float(shares[known & inside].sum()), float(shares[known].sum())
    known, inside, years = _in_range(sample.chance)
    meet = float(strangers[known & inside].sum())
    span = float((strangers * years)[known].sum())
    return {
        "range_agreement": round((right + FAINT * NEUTRAL["range_agreement"]) / (all_true + FAINT), 4),
        "range_years": round((span + FAINT * NEUTRAL["range_years"]) / (meet + FAINT), 2),
    }


def apart(
    sample: Sample, first: dict[str, list[float]], shares: np.ndarray, strangers: np.ndarray
) -> dict[str, list[float]]:
    """Return m and u of the levels of years that do not meet, beside :func:`_ranges`."""
    found: dict[str, list[float]] = {}
    for level in RANGES[1:]:
        sides = []
        for pairs, counts, start in (
            (sample.candidates, shares, first[level][0]),
            (sample.chance, strangers, first[level][1]),
        ):
            known = _in_range(pairs)[0]
            at = known & (pairs.of("date_of_birth") == DATE.index(level))
            sides.append((float(counts[at].sum()) + FAINT * start) / (float(counts[known].sum()) + FAINT))
        found[level] = [float(f"{one:.5g}") for one in sides]
    return found


def _in_range(pairs: PairLevels) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (pairs with a range on a side, those where both meet, how many years could meet by chance)."""
    levels = pairs.of("date_of_birth")
    return levels >= IN_RANGE, levels == IN_RANGE, pairs.widths.sum(axis=0) - 1.0


def _swapped(sample: Sample, shares: np.ndarray) -> float:
    """Bits against crossed names: how rare they are among true pairs."""
    crossed = float(shares[sample.candidates.swapped].sum())
    return round(float(np.log2((crossed + 0.5) / (shares.sum() + 8.0))), 2)


def bands(posteriors: np.ndarray, weights: np.ndarray, prior: float) -> dict[str, float]:
    """Return the thresholds: ``possible`` where expected F1 is highest, the others at posteriors of 0.99, 0.9999."""
    order = np.argsort(-weights)
    right = np.cumsum(posteriors[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + posteriors.sum()) if len(order) else np.zeros(1)
    possible = float(weights[order[int(np.argmax(f1))]]) if len(order) else prior
    return {
        "possible": round(possible, 2),
        "probable": round(max(possible, prior + 6.6), 2),
        "strong": round(max(possible, prior + 13.3), 2),
    }
