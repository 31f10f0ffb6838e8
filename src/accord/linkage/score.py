"""A score and its reasons: what the matcher is told about a pair, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.linkage.compare.levels import AGREEING, FIELDS
from accord.linkage.compare.pair import Levels
from accord.linkage.identifiers.normal import IdentifierKind


class Band(StrEnum):
    """How strong a hit is: the three bands that partners see, never a number."""

    STRONG = "strong"
    PROBABLE = "probable"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Reason:
    """One agreeing field and how closely it agrees, as codes for translation (all in ``REASON_CODES``).

    Disagreeing fields are never named: that a birth year differs would tell a partner the other's birth year
    was asked about.
    """

    field: str
    level: str


@dataclass(frozen=True, slots=True)
class Score:
    """The evidence that two payloads are one person.

    ``weight``: log2 of the Bayes factor, summed over fields (0 says nothing, each +1 doubles the odds).
    ``probability``: after the model's prior, in 0..1. ``band``: None below the threshold of the model, where
    ``reasons`` is empty too.
    """

    weight: float
    probability: float
    band: Band | None
    reasons: tuple[Reason, ...]


_NAME_ORDER = Reason("name_order", "swapped")
_BY_FIELD: tuple[tuple[Reason | None, ...], ...] = tuple(
    (*(Reason(field, level) if level in AGREEING[field] else None for level in levels), None)
    for field, levels in FIELDS.items()
)
"""Field → level → reason; the last, None, is MISSING's."""
_ALIAS = tuple(Reason("alias", reason.level) if reason else None for reason in _BY_FIELD[0])
_EMAIL = list(FIELDS).index("email")
_IDENTIFIER = {kind: Reason(str(kind), "exact") for kind in IdentifierKind}

REASON_CODES: frozenset[tuple[str, str]] = frozenset(
    (reason.field, reason.level)
    for reason in (
        *(one for field in _BY_FIELD for one in field),
        *_ALIAS,
        *_IDENTIFIER.values(),
        _NAME_ORDER,
    )
    if reason
)
"""Every (field, level) that a reason may carry, so that translations can be checked for completeness."""


def reasons_of(levels: Levels) -> tuple[Reason, ...]:
    """Return the agreeing fields of a pair, identifiers first, then in the order of ``levels.FIELDS``.

    Where an alias was needed, one reason about ``alias`` stands for both name fields.
    """
    found = [_IDENTIFIER[kind] for kind in levels.identifiers]
    by_field = [reasons[level] for reasons, level in zip(_BY_FIELD, levels.of_fields(), strict=True)]
    if IdentifierKind.EMAIL in levels.identifiers:
        by_field[_EMAIL] = None  # the whole address agrees, so its parts go without saying
    if levels.alias:
        by_field[:2] = [_ALIAS[max(levels.given_name, levels.family_name)]]
    found.extend(reason for reason in by_field if reason)
    if levels.swapped and found:
        found.append(_NAME_ORDER)
    return tuple(found)
