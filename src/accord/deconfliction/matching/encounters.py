"""Which pointers meet: exact identifiers by token, persons by index keys and score."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching.candidates import alike
from accord.deconfliction.matching.held import COLUMNS, Held, fetch, fetch_prepared, held
from accord.deconfliction.matching.index import Fresh
from accord.linkage import Band, IdentifierKind, Normal, identifier_token

PROTECTED_ROWS = 500  # of one value; a protected value held so often tells nobody anything but the broker

# Of each value: as many open holdings as it takes to know that it is common, and the protected ones.
SAME_VALUE = f"""
SELECT {COLUMNS} FROM unnest(%s::bigint[]) AS asked(token) CROSS JOIN LATERAL (
    (SELECT * FROM holding WHERE token = asked.token AND live AND open ORDER BY no LIMIT %s)
    UNION ALL
    (SELECT * FROM holding WHERE token = asked.token AND live AND NOT open ORDER BY no LIMIT %s)
) h ORDER BY h.no
"""


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two holdings that met, how strongly, and on which agreeing fields."""

    left: Held
    right: Held
    kind: str
    band: str
    agreed: tuple[dict[str, str], ...]
    common: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to. ``protects``: (agency, value) that an agency's own protected person makes protected."""

    encounters: list[Encounter]
    protects: list[tuple[uuid.UUID, int]]


def find(fresh: Sequence[Fresh]) -> Found:
    """Everything that the fresh pointers meet."""
    found = Found([], [])
    found.encounters.extend(_same_value([one for one in fresh if one.token is not None]))
    for one in fresh:
        if one.token is None and one.keys:
            _same_person(one, found)
    return found


def _same_value(fresh: Sequence[Fresh]) -> Iterator[Encounter]:
    if not fresh:
        return
    cap = settings.OVER_COMMON_CAP
    by_token = same_value([token for one in fresh for token in one.tokens])
    published = _published() if by_token else frozenset()
    for one in fresh:
        others = [other for token in one.tokens for other in by_token.get(token, ())]
        # Counted over open pointers alone: a hidden one must not tip the balance, which others could see.
        common = one.token in published or sum(other.open for other in others) > cap
        agreed = ({"field": one.held.kind, "level": "exact"},)
        for other in others:
            if other.agency_id != one.held.agency_id:
                yield Encounter(one.held, other, one.held.kind, Band.STRONG.value, agreed, common)


def same_value(tokens: Sequence[int]) -> dict[int, list[Held]]:
    """Who holds some values, by token: one look-up, whatever their number."""
    found: dict[int, list[Held]] = {}
    asked = [list(set(tokens)), 2 * settings.OVER_COMMON_CAP + 1, PROTECTED_ROWS]
    for row in fetch_prepared(SAME_VALUE, asked):
        other = Held(*row)
        found.setdefault(other.token or 0, []).append(other)
    return found


def _published() -> frozenset[int]:
    return frozenset(
        _common_token(kind, form) for kind, form in fetch("SELECT kind, form FROM accord.common_value")
    )


@cache
def _common_token(kind: str, form: str) -> int:
    return identifier_token(Normal(IdentifierKind(kind), form, form), crypto.key(encoding.MATCHING))


def _same_person(one: Fresh, found: Found) -> None:
    scores = dict(alike(one))
    if not scores:
        return
    others = {other.no: other for other in held("h.no = ANY (%s)", [list(scores)])}
    for no, result in scores.items():
        other = others.get(no)
        if other is None:
            continue
        if other.agency_id == one.held.agency_id:
            if result.band is not Band.POSSIBLE and _may_protect(one.held, other):
                weaker = other if one.held.for_good else one.held
                found.protects.append((weaker.agency_id, weaker.subject))
            continue
        assert result.band is not None
        agreed = tuple({"field": reason.field, "level": reason.level} for reason in result.reasons)
        found.encounters.append(Encounter(one.held, other, "person", result.band.value, agreed))


def _may_protect(one: Held, other: Held) -> bool:
    """Whether one of two persons of an agency is open and the other protected for good: then both are."""
    return (one.open and other.for_good) or (one.for_good and other.open)
