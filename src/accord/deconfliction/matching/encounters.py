"""Which pointers meet: exact identifiers by token, persons by index keys and score."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import structlog
from django.conf import settings

from accord.base import crypto
from accord.deconfliction import encoding
from accord.deconfliction.matching.held import COLUMNS, Held, fetch
from accord.deconfliction.matching.index import Fresh
from accord.linkage import (
    Band,
    IdentifierKind,
    KeyedModel,
    Model,
    Normal,
    Score,
    identifier_token,
)
from accord.linkage.candidates import CANDIDATES, ROWS_A_KEY

log = structlog.get_logger()

PROTECTED_ROWS = 500  # of one value; a protected value held so often tells nobody anything but the broker

# Of each value: as many open holdings as it takes to know that it is common, and the protected ones.
SAME_VALUE = f"""
SELECT {COLUMNS} FROM unnest(%(tokens)s::bigint[]) AS asked(token) CROSS JOIN LATERAL (
    (SELECT * FROM holding WHERE token = asked.token AND live AND open ORDER BY no LIMIT %(open)s)
    UNION ALL
    (SELECT * FROM holding WHERE token = asked.token AND live AND NOT open ORDER BY no LIMIT %(protected)s)
) h ORDER BY h.no
"""
# Of each key a few rows only: a true pair shares rarer keys too. Rarest first is what counting shared keys comes to.
SAME_KEYS = f"""
SELECT {COLUMNS} FROM (
    SELECT found.no, count(*) AS shared FROM unnest(%(keys)s::int[]) AS asked(key) CROSS JOIN LATERAL (
        SELECT k.no FROM holding_key k WHERE k.key = asked.key ORDER BY k.no LIMIT %(rows)s
    ) found GROUP BY found.no ORDER BY shared DESC, found.no LIMIT %(most)s
) chosen JOIN holding h ON h.no = chosen.no
WHERE h.payload IS NOT NULL ORDER BY chosen.shared DESC, h.no
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


@cache
def scorer() -> KeyedModel:
    """The model under our key, made once a process."""
    return Model.load().keyed(crypto.key(encoding.MATCHING))


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
    published = _published()
    cap = settings.OVER_COMMON_CAP
    tokens = list({token for one in fresh for token in one.tokens})
    by_token: dict[int, list[Held]] = {}
    for row in fetch(SAME_VALUE, {"tokens": tokens, "open": 2 * cap + 1, "protected": PROTECTED_ROWS}):
        other = Held(*row)
        by_token.setdefault(other.token or 0, []).append(other)
    for one in fresh:
        others = [other for token in one.tokens for other in by_token.get(token, ())]
        # Counted over open pointers alone: a hidden one must not tip the balance, which others could see.
        common = one.token in published or sum(other.open for other in others) > cap
        agreed = ({"field": one.held.kind, "level": "exact"},)
        for other in others:
            if other.agency_id != one.held.agency_id:
                yield Encounter(one.held, other, one.held.kind, Band.STRONG.value, agreed, common)


def _published() -> frozenset[int]:
    return frozenset(
        _common_token(kind, form) for kind, form in fetch("SELECT kind, form FROM accord.common_value")
    )


@cache
def _common_token(kind: str, form: str) -> int:
    return identifier_token(Normal(IdentifierKind(kind), form, form), crypto.key(encoding.MATCHING))


def _same_person(one: Fresh, found: Found) -> None:
    score = _scorer_of(one.held)
    if score is None:
        return
    asked = {"keys": one.search_keys, "rows": ROWS_A_KEY, "most": CANDIDATES}
    for row in fetch(SAME_KEYS, asked):
        other = Held(*row)
        own = other.agency_id == one.held.agency_id
        if other.no == one.held.no or (own and not _may_protect(one.held, other)) or not (own or other.live):
            continue
        result = _score(score, other)
        if result is None or result.band is None:
            continue
        if own:
            if result.band is not Band.POSSIBLE:
                weaker = other if one.held.for_good else one.held
                found.protects.append((weaker.agency_id, weaker.subject))
            continue
        agreed = tuple({"field": reason.field, "level": reason.level} for reason in result.reasons)
        found.encounters.append(Encounter(one.held, other, "person", result.band.value, agreed))


def _may_protect(one: Held, other: Held) -> bool:
    """Whether one of two persons of an agency is open and the other protected for good: then both are."""
    return (one.open and other.for_good) or (one.for_good and other.open)


def _scorer_of(one: Held) -> Any:
    try:
        return scorer().scorer(one.opened_payload())
    except (crypto.NotOpened, ValueError):
        log.error("pointer does not open", pointer=str(one.pointer_id))
        return None


def _score(score: Any, other: Held) -> Score | None:
    try:
        result: Score = score(other.opened_payload())
        return result
    except (crypto.NotOpened, ValueError):
        log.error("pointer does not open", pointer=str(other.pointer_id))
        return None
