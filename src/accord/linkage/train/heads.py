"""Tables of common values: their own u by level neighbourhood.

For a listed value v, u(v, level) is the share of people whose value stands at that level to v: its own share at
``exact``, the shares of listed neighbours at the nearer levels, and the field's u for the unlisted rest.
"""

from __future__ import annotations

from functools import cache
from math import log2
from typing import Any

from accord.linkage.compare.levels import FIELDS
from accord.linkage.compare.pair import Left
from accord.linkage.measure.pairs import KEY
from accord.linkage.payload import person_payload
from accord.linkage.person import Person
from accord.linkage.train.frequencies import FAMILY_NAMES, GIVEN_NAMES, TOWNS

LISTED = {"given_name": GIVEN_NAMES, "family_name": FAMILY_NAMES, "city": TOWNS}
_NEAR = ("exact", "one_letter", "close", "related", "sounds")
_WORTH = 0.2
"""Bits below which a difference from the field's own weight is not written down."""

SMOOTHING = 5.0
SAMPLE = 10_000.0
"""The listed shares count as if from so many people; the field's own u counts as ``SMOOTHING`` of them."""


def _only(field: str, value: str) -> Person:
    """Return a person of whom one field is known."""
    known: dict[str, Any] = {field: value}
    return Person(**known)


@cache
def neighbourhoods() -> dict[str, dict[str, dict[str, float]]]:
    """Return field → value → level → summed share of the listed values at that level to it."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for field, shares in LISTED.items():
        levels, at = FIELDS[field], list(FIELDS).index(field)
        payloads = {value: person_payload(_only(field, value), KEY) for value in shares}
        found[field] = {}
        for value in shares:
            left, near = Left(payloads[value]), dict.fromkeys(_NEAR, 0.0)
            for other, share in shares.items():
                level = levels[left.levels(payloads[other]).of_fields()[at]]
                if level in near:
                    near[level] += share
            found[field][value] = near
    return found


def heads_of(fields: dict[str, dict[str, list[float]]]) -> dict[str, dict[str, dict[str, float]]]:
    """Return field → listed value → level → bits, where they differ enough from the field's own."""
    heads: dict[str, dict[str, dict[str, float]]] = {}
    for field, values in neighbourhoods().items():
        rest = 1.0 - sum(LISTED[field].values())
        heads[field] = {value: _own(fields[field], near, rest) for value, near in values.items()}
    return heads


def _own(levels: dict[str, list[float]], near: dict[str, float], rest: float) -> dict[str, float]:
    own = {}
    for level, share in near.items():
        m, u = levels[level]
        theirs = share if level == "exact" else share + u
        smoothed = (SAMPLE * theirs + SMOOTHING * u) / (SAMPLE + SMOOTHING)
        bits = round(log2(m / smoothed), 2)
        if abs(bits - log2(m / u)) >= _WORTH:
            own[level] = bits
    return own
